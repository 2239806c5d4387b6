"""What the core asks of models; the real adapters and the tests' fakes keep the same promises."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from app.comparison.types import Floats, Judgement


class Encoder(Protocol):
    """Sentences to vectors."""

    @property
    def name(self) -> str:
        """name@revision, goes into Provenance."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return (len(texts), d) embeddings, each row of length 1, in order, whatever the other texts are."""


class Judge(Protocol):
    """Pairs of sentences to answers."""

    @property
    def name(self) -> str:
        """name@revision, goes into Provenance and chooses the calibration."""

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        """Judge each pair, in order; the answer of (x, y) is that of (y, x) turned, whatever the other pairs are."""


class Progress(Protocol):
    """Told how far a comparison is; may raise `Cancelled` to end it."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """`stage` is one of STAGES, `done` counts from 0 to `total` steps of it."""


STAGES = ("reading", "comparing", "checking")  # splitting and embedding; finding candidates; judging them


def silent(stage: str, done: int, total: int) -> None:
    """A Progress that tells nobody."""
