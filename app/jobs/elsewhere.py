"""For a process that leaves the computing to others: it waits for them, and needs no models."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from app.errors import NoSuchPage
from app.store.comparisons import ComparisonStore

LOOK_SECONDS = 0.05  # between two looks whether it is done; a look takes a thousandth of one, and none lasts for long


class Elsewhere:
    """In the place of a Runner: whoever computes looks at the queue by itself."""

    def __init__(self, store: ComparisonStore, *, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    def wake(self) -> None:
        """Nobody sleeps here."""

    def wait_done(self, slug: str, timeout: float) -> None:
        """Return when `slug` is done, failed or gone, or after `timeout` seconds."""
        until = time.monotonic() + timeout
        while not self._is_over(slug) and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, LOOK_SECONDS))

    def _is_over(self, slug: str) -> bool:
        try:
            return self._store.progress(slug, now=self._clock()).over
        except NoSuchPage:
            return True


class ModelsElsewhere:
    """In the place of a ModelLoader: what is queued here is computed where the models are."""

    ready = True
    failed = None
