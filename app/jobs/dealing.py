"""Lets Procrastinate deal the tickets of PostgreSQL (store/tickets.py) to this worker, one at a time."""

from __future__ import annotations

import asyncio
import logging
import threading
from contextlib import suppress
from queue import SimpleQueue

import procrastinate
import psycopg_pool
from procrastinate.exceptions import ConnectorException

from app.errors import StoreFailed
from app.jobs.pulse import LOOK, PATIENCE
from app.jobs.runner import Runner
from app.store.comparisons import ComparisonStore
from app.store.tickets import QUEUE, TASK

log = logging.getLogger(__name__)


class Dealing:
    """A Runner that plays tickets: one thread asks the database for them, the other computes.

    Both end with the process, even where a turn does not end.
    """

    def __init__(self, store: ComparisonStore, runner: Runner, *, heartbeat: float) -> None:
        self._store = store
        self._runner = runner
        self._heartbeat = heartbeat
        self._stopping = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._playing: asyncio.Task[None] | None = None
        self._turns: SimpleQueue[asyncio.Future[None]] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="dealing", daemon=True)
        self._player = threading.Thread(target=self._take_turns, name="runner", daemon=True)

    def start(self) -> None:
        """Begin to work; returns at once."""
        self._runner.attend()
        self._thread.start()
        self._player.start()

    def stop(self, timeout: float) -> None:
        """End the work in hand at its next step, or after `timeout` seconds, and put it back in the queue."""
        self._stopping.set()
        if self._loop is not None and self._playing is not None:
            self._loop.call_soon_threadsafe(self._playing.cancel)
        self._runner.stop(timeout)
        self._thread.join(timeout)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._store.waiting()  # else Procrastinate would ask, with pauses that grow
                asyncio.run(self._play())
            except asyncio.CancelledError:
                return
            except (ConnectorException, StoreFailed, psycopg_pool.PoolTimeout):
                log.warning("no tickets are dealt, trying again", exc_info=True)
            # The thread's top: whatever it was, what is queued must not wait for ever.
            except Exception:
                log.exception("dealing stumbled")
            self._stopping.wait(self._heartbeat * LOOK)

    async def _play(self) -> None:
        """Play tickets until cancelled, or until the database fails."""
        self._loop, self._playing = asyncio.get_running_loop(), asyncio.current_task()
        # Four connections: the news, the heartbeat, what is dealt, what is dealt anew.
        connector = procrastinate.PsycopgConnector(
            kwargs=self._store.driver_arguments(), min_size=1, max_size=4, timeout=self._heartbeat
        )
        app = procrastinate.App(connector=connector)
        app.task(name=TASK, queue=QUEUE)(self._turn)
        async with app.open_async():
            working = asyncio.create_task(
                app.run_worker_async(
                    queues=[QUEUE],
                    delete_jobs="always",  # what becomes of a comparison is in its own row
                    install_signal_handlers=False,
                    fetch_job_polling_interval=self._heartbeat / 2,  # should a notification be lost
                    update_heartbeat_interval=self._heartbeat,
                    stalled_worker_timeout=self._heartbeat * PATIENCE,
                )
            )
            mending = asyncio.create_task(self._deal_anew(app))
            try:
                await asyncio.wait({working, mending}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                working.cancel()
                mending.cancel()
                ends = await asyncio.gather(working, mending, return_exceptions=True)
            for end in ends:
                if isinstance(end, Exception):
                    raise end

    async def _turn(self) -> None:
        """What a ticket is for. Raises what the turn does."""
        over = asyncio.get_running_loop().create_future()
        self._turns.put(over)
        await over

    def _take_turns(self) -> None:
        while True:
            over = self._turns.get()
            failed: BaseException | None = None
            try:
                self._runner.turn()
            # The thread's top: the next ticket must have its turn, whatever became of this one.
            except BaseException as error:
                log.exception("a turn stumbled")
                failed = error
            with suppress(RuntimeError):  # the loop has ended: the ticket is dealt anew, if it is not in vain
                over.get_loop().call_soon_threadsafe(_settle, over, failed)

    async def _deal_anew(self, app: procrastinate.App) -> None:
        """Give the tickets back that workers had who have died."""
        while True:
            await asyncio.sleep(self._heartbeat * LOOK)
            # Where the database does not answer, this ends, and with it the playing: its connections would be made anew
            # with pauses that grow, longer than anything queued should wait.
            stalled = await app.job_manager.get_stalled_jobs(
                queue=QUEUE, seconds_since_heartbeat=self._heartbeat * PATIENCE
            )
            for job in stalled:
                with suppress(ConnectorException):  # another worker was first
                    await app.job_manager.retry_job(job)


def _settle(over: asyncio.Future[None], failed: BaseException | None) -> None:
    if over.cancelled():
        return
    if failed is None:
        over.set_result(None)
    else:
        over.set_exception(failed)
