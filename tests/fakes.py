"""Stand-ins for what enters from outside: the two models and the clock. They keep the promises of the ports."""

from __future__ import annotations

import hashlib
import re
import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from app.comparison.types import Floats, Judgement
from app.errors import ModelFailed
from app.models.loading import Models

WIDTH = 256  # of a fake embedding: wide enough that two words seldom share a place
WORD = re.compile(r"\w+")
HOLD = "hold"  # the file that holds a HeldEncoder
NUMBER = re.compile(r"\d+")


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in WORD.findall(text))


class FakeEncoder:
    """Embeds a text as the set of its words, so that texts which share words are near each other.

    It waits for `gate` before each answer; close it to hold a comparison in the middle.
    """

    name = "fake-encoder@1"

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.asked = threading.Event()  # set as soon as it was asked anything
        self.breaks_on: dict[str, Exception] = {}  # a word, and what is raised for a text that holds it

    def opens_in(self, seconds: float) -> None:
        """Open the gate after a while."""
        threading.Timer(seconds, self.gate.set).start()

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return (len(texts), WIDTH) rows of length 1."""
        self.asked.set()
        self.gate.wait()
        rows = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in _words(text):
                if word in self.breaks_on:
                    raise self.breaks_on[word]
                row[int.from_bytes(hashlib.sha256(word.encode()).digest()[:4]) % WIDTH] += 1
            if not row.any():
                row[0] = 1
            row /= np.linalg.norm(row)
        return rows


class HeldEncoder(FakeEncoder):
    """Waits while the file is there."""

    def __init__(self, hold: Path) -> None:
        super().__init__()
        self._hold = hold

    def encode(self, texts: Sequence[str]) -> Floats:
        """Rows as the fake gives them, when it may."""
        while self._hold.exists():
            time.sleep(0.05)
        return super().encode(texts)


class FakeJudge:
    """Texts with half their words in common match, or conflict if their numbers differ; all others are neither."""

    name = "fake-judge@1"

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        """One answer a pair, in order, the same for (x, y) and (y, x)."""
        return [self._one(left, right) for left, right in pairs]

    def _one(self, left: str, right: str) -> Judgement:
        ours, theirs = _words(left), _words(right)
        if not ours or len(ours & theirs) * 2 < len(ours | theirs):
            return Judgement(match=0.02, contradiction=0.02, neither=0.96, full=0.5)
        if set(NUMBER.findall(left)) != set(NUMBER.findall(right)):
            return Judgement(match=0.02, contradiction=0.96, neither=0.02, full=0.5)
        return Judgement(match=0.96, contradiction=0.02, neither=0.02, full=0.9 if ours == theirs else 0.1)


class FakeModels:
    """A ModelLoader whose models are there when the test says so."""

    away = False

    def __init__(
        self, encoder: FakeEncoder | None = None, judge: FakeJudge | None = None, *, loaded: bool = True
    ) -> None:
        self.encoder = encoder or FakeEncoder()
        self._models = Models(self.encoder, judge or FakeJudge())
        self._over = threading.Event()
        self._failed: str | None = None
        self.started = False
        if loaded:
            self._over.set()

    @property
    def ready(self) -> bool:
        """Whether the test has let them load."""
        return self._over.is_set() and self._failed is None

    @property
    def failed(self) -> str | None:
        """What the test said to `fail`."""
        return self._failed

    def start(self) -> None:
        """Loads nothing; the test calls `load` or `fail`."""
        self.started = True

    def wait(self, timeout: float | None = None) -> Models:
        """The models, once they are there. Raises ModelFailed."""
        if not self._over.wait(timeout) or self._failed is not None:
            raise ModelFailed(self._failed or "The models are still being loaded.")
        return self._models

    def load(self) -> None:
        """Now they are there."""
        self._over.set()

    def fail(self, why: str) -> None:
        """Now it is known that they will not come."""
        self._failed = why
        self._over.set()


class Seconds:
    """A monotonic clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class SettableClock:
    """Tells the time it was set to."""

    def __init__(self, now: datetime = datetime(2024, 5, 3, 12, tzinfo=UTC)) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The time, aware and in UTC."""
        return self.now

    def advance(self, by: timedelta) -> None:
        """Set it later."""
        self.now += by
