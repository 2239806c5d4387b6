"""Remembers embeddings and judgements by content, so that of an edited article only what changed is computed."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

import numpy as np

from app.comparison.ports import Encoder, Judge
from app.comparison.types import Floats, Judgement
from app.metrics import looked_up

# Enough for some four comparisons of two reports of 20,000 words each, and for a hundred of news stories.
SENTENCES = 1 << 13  # embeddings, 1.5 kB each: 12 MB, taken at once
PAIRS = 1 << 14  # judgements, about 0.6 kB each: 10 MB

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Latest(Generic[Key, Value]):
    """The values asked for last, `most` of them at most; safe for threads."""

    def __init__(self, most: int, *, what: str) -> None:
        """`what` is counted: "sentence", "pair"."""
        self._most = most
        self._what = what
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._values)

    def found(self, keys: Sequence[Key], compute: Callable[[list[Key]], Sequence[Value]]) -> list[Value]:
        """The values of `keys`, in order; `compute` is asked once for those not known, each once."""
        with self._lock:
            known = {key: self._values[key] for key in keys if key in self._values}
        missing = list(dict.fromkeys(key for key in keys if key not in known))
        looked_up(self._what, known=len(keys) - len(missing), unknown=len(missing))
        if missing:
            known.update(zip(missing, compute(missing), strict=True))
        with self._lock:
            for key in keys:
                self._values[key] = known[key]
                self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return [known[key] for key in keys]


def digest(text: str) -> bytes:
    """What stands for a text here, so that no text outlives its comparison."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


class RememberingEncoder:
    """An Encoder that asks another one for what it does not remember."""

    def __init__(self, encoder: Encoder, *, most: int = SENTENCES) -> None:
        self._encoder = encoder
        self._latest: Latest[bytes, bytes] = Latest(most, what="sentence")
        self.name = encoder.name

    def encode(self, texts: Sequence[str]) -> Floats:
        """As the other one's, row for row."""
        if not texts:
            return self._encoder.encode(texts)
        by_key = {digest(text): text for text in texts}

        def asked(keys: list[bytes]) -> list[bytes]:
            return [row.tobytes() for row in self._encoder.encode([by_key[key] for key in keys]).astype(np.float32)]

        rows = self._latest.found([digest(text) for text in texts], asked)
        return np.frombuffer(b"".join(rows), dtype=np.float32).reshape(len(rows), -1)


class RememberingJudge:
    """A Judge that asks another one for what it does not remember."""

    def __init__(self, judge: Judge, *, most: int = PAIRS) -> None:
        self._judge = judge
        self._latest: Latest[bytes, Judgement] = Latest(most, what="pair")
        self.name = judge.name

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        """As the other one's, answer for answer; (x, y) and (y, x) are one question."""
        keys = [(digest(left), digest(right)) for left, right in pairs]
        ordered = [left <= right for left, right in keys]
        asking = {
            b"".join(sorted(key)): pair if straight else pair[::-1]
            for key, pair, straight in zip(keys, pairs, ordered, strict=True)
        }
        found = self._latest.found(
            [b"".join(sorted(key)) for key in keys], lambda unknown: self._judge.judge([asking[key] for key in unknown])
        )
        return [
            judgement if straight else judgement.turned() for judgement, straight in zip(found, ordered, strict=True)
        ]
