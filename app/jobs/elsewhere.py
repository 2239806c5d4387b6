"""For a process that leaves the computing to others: it needs no models, and knows whether any of them lives."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime

from app.errors import NoSuchPage, StoreFailed
from app.store.comparisons import ComparisonStore

log = logging.getLogger(__name__)
LOOK_SECONDS = 0.05  # between two looks whether it is done; a look takes a thousandth of one, and none lasts for long
# Of a heartbeat, without which a worker does not count as living: by then others have taken back what it had in hand.
PATIENCE = 2.0
KNOWN_SECONDS = 1.0  # for which it is believed that somebody lives, or nobody: every page and every event asks


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
    """In the place of a ModelLoader: the models are where the workers are. It asks the database: in no event loop."""

    failed = None

    def __init__(
        self, store: ComparisonStore, *, heartbeat: float, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._store = store
        self._heartbeat = heartbeat
        self._monotonic = monotonic
        self._known: tuple[float, int | None] | None = None  # until when it is believed, and how many live

    @property
    def ready(self) -> bool:
        """Whether somebody computes; True where that cannot be known."""
        return not self.away

    @property
    def away(self) -> bool:
        """Whether no worker lives; False where that cannot be known."""
        now = self._monotonic()
        if self._known is None or now >= self._known[0]:
            try:
                self._known = now + KNOWN_SECONDS, self.workers()
            except StoreFailed:
                log.warning("it cannot be told whether workers live", exc_info=True)
                return False
        return self._known[1] == 0

    def workers(self) -> int | None:
        """How many live now; None on SQLite, which has no register of them. Raises StoreFailed."""
        return self._store.queue.workers(within=self._heartbeat * PATIENCE)
