"""Threads for slow work, apart from those that give pages, so that no flood of it can hold a page up."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ParamSpec, TypeVar

import anyio.to_thread

from app.web.room import Room

P = ParamSpec("P")
T = TypeVar("T")


class Lane:
    """So many threads, and a line of those who wait for one; each visitor has a part of the line."""

    def __init__(self, what: str, *, threads: int, holds: int, each: int) -> None:
        """`holds` counts who is served and who waits; see Room for the words of `what`."""
        self.room = Room(what, holds=holds, each=each)
        self._threads = anyio.CapacityLimiter(threads)

    async def run(self, visitor: str, work: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
        """What `work` gives. Raises TooManyRequests and ServerFull where the line is full, and what `work` raises."""
        with self.room.of(visitor):
            return await anyio.to_thread.run_sync(partial(work, *args, **named), limiter=self._threads)
