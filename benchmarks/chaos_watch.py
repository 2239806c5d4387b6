"""How long work was left lying by processes that were killed, while there was somebody to take it up."""

from __future__ import annotations

import threading
import time

from app.clock import utc_now
from app.errors import StoreFailed
from benchmarks.chaos_site import Site

LOOK = 0.05  # seconds between two looks


class Left(threading.Thread):
    """Looks into the database all the time that it is not paused; `longest` is what it has seen, in seconds."""

    def __init__(self, site: Site) -> None:
        super().__init__(daemon=True)
        self.longest = 0.0
        self._site = site
        self._over = threading.Event()
        self._calm = threading.Event()
        self._since: dict[tuple[int, str], float] = {}

    def pause(self) -> None:
        """Trouble begins."""
        self._calm.clear()

    def resume(self) -> None:
        """All members run again: where it was paused, time counts from now."""
        if not self._calm.is_set():
            self._since = {}
        self._calm.set()

    def stop(self) -> None:
        """No more."""
        self._over.set()
        self._calm.set()

    def run(self) -> None:
        """Look until stopped."""
        self._calm.set()
        while not self._over.is_set():
            self._calm.wait()
            try:
                self._look()
            except StoreFailed:
                self._since = {}
            time.sleep(LOOK)

    def _look(self) -> None:
        now = time.monotonic()
        living = {str(worker.number) for worker in self._site.workers if worker.lives}
        before, self._since = self._since, {}
        for sign in self._site.store.queue.running(now=utc_now()):
            if sign.runner.split(":")[2] not in living:
                since = before.get((sign.id, sign.runner), now)
                self._since[sign.id, sign.runner] = since
                if self._calm.is_set():
                    self.longest = max(self.longest, now - since)
