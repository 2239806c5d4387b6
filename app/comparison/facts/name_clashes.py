"""Holds names against names: another person in the same place of the sentence, another place of the same thing."""

from __future__ import annotations

from dataclasses import replace

from app.comparison.facts.clash import Agreement, Clash, against, nearness, slot, surroundings
from app.comparison.facts.name_words import PLACE_PREPOSITIONS, SHARED_TITLES
from app.comparison.facts.spellings import other_first_name, same_name
from app.comparison.facts.values import Fact, Name
from app.comparison.facts.words import read_words

_RELATIVES = frozenset(
    "brother sister son daughter father mother wife husband twin cousin uncle aunt nephew niece widow parents "
    "brothers".split()
)


def hold_names(
    left: tuple[Fact, ...], left_text: str, right: tuple[Fact, ...], right_text: str
) -> tuple[list[Clash], list[Agreement]]:
    """Compare all names of two sentences. A name that the other sentence knows too clashes with none."""
    one_side = [(fact, fact.value) for fact in left if isinstance(fact.value, Name)]
    other_side = [(fact, fact.value) for fact in right if isinstance(fact.value, Name)]
    agreements = [
        Agreement(
            "place" if "place" in (one.sort, two.sort) else "name",
            (fact.start, fact.end),
            (other.start, other.end),
            "the same name",
        )
        for fact, one in one_side
        for other, two in other_side
        if same_name(one, two)
    ]
    known_left = {pair.left for pair in agreements}
    known_right = {pair.right for pair in agreements}
    clashes: list[Clash] = []
    for fact, one in one_side:
        for other, two in other_side:
            spans = (fact.start, fact.end), (other.start, other.end)
            if spans[0] in known_left or spans[1] in known_right or same_name(one, two):
                continue
            if _titles(one_side, one.title) > 1 or _titles(other_side, two.title) > 1:
                continue  # a list of people under one title: which stands for which is not said
            strength, kind = _strength(fact, one, left_text, other, two, right_text)
            if strength > 0:
                note = against(left_text[fact.start : fact.end], right_text[other.start : other.end])
                clashes.append(Clash("place" if kind == "place" else "name", *spans, note, strength))
    crowd = max(1, len(clashes))
    return [replace(clash, strength=clash.strength / crowd**0.5) for clash in clashes], agreements


def _titles(side: list[tuple[Fact, Name]], title: str | None) -> int:
    return sum(name.title == title for _, name in side) if title is not None else 0


def _strength(fact: Fact, one: Name, left_text: str, other: Fact, two: Name, right_text: str) -> tuple[float, str]:
    if one.sort != two.sort and ({"place", "organisation"} & {one.sort, two.sort}):
        return 0.0, "name"
    near = nearness(surroundings(left_text, (fact.start, fact.end)), surroundings(right_text, (other.start, other.end)))
    alike = slot(left_text, (fact.start, fact.end), right_text, (other.start, other.end))
    if one.sort == "place" and two.sort == "place":
        return _places(fact, one, left_text, other, two, right_text) * (1.0 if alike == 2 else near), "place"
    if other_first_name(one, two):
        words = set(read_words(left_text).lower) | set(read_words(right_text).lower)
        if words & _RELATIVES:
            return 0.15, "name"
        return (0.6 if alike or near == 1.0 else 0.35), "name"
    if one.sort == "identifier" and two.sort == "identifier":
        same_kind = one.words[0] == two.words[0] and len(one.words) == len(two.words)
        return (0.7 * near if same_kind else 0.0), "name"
    if one.title is not None and one.title == two.title and one.sort == two.sort == "person":
        if one.title in SHARED_TITLES:
            return (0.5 if alike == 2 else 0.2) * near, "name"
        return 0.8 * near, "name"
    if one.sort != two.sort:
        return (0.3 if alike == 2 else 0.0), "name"
    if alike == 2:
        return 0.6, "name"
    if near == 1.0:
        return (0.35 if alike == 1 else 0.2), "name"
    return 0.0, "name"


def _places(fact: Fact, one: Name, left_text: str, other: Fact, two: Name, right_text: str) -> float:
    """Two places clash only in the same role, "in X" against "in Y", and where neither can lie in the other."""
    first, second = _preposition(left_text, fact), _preposition(right_text, other)
    if first is None or first != second:
        return 0.0
    if one.inside is None or two.inside is None:
        return 0.15
    if one.key == two.inside or two.key == one.inside:
        return 0.0  # one is the other's country
    if one.inside == two.inside:
        return 0.4  # a city may lie in the region, which the gazetteer does not know
    return 0.7


def _preposition(text: str, fact: Fact) -> str | None:
    """Return "in" for "in X", "in the city of X", "in northern X"; None where no preposition of place leads to the
    name."""
    words = read_words(text)
    index = next((place for place, start in enumerate(words.starts) if start >= fact.start), len(words))
    for place in range(index - 1, max(-1, index - 5), -1):
        word = words.lower[place]
        if word in PLACE_PREPOSITIONS:
            return word
        if not word[0].isalpha() and word != "-":
            return None
    return None
