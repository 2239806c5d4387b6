"""When to look again how far a comparison is: as soon as PostgreSQL tells that there is news, else every while."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from typing import Protocol

from app.errors import StoreFailed
from app.store.comparisons import ComparisonStore
from app.store.news import called

log = logging.getLogger(__name__)
LOOK_EVERY = 0.25  # seconds; quicker than an eye sees a bar move, slow enough for a database
HEARD_EVERY = 5.0  # seconds after which to look without news, too, should some have been lost
STOP_EVERY = 0.5  # seconds between two looks whether the listening is to end
AGAIN = 1.0  # second until a database that does not answer is asked again


class News(Protocol):
    """Of one comparison."""

    async def wait(self) -> None:
        """Return when it is time to look at it again."""


class Following(Protocol):
    """Gives the news of any comparison."""

    def of(self, slug: str) -> AbstractContextManager[News]:
        """Those of one, from now on: to be asked for before it is looked at, so that nothing falls between."""


class Looking:
    """There are no news: look every while."""

    @contextmanager
    def of(self, slug: str) -> Iterator[News]:
        """The same for all."""
        yield self

    async def wait(self) -> None:
        """Some time."""
        await asyncio.sleep(LOOK_EVERY)


class _Heard:
    """News for one who waits in an event loop."""

    def __init__(self, *, every: float) -> None:
        self._every = every
        self._loop = asyncio.get_running_loop()
        self._event = asyncio.Event()

    def tell(self) -> None:
        """There are some. From any thread."""
        with suppress(RuntimeError):  # the loop has ended, and with it who waited
            self._loop.call_soon_threadsafe(self._event.set)

    async def wait(self) -> None:
        """Until there are some, or it is time to look without."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._event.wait(), self._every)
        self._event.clear()


class Hearing:
    """Listens in a thread to what PostgreSQL tells, for all who follow something."""

    def __init__(self, store: ComparisonStore, *, every: float = HEARD_EVERY) -> None:
        """`every`: seconds after which those who follow look without news."""
        self._store = store
        self._every = every
        self._lock = threading.Lock()
        self._followers: defaultdict[str, set[_Heard]] = defaultdict(set)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="hearing", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """End, within STOP_EVERY seconds."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    @contextmanager
    def of(self, slug: str) -> Iterator[News]:
        """To be called in an event loop."""
        name, heard = called(slug), _Heard(every=self._every)
        with self._lock:
            self._followers[name].add(heard)
        try:
            yield heard
        finally:
            with self._lock:
                self._followers[name].discard(heard)
                if not self._followers[name]:
                    del self._followers[name]

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                with closing(self._store.listen(every=STOP_EVERY)) as news:
                    next(news)  # from here on nothing is missed
                    self._tell(None)  # what was told while nobody listened
                    for name in news:
                        if self._stopping.is_set():
                            return
                        if name is not None:
                            self._tell(name)
            except StoreFailed:
                log.warning("nothing is heard of the work of others, trying again", exc_info=True)
                self._stopping.wait(AGAIN)

    def _tell(self, name: str | None) -> None:
        """Those who follow it, or all."""
        with self._lock:
            chosen = self._followers.values() if name is None else [self._followers.get(name, set())]
            told = [heard for each in chosen for heard in each]
        for heard in told:
            heard.tell()
