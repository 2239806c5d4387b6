"""Gives signs of life for the work in hand, and takes back what others have left: a thread beside whoever computes."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime

from app.errors import StoreFailed
from app.jobs.names import is_gone
from app.jobs.watching import Watch
from app.store.comparisons import ComparisonStore

log = logging.getLogger(__name__)
HEARTBEAT = 10.0  # seconds; a worker that computes on all cores is seldom late by half of it
# Of a heartbeat. A worker is given up after 1.5 without a sign. Looks come every eighth, and at the very moment when
# that time is over: what it left is queued again after 1.625, which leaves a busy machine some time until two. A sign
# may be late by half a heartbeat before anything is computed twice.
PATIENCE, LOOK = 1.5, 0.125
STOPS_WITHIN = 2.0  # seconds; after that it is left alone, and harms nobody


class Pulse:
    """Begins with `start` and ends with `stop`."""

    def __init__(
        self,
        store: ComparisonStore,
        name: str,
        *,
        clock: Callable[[], datetime],
        heartbeat: float,
        freed: Callable[[], None],
    ) -> None:
        """`name` is the worker's; `freed` is called when something was taken back."""
        self._store = store
        self._name = name
        self._clock = clock
        self._heartbeat = heartbeat
        self._freed = freed
        self._slug: str | None = None
        self._stopping = threading.Event()
        self._watch = Watch(patience=heartbeat * PATIENCE, is_gone=is_gone, monotonic=time.monotonic)
        self._thread = threading.Thread(target=self._run, name="pulse", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def keeps(self, slug: str | None) -> None:
        """What the worker has in hand now."""
        self._slug = slug

    def stop(self) -> None:
        """End, which takes as long as the database needs for one answer."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(STOPS_WITHIN)

    def _run(self) -> None:
        next_beat = 0.0
        while not self._stopping.is_set():
            try:
                if time.monotonic() >= next_beat:
                    next_beat = time.monotonic() + self._heartbeat
                    self._beat()
                self._look()
            except StoreFailed:
                next_beat = 0.0  # as soon as the database answers again
                self._watch.forget()  # nor could others give one
                log.warning("no sign of life given, trying again", exc_info=True)
            # The thread's top: without it, the work would be given to others again and again.
            except Exception:
                log.exception("the pulse stumbled")
            self._stopping.wait(min(self._heartbeat * LOOK, self._watch.soonest()))

    def _beat(self) -> None:
        slug = self._slug
        if slug is not None:  # whether it is still ours is heard by the next report of progress
            self._store.queue.beat(slug, runner=self._name)

    def _look(self) -> None:
        now = self._clock()
        taken = [sign for sign in self._watch.left(self._store.queue.running(now=now))
                 if self._store.queue.take_back(sign, now=now)]  # fmt: skip
        self._store.queue.put_missing_tickets(now=now)
        if taken:
            log.warning("%d comparisons taken back from workers that have gone", len(taken))
            self._freed()
