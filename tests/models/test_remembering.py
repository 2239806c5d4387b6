"""What is remembered is what would be computed, no more is kept than was said, and nothing is asked twice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from app.comparison.types import Floats, Judgement
from app.models.remembering import Latest, RememberingEncoder, RememberingJudge
from tests.fakes import FakeEncoder

TEXTS = ["The dam burst.", "The dam held.", "It rained.", "The dam burst."]


class CountingEncoder(FakeEncoder):
    """Tells what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def encode(self, texts: Sequence[str]) -> Floats:
        """As the fake's."""
        self.heard += texts
        return super().encode(texts)


class OneSidedJudge:
    """Points at the first word of the left text alone, so that a turned answer differs."""

    name = "one-sided@1"

    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        """The longer the left text, the surer."""
        self.heard += pairs
        return [
            Judgement(0.1, 0.2, 0.7, 0.0, clash=(len(left) / 100, len(right) / 100), words=((0, len(left)), None))
            for left, right in pairs
        ]


def test_embeddings_are_those_of_the_encoder_and_each_text_is_asked_once() -> None:
    counting = CountingEncoder()
    encoder = RememberingEncoder(counting)
    assert np.array_equal(encoder.encode(TEXTS), FakeEncoder().encode(TEXTS))
    assert counting.heard == TEXTS[:3]
    assert np.array_equal(
        encoder.encode(["Snow fell.", "It rained."]), FakeEncoder().encode(["Snow fell.", "It rained."])
    )
    assert counting.heard == [*TEXTS[:3], "Snow fell."]


def test_no_texts_give_no_rows() -> None:
    assert RememberingEncoder(FakeEncoder()).encode([]).shape == FakeEncoder().encode([]).shape


def test_a_pair_and_the_pair_turned_are_one_question() -> None:
    asked = OneSidedJudge()
    judge = RememberingJudge(asked)
    [answer] = judge.judge([("The dam burst.", "It rained.")])
    [turned] = judge.judge([("It rained.", "The dam burst.")])
    assert turned == answer.turned()
    assert len(asked.heard) == 1


def test_no_more_is_kept_than_was_said_and_what_was_asked_last_stays() -> None:
    latest: Latest[str, int] = Latest(2, what="pair")
    latest.found(["a", "b"], lambda keys: [len(key) for key in keys])
    latest.found(["a"], lambda keys: [])
    latest.found(["c"], lambda keys: [3])
    assert len(latest) == 2
    computed: list[str] = []

    def compute(keys: list[str]) -> list[int]:
        computed.extend(keys)
        return [0] * len(keys)

    latest.found(["a", "c", "b"], compute)
    assert computed == ["b"]


def test_more_than_is_kept_can_be_asked_at_once() -> None:
    latest: Latest[int, int] = Latest(3, what="pair")
    assert latest.found(list(range(10)), lambda keys: [key * key for key in keys]) == [n * n for n in range(10)]
    assert len(latest) == 3
