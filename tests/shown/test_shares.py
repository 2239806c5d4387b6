"""The picture of how much of each article the other shares: what it shows, and what it says in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.comparison.types import Article, Comparison, Link
from app.shown.caution import LEVELS
from app.shown.order import ordered
from app.shown.shares import FITS_COUNT, Shares, shares
from tests.web.factory import compared

LEFT = Article("Officials said 14 people died. Perhaps 30 people were missing. The old mayor resigned. It rained.")
RIGHT = Article("Officials said 20 people died. Perhaps 45 people were missing. The mayor resigned. Snow fell.")


@pytest.fixture
def comparison() -> Comparison:
    """A likely and a possible conflict, a match in part, and one weaker match."""
    made = compared(LEFT, RIGHT)
    return replace(made, weaker=(Link(3, 3, "match", 0.55, 0.5, degree="partial"),))


def at(comparison: Comparison, level: int) -> Shares:
    """The one picture that shows at a level."""
    (shown,) = [one for one in shares(comparison, ordered(comparison), level=level) if not one.hidden]
    return shown


def test_each_part_is_as_wide_as_its_sentences_are_many(comparison: Comparison) -> None:
    left = at(comparison, 3).bars[0]
    assert [(part.state.kind, part.sentences, part.start, part.width) for part in left.parts] == [
        ("part", 1, 0, 25),
        ("conflict", 1, 25, 25),
        ("possible", 1, 50, 25),
        ("unique", 1, 75, 25),
    ]
    assert [part.label for part in left.parts] == ["≈ 1", "≠ 1", "≠? 1", "○ 1"]


def test_the_picture_is_said_in_words(comparison: Comparison) -> None:
    assert at(comparison, 3).said == (
        "How much of each article the other shares. "
        "A, 4 sentences: 1 told there in part, 1 in conflict, 1 in possible conflict, 1 without counterpart. "
        "B, 4 sentences: 1 told there in part, 1 in conflict, 1 in possible conflict, 1 without counterpart."
    )


def test_there_is_one_for_every_level_of_caution(comparison: Comparison) -> None:
    made = shares(comparison, ordered(comparison), level=1)
    assert [one.level for one in made] == [level.value for level in LEVELS]
    assert [one.hidden for one in made] == [False, True, True, True]
    assert "1 in conflict, 3 without counterpart" in at(comparison, 1).said
    assert "2 told there in part" in at(comparison, 4).said


def test_a_narrow_part_has_no_words_that_would_not_fit() -> None:
    long = Article("It rained. " * 60 + "The mayor resigned.")
    bar = at(compared(long, Article("The mayor resigned.")), 3).bars[0]
    assert [(part.state.kind, part.label) for part in bar.parts] == [("both", ""), ("unique", "○ 60")]
    assert all(part.width >= FITS_COUNT for part in bar.parts if part.label)
