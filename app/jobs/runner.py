"""Computes what is queued, one comparison after the other, in a thread of this process that only `stop` ends."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Protocol

from app.errors import Cancelled, CrossreadError, NoSuchPage, StoreFailed
from app.jobs.computing import Compute, compute
from app.jobs.names import draw_name
from app.jobs.pulse import HEARTBEAT, Pulse
from app.jobs.reporting import Report
from app.models.loading import Models
from app.store.comparisons import ComparisonStore
from app.store.kept import Kept

log = logging.getLogger(__name__)
IDLE_SECONDS = 0.25  # between two looks at the queue without a wake: another process may have queued something
LOOK_SECONDS = 0.1  # between two looks whether the models are there; a tenth is not felt
STOP_SECONDS = 5.0  # for the work in hand to reach its next step, which takes about a tenth of one
LONGEST_PAUSE = 2.0  # seconds between two tries when the database fails; soon enough when it is back
FAILED = (
    "The comparison failed",
    "Something went wrong on the server while it compared these articles. That is not your fault: try once more, and "
    "tell whoever runs this server if it fails again.",
)


class ModelSource(Protocol):
    """Whoever loads the models."""

    @property
    def ready(self) -> bool:
        """Whether they are there."""

    @property
    def failed(self) -> str | None:
        """Why they will not come."""

    def wait(self, timeout: float | None = None) -> Models:
        """The models. Raises ModelFailed."""


class Loader(ModelSource, Protocol):
    """A ModelLoader, or a fake with the same methods."""

    @property
    def away(self) -> bool:
        """Whether they are elsewhere, and nobody is there."""

    def start(self) -> None:
        """Begin to load; returns at once."""


class Runner:
    """Takes up queued comparisons in their turn; all stay queued until the models are there, or if they never come."""

    def __init__(
        self,
        store: ComparisonStore,
        models: ModelSource,
        *,
        clock: Callable[[], datetime],
        version: str,
        max_sentences: int,
        compute: Compute = compute,
        heartbeat: float = HEARTBEAT,
        fresh: bool = False,
        ended: threading.Condition | None = None,
    ) -> None:
        """Not started.

        Args:
            store: has what is queued.
            models: whoever loads them.
            clock: the time now, aware, UTC.
            version: of this program, for the results.
            max_sentences: that an article may have.
            compute: what makes a result of two articles.
            heartbeat: seconds between two signs of life.
            fresh: it leaves to others what was in hand when its process ended, and may be why.
            ended: is notified of each comparison that ends; one for all runners of a process, if there are several.
        """
        self._fresh = fresh
        self._store = store
        self._models = models
        self._clock = clock
        self._compute = partial(compute, version=version, max_sentences=max_sentences)
        self._name = draw_name()
        self._pulse = Pulse(store, self._name, clock=clock, heartbeat=heartbeat, freed=self.wake)
        self._queued = threading.Event()
        self._stopping = threading.Event()
        self._ended = ended or threading.Condition()
        self._in_hand: str | None = None
        self._thread = threading.Thread(target=self._run, name="runner", daemon=True)

    def start(self) -> None:
        """Begin to work, in a thread of its own; returns at once."""
        self.attend()
        self._thread.start()

    def attend(self) -> None:
        """Begin to give signs of life, where somebody else calls `turn`."""
        self._pulse.start()

    def wake(self) -> None:
        """Look at the queue now: something was put there."""
        self._queued.set()

    def end(self) -> None:
        """Take up nothing more, and end the work in hand at its next step; returns at once."""
        self._stopping.set()
        self._queued.set()

    def stop(self, timeout: float) -> None:
        """End the work in hand at its next step, or after `timeout` seconds, and put it back in the queue."""
        self.end()
        with self._ended:
            self._ended.wait_for(lambda: self._in_hand is None, timeout)
        self._pulse.stop()
        slug = self._in_hand
        if slug is not None:
            # What the thread may yet say of it is dropped: it is not this runner's any more.
            self._store.queue.hand_back(slug, runner=self._name)
        elif self._thread.is_alive():
            self._thread.join(timeout)

    def wait_done(self, slug: str, timeout: float) -> None:
        """Return when `slug` is done, failed or gone, or after `timeout` seconds."""
        until = time.monotonic() + timeout
        with self._ended:
            while (left := until - time.monotonic()) > 0 and not self._is_over(slug):
                self._ended.wait(left)

    def _is_over(self, slug: str) -> bool:
        try:
            return self._store.progress(slug, now=self._clock()).over
        except NoSuchPage:
            return True

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._step()
            # The thread's top. Base, as a panic in a Rust library (the tokenizer) is no Exception; whatever it is, it
            # must not end the thread, or everything queued would wait for ever.
            except BaseException:
                log.exception("the runner stumbled")
                self._stopping.wait(1)  # second: not to spin where the database is gone

    def _step(self) -> None:
        if not self._models.ready:
            self._stopping.wait(LOOK_SECONDS)
            return
        self._queued.clear()
        if not self.turn():
            self._queued.wait(IDLE_SECONDS)

    def turn(self) -> bool:
        """Compute the one whose turn it is, in this thread; False when there is none. Raises ModelFailed, StoreFailed.

        To be called by one thread at a time, and not beside `start`.
        """
        if self._stopping.is_set():
            return False
        models = self._models.wait(0)
        kept = self._store.queue.claim(runner=self._name, now=self._clock(), fresh=self._fresh)
        if kept is None:
            return False
        self._in_hand = kept.slug
        self._pulse.keeps(kept.slug)
        try:
            self._work(kept, models)
        finally:
            self._pulse.keeps(None)
            with self._ended:
                self._in_hand = None
                self._ended.notify_all()
        return True

    def _work(self, kept: Kept, models: Models) -> None:
        began = time.monotonic()
        try:
            report = Report(self._store, kept.slug, runner=self._name, stopping=self._stopping.is_set)
            found = self._compute(kept.left, kept.right, models=models, progress=report)
            self._keep_trying(
                lambda: self._store.queue.finish(kept.slug, runner=self._name, result=found, now=self._clock())
            )
        except Cancelled:
            self._end_unfinished(kept)
        except CrossreadError as error:
            log.warning("comparison refused", exc_info=True)
            self._fail(kept, error.title, error.detail)
        except BaseException:  # whatever it was, its reader must hear of it; see _run
            log.exception("comparison failed")
            self._fail(kept, *FAILED)
        else:
            log.info("comparison done in %.2f s", time.monotonic() - began)

    def _end_unfinished(self, kept: Kept) -> None:
        if self._stopping.is_set():
            self._store.queue.hand_back(kept.slug, runner=self._name)
            log.info("comparison handed back")
        else:
            log.info("comparison cancelled")

    def _fail(self, kept: Kept, title: str, detail: str) -> None:
        self._keep_trying(
            lambda: self._store.queue.fail(kept.slug, runner=self._name, title=title, detail=detail, now=self._clock())
        )

    def _keep_trying(self, write: Callable[[], None]) -> None:
        """Write what came of the work, however long the database fails; at a stop it is left to the next start."""
        pause = 0.5  # seconds; doubled each time
        while True:
            try:
                write()
                return
            except StoreFailed:
                log.warning("outcome not kept, trying again in %.1f s", pause, exc_info=True)
                if self._stopping.wait(pause):
                    return
                pause = min(pause * 2, LONGEST_PAUSE)
