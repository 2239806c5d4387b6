"""The bundled judge: the same answers alone and among others, and the right ones for plain cases."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from app.comparison.types import Floats
from app.errors import ModelFailed
from app.models.engine import Row
from app.models.judges import load_judge
from app.models.quantized import BUNDLED, QuantizedJudge

pytestmark = pytest.mark.real

MOST_BYTES = 30_000_000  # the model has to stay small enough to come with the source

SAME = (
    "The dam above Orvik burst on Monday morning, flooding the lower town.",
    "On Monday morning a dam gave way above Orvik and the lower part of the town was flooded.",
)
CLASH = (
    "At least 14 people died when the dam above Orvik burst on Monday.",
    "The bursting of the dam above Orvik on Monday killed nobody, the mayor said.",
)
APART = (CLASH[0], "Schools in Orvik will stay shut all week.")


@pytest.fixture(scope="module")
def judge() -> QuantizedJudge:
    """The one that is shipped."""
    shipped, _ = load_judge("bundled", threads=2)
    assert isinstance(shipped, QuantizedJudge)
    return shipped


def test_plain_cases_get_the_answer_that_a_reader_would_give(judge: QuantizedJudge) -> None:
    same, clash, apart = judge.judge([SAME, CLASH, APART])
    # A judge that knows few words calls the first a conflict half and half; the evidence beside it settles that.
    assert same.match > max(same.contradiction, same.neither)
    assert clash.contradiction > 0.7
    assert apart.neither > 0.7


def test_an_answer_is_the_same_alone_among_others_and_the_other_way_round(judge: QuantizedJudge) -> None:
    together = judge.judge([SAME, CLASH, APART])
    for pair, answer in zip((SAME, CLASH, APART), together, strict=True):
        [alone], [back] = judge.judge([pair]), judge.judge([pair[::-1]])
        for other in (alone, back.turned()):
            assert (other.match, other.contradiction) == pytest.approx((answer.match, answer.contradiction), abs=1e-5)
            assert other.clash == pytest.approx(answer.clash, abs=1e-5)
            assert other.words == answer.words


def test_the_shares_of_an_answer_add_up(judge: QuantizedJudge) -> None:
    for answer in judge.judge([SAME, CLASH, APART]):
        assert answer.match + answer.contradiction + answer.neither == pytest.approx(1, abs=1e-5)
        assert 0 <= answer.full <= answer.match


class Told:
    """An engine that answers all rows alike, and keeps how many it was asked."""

    def __init__(self, shares: Sequence[float]) -> None:
        self.tokens = self.rows = 0
        self._logits = np.log(np.array(shares, dtype=np.float32))

    def ask(self, rows: Sequence[Row]) -> list[tuple[Floats, ...]]:
        """The same logits for each."""
        self.rows += len(rows)
        return [(self._logits, np.zeros(len(ids), dtype=np.float32)) for ids, _ in rows]


@pytest.mark.parametrize(
    ("shares", "orders"),  # full, partial, contradiction, neither
    [
        ((0.01, 0.02, 0.02, 0.95), 1),
        ((0.5, 0.4, 0.05, 0.05), 1),
        ((0.4, 0.41, 0.15, 0.04), 2),
        ((0.1, 0.3, 0.1, 0.5), 2),
    ],
)
def test_the_second_order_is_asked_only_where_the_first_leaves_doubt(shares: Sequence[float], orders: int) -> None:
    engine = Told(shares)
    [answer] = QuantizedJudge(runs=lambda weights: engine).judge([SAME])
    assert engine.rows == orders
    assert answer.match == pytest.approx(shares[0] + shares[1], abs=1e-5)


def test_a_very_long_pair_is_answered(judge: QuantizedJudge) -> None:
    [answer] = judge.judge([("The dam burst. " * 400, "The dam held. " * 400)])
    assert 0 <= answer.contradiction <= 1


def test_nothing_asked_gives_no_answers(judge: QuantizedJudge) -> None:
    assert judge.judge([]) == []


def test_the_calibration_belongs_to_this_very_model(judge: QuantizedJudge) -> None:
    assert judge.calibration.judge == judge.name
    assert judge.calibration.calibrated is True


def test_the_model_stays_small() -> None:
    assert sum(file.stat().st_size for file in BUNDLED.glob("judge.*")) < MOST_BYTES


def test_a_missing_model_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(ModelFailed, match="damaged or missing"):
        QuantizedJudge(tmp_path)
