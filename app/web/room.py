"""So much at once: for all together, and for each visitor a part of it, so that nobody can take up all of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from app.errors import ServerFull, TooManyRequests

COME_BACK = 5  # seconds; what takes up room ends within some


class Room:
    """Something that is taken and given back, in this process. Any thread may call any method."""

    def __init__(self, what: str, *, holds: int, each: int) -> None:
        """`what` is taken up, in words that follow "too many" or "too much"."""
        self.what = what
        self.holds = holds
        self.each = each
        self._lock = threading.Lock()
        self._taken: dict[str, int] = {}
        self._total = 0

    @property
    def taken(self) -> int:
        """By all together."""
        return self._total

    def take(self, name: str, amount: int = 1) -> None:
        """Raises TooManyRequests where `name` would have more than its part, ServerFull where there is no room."""
        with self._lock:
            mine = self._taken.get(name, 0) + amount
            if mine > self.each:
                raise TooManyRequests(
                    f"You have {self.what} here at once. Wait until some of it is done.", retry_after=COME_BACK
                )
            if self._total + amount > self.holds:
                raise ServerFull(
                    f"The server has {self.what} just now. Nothing was kept: try again in a moment.",
                    retry_after=COME_BACK,
                )
            self._taken[name] = mine
            self._total += amount

    def give(self, name: str, amount: int = 1) -> None:
        """Give back what was taken."""
        with self._lock:
            self._total -= amount
            left = self._taken.get(name, 0) - amount
            if left > 0:
                self._taken[name] = left
            else:
                self._taken.pop(name, None)

    @contextmanager
    def of(self, name: str, amount: int = 1) -> Iterator[None]:
        """Take it for as long as this lasts. Raises what `take` does."""
        self.take(name, amount)
        try:
            yield
        finally:
            self.give(name, amount)
