"""Tells which comparisons nobody works on any more: by signs of life that do not come, and by this process's own clock.

Moments of other machines are never compared with ours, so clocks that differ or jump change nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.store.queue import InHand


@dataclass(frozen=True, slots=True)
class Seen:
    """A sign of life, and when it was seen first, in seconds of a clock that never jumps."""

    sign: InHand
    at: float


class Watch:
    """Remembers when each running comparison showed its latest sign of life. To be asked by one thread."""

    def __init__(self, *, patience: float, is_gone: Callable[[str], bool], monotonic: Callable[[], float]) -> None:
        """
        Args:
            patience: seconds without a sign of life until a comparison counts as left.
            is_gone: whether a worker's process has surely ended, so that nobody need wait.
            monotonic: seconds that only ever go on.
        """
        self._patience = patience
        self._is_gone = is_gone
        self._monotonic = monotonic
        self._seen: dict[int, Seen] = {}

    def left(self, running: Iterable[InHand]) -> list[InHand]:
        """Those of `running` that nobody works on any more. What is first seen now, is as if it had lived until now."""
        now = self._monotonic()
        before, self._seen = self._seen, {}
        gone: list[InHand] = []
        for sign in running:
            seen = before.get(sign.id)
            if seen is None or seen.sign != sign:
                seen = Seen(sign, now)
            self._seen[sign.id] = seen
            if now - seen.at >= self._patience or self._is_gone(sign.runner):
                gone.append(sign)
        return gone

    def soonest(self) -> float:
        """Seconds until the next one counts as left, if no sign comes; endless where nothing runs."""
        now = self._monotonic()
        return min((max(0.0, seen.at + self._patience - now) for seen in self._seen.values()), default=math.inf)

    def forget(self) -> None:
        """Begin anew: nobody could give or see a sign of life for a while."""
        self._seen = {}
