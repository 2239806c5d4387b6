"""Slows down who guesses passwords: so many wrong ones for one comparison in a minute, whoever sends them."""

from __future__ import annotations

import math
import threading
from collections import defaultdict, deque
from datetime import datetime, timedelta

from app.errors import TooManyRequests

MOST = 10  # wrong passwords; who has forgotten which of three it was needs fewer
WITHIN = timedelta(minutes=1)  # 10 a minute are 14,400 a day: eight random letters last for 40,000 years


class Attempts:
    """Wrong passwords of the last minute, in this process. Any thread may call any method."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._wrong: defaultdict[str, deque[datetime]] = defaultdict(deque)

    def check(self, slug: str, *, now: datetime) -> None:
        """Raises TooManyRequests where there were MOST already."""
        with self._lock:
            self._forget(now)
            wrong = self._wrong.get(slug)
            if wrong and len(wrong) >= MOST:
                wait = math.ceil((wrong[0] + WITHIN - now).total_seconds())
                raise TooManyRequests("Too many wrong passwords. Wait a minute, then try again.", retry_after=wait)

    def wrong(self, slug: str, *, now: datetime) -> None:
        """Note one."""
        with self._lock:
            self._wrong[slug].append(now)

    def _forget(self, now: datetime) -> None:
        for slug, wrong in list(self._wrong.items()):
            while wrong and wrong[0] + WITHIN <= now:
                wrong.popleft()
            if not wrong:
                del self._wrong[slug]
