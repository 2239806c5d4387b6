"""What the page of a long comparison leaves to scripts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.comparison.types import Article, Comparison, Link
from app.shown.caution import DEFAULT, MORE
from app.shown.comparison import GROUPS, ComparisonPage, comparison_page
from app.shown.lean import MOST_QUOTED, lean
from tests.fakes import SettableClock
from tests.web.factory import compared


def page(comparison: Comparison, level: int = DEFAULT.value) -> ComparisonPage:
    return comparison_page(
        comparison,
        slug="s",
        wanted=GROUPS,
        level=level,
        url="https://x.example",
        expires=SettableClock().now,
        may_delete=False,
    )


@pytest.fixture
def comparison() -> Comparison:
    """A conflict and a match; and a weaker match, of the last sentences."""
    left = Article("Officials said 14 people died. The mayor resigned. It rained.")
    right = Article("Officials said 20 people died. The mayor resigned. Snow fell.")
    return replace(compared(left, right), weaker=(Link(2, 2, "match", 0.5, 0.5, degree="partial"),))


def test_weaker_pairs_stand_aside_until_they_are_asked_for(comparison: Comparison) -> None:
    made = lean(page(comparison))
    assert [finding.anchor for finding in made.conflicts + made.matches] == ["f1", "f2"]
    assert [finding.anchor for finding in made.aside.matches] == ["f3"]
    assert [(anchor, [sign.label for sign in signs]) for anchor, signs in made.aside.signs] == [
        ("l3", ["B 3"]),
        ("r3", ["A 3"]),
    ]
    assert [line.finding for line in made.aside.lines] == ["f3"]
    assert "f3" not in {line.finding for line in made.map.lines}
    sentences = [one for article in made.articles for paragraph in article.paragraphs for one in paragraph.sentences]
    assert "f3" not in {sign.finding for one in sentences for sign in one.partners}


def test_a_page_that_shows_the_weaker_pairs_has_nothing_aside(comparison: Comparison) -> None:
    made = page(comparison, MORE.value)
    assert lean(made) == made


def test_only_where_matches_are_many_are_their_words_left_out(comparison: Comparison) -> None:
    assert all(finding.quoted for finding in lean(page(comparison)).matches)
    many = compared(*(Article("\n\n".join(f"Road {n} is open." for n in range(MOST_QUOTED + 1))),) * 2)
    few = replace(many, links=tuple(link for link in many.links if link.left == link.right)[:MOST_QUOTED])
    more = replace(many, links=tuple(link for link in many.links if link.left == link.right))
    assert all(finding.quoted for finding in lean(page(few)).matches)
    assert not any(finding.quoted for finding in lean(page(more)).matches)


def test_a_quotation_says_what_only_it_has_as_scripts_count() -> None:
    left = Article("In 𝒜 the mayor left on Sunday with two aides.")
    right = Article("In 𝒜 the mayor left.")
    made = replace(compared(left, right), links=(Link(0, 0, "match", 0.9, 0.9, degree="partial"),))
    ours, theirs = page(made).matches[0].quotes
    units = left.text.encode("utf-16-le")
    start, end = map(int, ours.added.split())
    assert units[2 * start : 2 * end].decode("utf-16-le") == "on Sunday with two aides"
    assert theirs.added == ""
