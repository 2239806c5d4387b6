"""Holds pages for a moment after they were written: what nothing has changed since need not be written again."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from gzip import compress

from app.web.packing import EFFORT

LASTS = 60.0  # seconds; no text is held longer for it, whatever becomes of its comparison
MOST = 8_000_000  # bytes; the page of two news stories is some 30,000, that of 500 sentences a side 135,000


def key_of(*given: object) -> bytes:
    """What stands for all that a page is made of; values that differ must differ in their `repr`."""
    return hashlib.blake2b(repr(given).encode("utf-8", "surrogatepass"), digest_size=32).digest()


class WrittenPages:
    """Pages packed by gzip, by what they were made of; safe for threads. The oldest goes where there are too many."""

    def __init__(self, *, lasts: float = LASTS, most: int = MOST, clock: Callable[[], float] = time.monotonic) -> None:
        self._lasts = lasts
        self._most = most
        self._clock = clock
        self._lock = threading.Lock()
        self._pages: dict[bytes, tuple[float, bytes]] = {}  # until when, and the page; the oldest first
        self._size = 0
        self._sweeping = False

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, key: bytes) -> bytes | None:
        """The page packed by gzip, if it is still held."""
        with self._lock:
            until, page = self._pages.get(key, (0.0, b""))
        return page if until > self._clock() else None

    def hold(self, key: bytes, page: str) -> None:
        """Hold it from now on."""
        packed = compress(page.encode("utf-8"), compresslevel=EFFORT, mtime=0)
        if len(packed) > self._most:
            return
        with self._lock:
            self._drop(key)
            self._pages[key] = self._clock() + self._lasts, packed
            self._size += len(packed)
            while self._size > self._most:
                self._drop(next(iter(self._pages)))
            sweeps, self._sweeping = not self._sweeping, True
        if sweeps:
            self._sweep_later()

    def sweep(self) -> None:
        """Let go of those whose time is over."""
        with self._lock:
            now = self._clock()
            for key in [key for key, (until, _) in self._pages.items() if until <= now]:
                self._drop(key)
            again = self._sweeping = bool(self._pages)
        if again:
            self._sweep_later()

    def holding(self, key: bytes, parts: Iterable[str]) -> Iterator[str]:
        """`parts` as they come; when the last was taken, the whole is held."""
        whole: list[str] = []
        for part in parts:
            whole.append(part)
            yield part
        self.hold(key, "".join(whole))

    def _drop(self, key: bytes) -> None:
        _, page = self._pages.pop(key, (0.0, b""))
        self._size -= len(page)

    def _sweep_later(self) -> None:
        timer = threading.Timer(self._lasts, self.sweep)
        timer.daemon = True
        timer.start()
