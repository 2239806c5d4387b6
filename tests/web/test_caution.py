"""What shows at each level of caution."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.comparison.types import Article, Comparison, Link
from app.shown.caution import DEFAULT, LEVELS, at_level, wanted_level
from app.shown.comparison import GROUPS, ComparisonPage, comparison_page
from tests.fakes import SettableClock
from tests.web.factory import compared

LEFT = Article("Officials said 14 people died. Perhaps 30 people were missing. The old mayor resigned. It rained.")
RIGHT = Article("Officials said 20 people died. Perhaps 45 people were missing. The mayor resigned. Snow fell.")


@pytest.fixture
def comparison() -> Comparison:
    """A likely and a possible conflict, a match in part, and one weaker match."""
    made = compared(LEFT, RIGHT)
    return replace(made, weaker=(Link(3, 3, "match", 0.55, 0.5, degree="partial"),))


def page(comparison: Comparison, level: int) -> ComparisonPage:
    now = SettableClock().now
    return comparison_page(
        comparison, slug="s", wanted=GROUPS, level=level, url="https://x.example", expires=now, may_delete=False
    )


@pytest.mark.parametrize(
    ("level", "shown"), [(1, ["f1"]), (2, ["f1", "f3"]), (3, ["f1", "f2", "f3"]), (4, ["f1", "f2", "f3", "f4"])]
)
def test_each_level_adds_what_is_less_sure(comparison: Comparison, level: int, shown: list[str]) -> None:
    made = page(comparison, level)
    assert [finding.anchor for finding in made.conflicts + made.matches if not finding.hidden] == shown


def test_sentences_and_counts_follow_the_level(comparison: Comparison) -> None:
    assert page(comparison, 1).summary == (
        "1 conflict",
        "0 sentences of A told in B",
        "3 of A and 3 of B without counterpart",
    )
    assert page(comparison, 4).summary[1] == "2 sentences of A told in B"
    states = [s.state.kind for p in page(comparison, 4).articles[0].paragraphs for s in p.sentences]
    assert states == ["conflict", "possible", "part", "part"]


def test_the_default_is_what_the_answer_said(comparison: Comparison) -> None:
    assert at_level(comparison, DEFAULT.value) is comparison


@pytest.mark.parametrize(("asked", "level"), [(None, 3), ("", 3), ("1", 1), ("9", 3), ("3.0", 3)])
def test_an_address_that_asks_for_no_level_gets_the_default(asked: str | None, level: int) -> None:
    assert wanted_level(asked) == level
    assert len({one.value for one in LEVELS}) == len(LEVELS)


def test_kinds_of_reasons_choose_among_the_conflicts(comparison: Comparison) -> None:
    now = SettableClock().now
    more: dict[str, Any] = {"slug": "s", "level": 3, "url": "https://x.example", "expires": now, "may_delete": False}
    numbers = comparison_page(comparison, wanted=GROUPS, kinds={"number"}, **more)
    dates = comparison_page(comparison, wanted=GROUPS, kinds={"date"}, **more)
    assert [finding.hidden for finding in numbers.conflicts] == [False, False]
    assert [finding.hidden for finding in dates.conflicts] == [True, True]
    assert not any(finding.hidden for finding in dates.matches[:1])
    assert [(kind.value, kind.checked) for kind in numbers.kinds] == [("number", True)]
