"""Two sentences' facts as figures for a learned decision; cheap, in a fixed order, the same when the sides are
exchanged."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from app.comparison.facts.antonyms import opposites
from app.comparison.facts.clash import Agreement, Clash
from app.comparison.facts.clashes import compare_facts
from app.comparison.facts.find import find_facts
from app.comparison.facts.values import Fact, Name, Negation, Quantity, Speaker
from app.comparison.facts.wording_clashes import overlap

FEATURES: tuple[str, ...] = (
    "numbers_agreeing",  # pairs of numbers of the same thing that can both be true, at most 5
    "numbers_clashing",  # sum of the strengths of number clashes
    "numbers_clashing_max",  # the strongest of them
    "numbers_clashing_update",  # the strongest of those that may be an update
    "numbers_min",  # numbers in the sentence with fewer, at most 5
    "numbers_max",  # ... with more, at most 5
    "roles_shared",  # what befell people (killed, injured, ...), jaccard of the two sentences' sets
    "roles_unshared",  # 1 when both name such roles and share none
    "dates_agreeing",
    "dates_clashing_max",
    "dates_min",
    "dates_max",
    "times_agreeing",
    "times_clashing_max",
    "names_agreeing",  # names of people and bodies, at most 5
    "names_jaccard",  # of keys of all names, 0 when neither has one
    "names_both",  # 1 when both sentences have names
    "people_jaccard",  # of surnames
    "places_jaccard",
    "places_agreeing",
    "names_clashing_max",
    "places_clashing_max",
    "negation_mismatch",  # 1 when exactly one sentence has a negation
    "negation_both",  # 1 when both have
    "negation_clashing_max",
    "opposites",  # pairs of words of opposite meaning, at most 5
    "outcome_clashing_max",
    "speakers_same",  # 1 when both sentences have the same speaker
    "speakers_differ",  # 1 when both have speakers and share none
    "overlap_jaccard",  # of content stems
    "overlap_min",  # share of the one sentence's content stems that the other has, the smaller
    "overlap_max",  # ... the larger
    "clash_max",  # the strongest clash of any kind
    "clashes",  # number of clashes, at most 5
)
_MOST = 5  # counts above this say no more


def _jaccard(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / len(left | right) if left or right else 0.0


def _strongest(found: tuple[Clash, ...], kind: str) -> float:
    if not found:
        return 0.0
    return max((clash.strength for clash in found if clash.kind == kind), default=0.0)


def _count(facts: tuple[Fact, ...], kind: str) -> int:
    return sum(fact.kind == kind for fact in facts)


@dataclass(frozen=True, slots=True)
class _Said:
    """What the facts of one sentence are, as sets to be held against another's."""

    facts: tuple[Fact, ...]
    keys: frozenset[str]  # of all names
    people: frozenset[str]
    places: frozenset[str]
    roles: frozenset[str]
    speakers: frozenset[str]
    negated: bool
    numbers: int
    dates: int


def _read(facts: tuple[Fact, ...]) -> _Said:
    names = [(fact.kind, fact.value) for fact in facts if isinstance(fact.value, Name)]
    return _Said(
        facts=facts,
        keys=frozenset(name.key for _, name in names),
        people=frozenset(name.key for _, name in names if name.sort == "person"),
        places=frozenset(name.key for kind, name in names if kind == "place"),
        roles=frozenset(fact.value.role for fact in facts if isinstance(fact.value, Quantity) and fact.value.role),
        speakers=frozenset(fact.value.key for fact in facts if isinstance(fact.value, Speaker)),
        negated=any(isinstance(fact.value, Negation) for fact in facts),
        numbers=_count(facts, "number"),
        dates=_count(facts, "date"),
    )


@lru_cache(maxsize=1 << 12)  # a sentence is in some ten pairs
def _said(text: str, published: str | None) -> _Said:
    return _read(find_facts(text, published=published))


@lru_cache(maxsize=1 << 14)  # as many pairs as app/models/remembering.py keeps judgements of
def pair_figures(
    left_text: str, right_text: str, left_published: str | None, right_published: str | None
) -> tuple[tuple[float, ...], tuple[Clash, ...]]:
    """The figures of two sentences, in the order of FEATURES, and what clashes in them; kept for the pairs asked last.

    `published` is the day that an article appeared, as `find_facts` wants it.
    """
    one, two = _said(left_text, left_published), _said(right_text, right_published)
    found, shared = compare_facts(one.facts, left_text, two.facts, right_text)
    return _figures(left_text, right_text, one, two, found, shared), found


def fact_features(
    left_text: str, right_text: str, left_facts: tuple[Fact, ...], right_facts: tuple[Fact, ...]
) -> dict[str, float]:
    """Return the figures named in FEATURES, in that order; all are 0 or more, and exchanging the sides changes none."""
    compared = compare_facts(left_facts, left_text, right_facts, right_text)
    return dict(
        zip(FEATURES, _figures(left_text, right_text, _read(left_facts), _read(right_facts), *compared), strict=True)
    )


def _figures(
    left_text: str, right_text: str, one: _Said, two: _Said, found: tuple[Clash, ...], shared: tuple[Agreement, ...]
) -> tuple[float, ...]:
    jaccard, smaller, larger = overlap(left_text, right_text)
    number_clashes = [clash for clash in found if clash.kind == "number"]
    agreeing = dict.fromkeys(("number", "date", "time", "name", "place"), 0)
    for item in shared:
        if item.kind in agreeing:
            agreeing[item.kind] += 1
    counted = {kind: float(min(_MOST, count)) for kind, count in agreeing.items()}
    return (
        counted["number"],
        sum(sorted(clash.strength for clash in number_clashes)),
        _strongest(found, "number"),
        max((clash.strength for clash in number_clashes if clash.may_be_update), default=0.0),
        float(min(_MOST, one.numbers, two.numbers)),
        float(min(_MOST, max(one.numbers, two.numbers))),
        _jaccard(one.roles, two.roles),
        float(bool(one.roles) and bool(two.roles) and not one.roles & two.roles),
        counted["date"],
        _strongest(found, "date"),
        float(min(_MOST, one.dates, two.dates)),
        float(min(_MOST, max(one.dates, two.dates))),
        counted["time"],
        _strongest(found, "time"),
        counted["name"],
        _jaccard(one.keys, two.keys),
        float(bool(one.keys) and bool(two.keys)),
        _jaccard(one.people, two.people),
        _jaccard(one.places, two.places),
        counted["place"],
        _strongest(found, "name"),
        _strongest(found, "place"),
        float(one.negated != two.negated),
        float(one.negated and two.negated),
        _strongest(found, "negation"),
        float(min(_MOST, len(opposites(left_text, right_text)))),
        _strongest(found, "outcome"),
        float(bool(one.speakers & two.speakers)),
        float(bool(one.speakers) and bool(two.speakers) and not one.speakers & two.speakers),
        jaccard,
        smaller,
        larger,
        max((clash.strength for clash in found), default=0.0),
        float(min(_MOST, len(found))),
    )
