"""How long work was left lying while there was somebody to take it up: by who was killed, or in the queue."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

from app.clock import utc_now
from app.errors import StoreFailed
from benchmarks.chaos_site import Site

QUEUE = (0, "")  # stands for all that is queued
LOOK = 0.05  # seconds between two looks


@dataclass(frozen=True, slots=True)
class Lying:
    """What was left lying for longest."""

    seconds: float = 0.0
    what: str = "nothing"
    during: str = "calm"  # the trouble before or while it lay


class Left(threading.Thread):
    """Looks into the database all the time that it is not paused; `longest` is what it has seen."""

    def __init__(self, site: Site) -> None:
        super().__init__(daemon=True)
        self.longest = Lying()
        self._site = site
        self._over = threading.Event()
        self._calm = threading.Event()
        self._since: dict[tuple[int, str], float] = {}
        self._during = "calm"

    def note(self, trouble: str) -> None:
        """What happens from now on is because of it, most likely."""
        self._during = trouble

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
        living = {str(worker.number) for worker in self._site.workers if worker.lives and worker.is_ready}
        if not living:
            self._since = {}
            return
        running = self._site.store.queue.running(now=utc_now())
        lying = {(sign.id, sign.runner) for sign in running if sign.runner.split(":")[2] not in living}
        if self._site.store.waiting() and len(lying) == len(running):
            lying.add(QUEUE)
        self._since = {each: self._since.get(each, now) for each in lying}
        if self._calm.is_set():
            for each, since in self._since.items():
                if now - since > self.longest.seconds:
                    what = "what is queued" if each == QUEUE else "what a worker left"
                    self.longest = Lying(now - since, what, self._during)
