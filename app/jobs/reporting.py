"""Tells the store how far a comparison is, and the comparison when nobody wants it any more."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from app.errors import Cancelled, StoreFailed
from app.store.comparisons import ComparisonStore

log = logging.getLogger(__name__)
LEAST_SECONDS = 0.2  # between two writes: five a second look smooth and cost nothing


class Report:
    """A Progress for one comparison; raises Cancelled when that was deleted or taken away, or `stopping` says so."""

    def __init__(
        self,
        store: ComparisonStore,
        slug: str,
        *,
        runner: str,
        stopping: Callable[[], bool],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._slug = slug
        self._runner = runner
        self._stopping = stopping
        self._monotonic = monotonic
        self._stage = ""
        self._next = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Write it down if the stage is new or the last writing was LEAST_SECONDS ago."""
        if self._stopping():
            raise Cancelled("The server is being stopped.")
        now = self._monotonic()
        if stage == self._stage and now < self._next:
            return
        self._stage, self._next = stage, now + LEAST_SECONDS
        try:
            wanted = self._store.queue.report(self._slug, runner=self._runner, stage=stage, done=done, total=total)
        except StoreFailed:
            log.warning("progress not written", exc_info=True)  # the work is worth more than its progress
            return
        if not wanted:
            raise Cancelled("The comparison was deleted while it ran, or given to somebody else.")
