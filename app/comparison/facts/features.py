"""Two sentences' facts as figures for a learned decision; cheap, in a fixed order, the same when the sides are
exchanged."""

from __future__ import annotations

from app.comparison.facts.antonyms import opposites
from app.comparison.facts.clash import Agreement, Clash
from app.comparison.facts.clashes import compare_facts
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


def _jaccard(left: set[str], right: set[str]) -> float:
    return len(left & right) / len(left | right) if left or right else 0.0


def _strongest(found: tuple[Clash, ...], kind: str) -> float:
    return max((clash.strength for clash in found if clash.kind == kind), default=0.0)


def _count(facts: tuple[Fact, ...], kind: str) -> int:
    return sum(fact.kind == kind for fact in facts)


def fact_features(
    left_text: str,
    right_text: str,
    left_facts: tuple[Fact, ...],
    right_facts: tuple[Fact, ...],
    *,
    compared: tuple[tuple[Clash, ...], tuple[Agreement, ...]] | None = None,
) -> dict[str, float]:
    """Return the figures named in FEATURES, in that order; all are 0 or more, and exchanging the sides changes none.

    Give `compared` where `compare_facts` was asked about the same pair already.
    """
    found, shared = compared or compare_facts(left_facts, left_text, right_facts, right_text)
    keys = [{fact.value.key for fact in facts if isinstance(fact.value, Name)} for facts in (left_facts, right_facts)]
    people = [
        {fact.value.key for fact in facts if isinstance(fact.value, Name) and fact.value.sort == "person"}
        for facts in (left_facts, right_facts)
    ]
    places = [
        {fact.value.key for fact in facts if fact.kind == "place" and isinstance(fact.value, Name)}
        for facts in (left_facts, right_facts)
    ]
    roles = [
        {fact.value.role for fact in facts if isinstance(fact.value, Quantity) and fact.value.role}
        for facts in (left_facts, right_facts)
    ]
    speakers = [
        {fact.value.key for fact in facts if isinstance(fact.value, Speaker)} for facts in (left_facts, right_facts)
    ]
    negated = [any(isinstance(fact.value, Negation) for fact in facts) for facts in (left_facts, right_facts)]
    numbers = sorted((_count(left_facts, "number"), _count(right_facts, "number")))
    dates = sorted((_count(left_facts, "date"), _count(right_facts, "date")))
    jaccard, smaller, larger = overlap(left_text, right_text)
    number_clashes = [clash for clash in found if clash.kind == "number"]
    counted = {
        kind: float(min(_MOST, sum(item.kind == kind for item in shared)))
        for kind in ("number", "date", "time", "name", "place")
    }
    values = (
        counted["number"],
        sum(sorted(clash.strength for clash in number_clashes)),
        _strongest(found, "number"),
        max((clash.strength for clash in number_clashes if clash.may_be_update), default=0.0),
        float(min(_MOST, numbers[0])),
        float(min(_MOST, numbers[1])),
        _jaccard(roles[0], roles[1]),
        float(bool(roles[0]) and bool(roles[1]) and not roles[0] & roles[1]),
        counted["date"],
        _strongest(found, "date"),
        float(min(_MOST, dates[0])),
        float(min(_MOST, dates[1])),
        counted["time"],
        _strongest(found, "time"),
        counted["name"],
        _jaccard(keys[0], keys[1]),
        float(bool(keys[0]) and bool(keys[1])),
        _jaccard(people[0], people[1]),
        _jaccard(places[0], places[1]),
        counted["place"],
        _strongest(found, "name"),
        _strongest(found, "place"),
        float(negated[0] != negated[1]),
        float(negated[0] and negated[1]),
        _strongest(found, "negation"),
        float(min(_MOST, len(opposites(left_text, right_text)))),
        _strongest(found, "outcome"),
        float(bool(speakers[0] & speakers[1])),
        float(bool(speakers[0]) and bool(speakers[1]) and not speakers[0] & speakers[1]),
        jaccard,
        smaller,
        larger,
        max((clash.strength for clash in found), default=0.0),
        float(min(_MOST, len(found))),
    )
    return dict(zip(FEATURES, values, strict=True))
