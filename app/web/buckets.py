"""So much for each name in a time: a bucket that fills steadily and holds no more than it holds."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

MOST_NAMES = 1 << 16  # remembered at once, about 10 MB; who asked longest ago is forgotten first


class Buckets:
    """One bucket for each name, in this process; full at first. Any thread may call any method."""

    def __init__(
        self, *, holds: float, a_second: float, names: int = MOST_NAMES, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        """`holds` is what can be taken at once, `a_second` what flows back; with 0 of that nothing is ever refused."""
        self.holds = holds
        self.a_second = a_second
        self._names = names
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()  # what is left, and when that was

    def take(self, name: str, cost: float) -> float:
        """Take `cost`, and return 0; or take nothing, and return after how many seconds there will be enough.

        What costs more than the bucket holds is let through when the bucket is full, and is paid off after that.
        """
        if not self.a_second:
            return 0.0
        with self._lock:
            left = self._now_left(name)
            missing = min(cost, self.holds) - left
            if missing <= 0:
                self._keep(name, left - cost)
                return 0.0
            return missing / self.a_second

    def charge(self, name: str, cost: float) -> None:
        """Take `cost` for what was given already, though the bucket may be left with a debt of what it holds at most.

        Known only afterwards: how large an answer became.
        """
        if self.a_second and cost > 0:
            with self._lock:
                self._keep(name, max(self._now_left(name) - cost, -self.holds))

    def _now_left(self, name: str) -> float:
        left, at = self._left.get(name, (self.holds, 0.0))
        return min(self.holds, left + (self._monotonic() - at) * self.a_second)

    def _keep(self, name: str, left: float) -> None:
        self._left[name] = (left, self._monotonic())
        self._left.move_to_end(name)
        while len(self._left) > self._names:
            self._left.popitem(last=False)
