"""When to look again how far a comparison is: when PostgreSQL tells of news, or one look for all has found some."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from datetime import datetime
from typing import Protocol

from app.errors import StoreFailed
from app.store.comparisons import ComparisonStore
from app.store.kept import Progress
from app.store.news import called

log = logging.getLogger(__name__)
LOOK_EVERY = 0.25  # seconds between two looks for all; quicker than an eye sees a bar move, slow enough for a database
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


class Followers:
    """All who follow something, by the name that its news come under; where nobody tells, they look every while.

    Safe for threads.
    """

    def __init__(self, *, every: float = LOOK_EVERY) -> None:
        """`every`: seconds after which they look without news."""
        self._every = every
        self._lock = threading.Lock()
        self._by_name: defaultdict[str, set[_Heard]] = defaultdict(set)

    @contextmanager
    def of(self, name: str) -> Iterator[News]:
        """One more, who waits in the event loop that this is called in."""
        heard = _Heard(every=self._every)
        with self._lock:
            self._by_name[name].add(heard)
        try:
            yield heard
        finally:
            with self._lock:
                self._by_name[name].discard(heard)
                if not self._by_name[name]:
                    del self._by_name[name]

    def names(self) -> tuple[str, ...]:
        """What somebody follows."""
        with self._lock:
            return tuple(self._by_name)

    def tell(self, name: str | None) -> None:
        """Those who follow it, or all."""
        with self._lock:
            chosen = self._by_name.values() if name is None else [self._by_name.get(name, set())]
            told = [heard for each in chosen for heard in each]
        for heard in told:
            heard.tell()


class _Telling:
    """A thread that tells who follows something of its news, between `start` and `stop`."""

    def __init__(self, store: ComparisonStore, *, name: str, every: float) -> None:
        """`every`: seconds after which those who follow look without news."""
        self._store = store
        self._followers = Followers(every=every)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """End, after what is being waited for: one look, or STOP_EVERY seconds."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        raise NotImplementedError


class Looking(_Telling):
    """Looks in a thread, every while and with one question, for the news of all that somebody follows."""

    def __init__(
        self,
        store: ComparisonStore,
        *,
        clock: Callable[[], datetime],
        look_every: float = LOOK_EVERY,
        every: float = HEARD_EVERY,
    ) -> None:
        """`look_every`: seconds between two looks. `every`: seconds after which those who follow look without news."""
        super().__init__(store, name="looking", every=every)
        self._clock = clock
        self._look_every = look_every
        self._seen: dict[str, Progress | None] = {}
        self._new: set[str] = set()  # somebody began to follow it since the last look

    @contextmanager
    def of(self, slug: str) -> Iterator[News]:
        """To be called in an event loop."""
        with self._followers.of(slug) as news:
            self._new.add(slug)
            yield news

    def _run(self) -> None:
        while not self._stopping.wait(self._look_every):
            try:
                self._look()
            except StoreFailed:
                log.warning("no news are found, trying again", exc_info=True)
            # The thread's top: without it, all would have to look for themselves.
            except Exception:
                log.exception("the looking stumbled")

    def _look(self) -> None:
        new = frozenset(self._new)
        self._new.difference_update(new)
        slugs = self._followers.names()
        found = self._store.progress_of(slugs, now=self._clock()) if slugs else {}
        # Who began to follow it before this look may have seen less of it himself than was seen here before.
        changed = [slug for slug in slugs if slug in new or self._seen.get(slug) != found.get(slug)]
        self._seen = {slug: found.get(slug) for slug in slugs}
        for slug in changed:
            self._followers.tell(slug)


class Hearing(_Telling):
    """Listens in a thread to what PostgreSQL tells, for all who follow something."""

    def __init__(self, store: ComparisonStore, *, every: float = HEARD_EVERY) -> None:
        """`every`: seconds after which those who follow look without news."""
        super().__init__(store, name="hearing", every=every)

    def of(self, slug: str) -> AbstractContextManager[News]:
        """To be called in an event loop."""
        return self._followers.of(called(slug))

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                with closing(self._store.listen(every=STOP_EVERY)) as news:
                    next(news)  # from here on nothing is missed
                    self._followers.tell(None)  # what was told while nobody listened
                    for name in news:
                        if self._stopping.is_set():
                            return
                        if name is not None:
                            self._followers.tell(name)
            except StoreFailed:
                log.warning("nothing is heard of the work of others, trying again", exc_info=True)
                self._stopping.wait(AGAIN)
