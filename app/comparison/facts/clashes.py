"""What two sentences cannot both be right about, and what they both say: all comparisons of facts in one place."""

from __future__ import annotations

from dataclasses import replace

from app.comparison.facts.clash import Agreement, Clash, strongest
from app.comparison.facts.date_clashes import hold_dates
from app.comparison.facts.name_clashes import hold_names
from app.comparison.facts.number_clashes import hold_numbers
from app.comparison.facts.values import Fact, Moment
from app.comparison.facts.wording_clashes import hold_negations, hold_opposites

_MOST = 60  # facts of a sentence that are compared; only lists and texts without full stops have more
_OF_ANOTHER_TIME = 0.4  # what is left of a clash between sentences whose dates lie far apart
_FAR = 60  # days; reports of one event seldom lie further apart


def _first(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    return facts[:_MOST]


def _other_times(left_facts: tuple[Fact, ...], right_facts: tuple[Fact, ...]) -> bool:
    """Whether both sentences are dated, and every date of the one lies far from every date of the other."""
    left = [fact.value for fact in left_facts if isinstance(fact.value, Moment)]
    right = [fact.value for fact in right_facts if isinstance(fact.value, Moment)]
    return bool(left and right) and all(_far(one, two) for one in left for two in right)


def _far(one: Moment, two: Moment) -> bool:
    if not (one.first and one.last and two.first and two.last):
        return False
    return max((one.first - two.last).days, (two.first - one.last).days) > _FAR


def compare_facts(
    left_facts: tuple[Fact, ...], left_text: str, right_facts: tuple[Fact, ...], right_text: str
) -> tuple[tuple[Clash, ...], tuple[Agreement, ...]]:
    """Return (clashes, agreements) of two sentences in one go; see `clashes` and `agreements`."""
    sides = _first(left_facts), left_text, _first(right_facts), right_text
    found: list[Clash] = []
    shared: list[Agreement] = []
    for hold in (hold_numbers, hold_dates, hold_names):
        more, same = hold(*sides)
        found += more
        shared += same
    found += hold_negations(*sides)
    found += hold_opposites(*sides)
    if found and _other_times(sides[0], sides[2]):
        found = [
            clash if clash.kind in ("date", "time") else replace(clash, strength=clash.strength * _OF_ANOTHER_TIME)
            for clash in found
        ]
    return strongest(found), tuple(sorted(shared, key=lambda item: (item.left, item.right, item.kind)))


def clashes(
    left_facts: tuple[Fact, ...], left_text: str, right_facts: tuple[Fact, ...], right_text: str
) -> tuple[Clash, ...]:
    """Find the words of two sentences that can hardly both be true, strongest first.

    The sentences are taken to speak of one event; whether they do is for the caller to judge. Exchanging the sides
    exchanges the
    spans and the order of words in the notes, nothing else. Empty where nothing clashes.
    """
    return compare_facts(left_facts, left_text, right_facts, right_text)[0]


def agreements(
    left_facts: tuple[Fact, ...], left_text: str, right_facts: tuple[Fact, ...], right_text: str
) -> tuple[Agreement, ...]:
    """Find the facts that two sentences share (numbers of the same thing, dates, times, names, places), ordered by
    left span."""
    return compare_facts(left_facts, left_text, right_facts, right_text)[1]
