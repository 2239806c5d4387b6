"""Holds whoever asks to so many requests a minute."""

from __future__ import annotations

import math
import threading
from collections import deque
from datetime import datetime, timedelta

from app.errors import TooManyRequests

WITHIN = timedelta(minutes=1)


class Pace:
    """The requests of the last minute by name, in this process. Any thread may call any method."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._taken: dict[str, deque[datetime]] = {}

    def take(self, name: str, *, most: int, now: datetime) -> None:
        """Count a request of `name`. Raises TooManyRequests where it had `most` within the last minute."""
        with self._lock:
            taken = self._taken.setdefault(name, deque())
            while taken and taken[0] + WITHIN <= now:
                taken.popleft()
            if len(taken) >= most:
                wait = max(1, math.ceil((taken[0] + WITHIN - now).total_seconds()))
                raise TooManyRequests(f"{name} may ask {most:,} times a minute. Slow down.", retry_after=wait)
            taken.append(now)
