"""Holds numbers against numbers: which of two sentences count the same thing, and whether both counts can be true."""

from __future__ import annotations

import math

from app.comparison.facts.clash import Agreement, Clash, against, nearness, slot, surroundings
from app.comparison.facts.lemmas import stems
from app.comparison.facts.roles import GROWING, PEOPLE
from app.comparison.facts.values import Fact, Moment, Name, Quantity, Score

_PART = 0.25  # what is left of a clash when one figure is said to be part of another
# Counted over and over in one report, each time of something else.
_OF_MANY_KINDS = stems(
    "points yards goals runs games wins rebounds assists shots minutes seats votes years times shares steps questions"
)
_OF_ANOTHER_YEAR = 0.4  # what is left where only one figure is of a year that its sentence names, as in clashes.py
_DATING = ("in", "during", "since")  # in front of a year that dates the whole sentence, and no noun beside it
_NEAR_MISS = 0.4  # ... when an approximate figure misses by less than a tenth


def compatible(left: Quantity, right: Quantity) -> bool:
    """Whether both can be true of one thing: their intervals meet, or one is the other rounded."""
    if left.low <= right.high and right.low <= left.high:
        return True
    gap = max(left.low - right.high, right.low - left.high)
    return gap <= max(left.step, right.step) / 2 * (1 + 1e-9)


def comparable(
    left: Fact,
    right: Fact,
    left_text: str,
    right_text: str,
    left_names: tuple[Fact, ...],
    right_names: tuple[Fact, ...],
) -> float:
    """Return how surely two numbers are of the same thing, 0 (they are not, or nothing says so) to 1."""
    one, two = left.value, right.value
    if type(one) is not type(two) or (
        isinstance(one, Quantity) and isinstance(two, Quantity) and one.unit != two.unit
    ):  # most pairs: what stands around them need not be looked at
        return 0.0
    spans = (left.start, left.end), (right.start, right.end)
    near = nearness(surroundings(left_text, spans[0]), surroundings(right_text, spans[1]))
    if isinstance(one, Score) and isinstance(two, Score):
        # One game has many scores on its way.
        alike = slot(left_text, spans[0], right_text, spans[1])
        return (0.6 if alike == 2 else 0.4) * near if len(one.points) == len(two.points) else 0.0
    if not (isinstance(one, Quantity) and isinstance(two, Quantity)):
        return 0.0
    if one.form == "count" and two.form == "count":
        return _counts(one, two, near)
    if one.form != two.form and {one.form, two.form} != {"fraction", "measure"}:
        return 0.0
    if one.form == "magnitude":
        return 0.9
    if one.form == "rank":
        return 0.6 * near if one.counted is not None and one.counted == two.counted else 0.0
    if one.form == "age":
        return _ages(left, right, left_names, right_names)
    if one.counted is not None and two.counted is not None:
        return 0.8 * near if one.counted == two.counted else 0.2 * near
    return 0.55 * near if near > 0.5 else 0.0


def _counts(one: Quantity, two: Quantity, near: float) -> float:
    if one.role is not None and two.role is not None and one.role != two.role:
        return 0.0
    first, second = one.counted, two.counted
    generic = (first is None or first in PEOPLE, second is None or second in PEOPLE)
    if one.role is not None and one.role == two.role:
        if first == second or all(generic):
            return 0.95
        if not (one.high and two.high):
            return 0.8  # "no one was hurt" is of everybody
        return 0.35 if any(generic) else 0.0
    if first is None or second is None:
        return 0.0
    if first != second:
        return 0.0
    if first in PEOPLE:
        return 0.35 * near
    return (0.3 if first in _OF_MANY_KINDS else 0.75) * near


def _ages(left: Fact, right: Fact, left_names: tuple[Fact, ...], right_names: tuple[Fact, ...]) -> float:
    """Two ages are of one person only where the name beside each says so."""
    one, two = _whose(left, left_names), _whose(right, right_names)
    if one is None or two is None:
        return 0.0
    return 0.8 if one == two else 0.0


def _whose(age: Fact, names: tuple[Fact, ...]) -> str | None:
    """Return the key of the nearest name within 25 characters before an age, or behind it."""
    best: tuple[int, str] | None = None
    for fact in names:
        if isinstance(fact.value, Name) and fact.value.sort in ("person", "unknown"):
            gap = age.start - fact.end if fact.end <= age.start else fact.start - age.end + 5
            if 0 <= gap < 25 and (best is None or gap < best[0]):
                best = gap, fact.value.key
    return best[1] if best else None


def _gap(one: Quantity, two: Quantity) -> float:
    """Return how far apart two intervals are, as a share of the larger figure; 0 to 1."""
    gap = max(one.low - two.high, two.low - one.high, 0.0)
    largest = max(abs(side) for side in (one.low, one.high, two.low, two.high) if not math.isinf(side))
    return min(1.0, gap / largest) if largest else 0.0


def _agree(left: Fact, right: Fact) -> bool:
    one, two = left.value, right.value
    if isinstance(one, Score) and isinstance(two, Score):
        return sorted(tuple(sorted(points)) for points in one.points) == sorted(
            tuple(sorted(points)) for points in two.points
        )
    return isinstance(one, Quantity) and isinstance(two, Quantity) and compatible(one, two)


def _strength(left: Fact, right: Fact, weight: float) -> float:
    one, two = left.value, right.value
    if not (isinstance(one, Quantity) and isinstance(two, Quantity)):
        return weight
    if one.part != two.part:
        weight *= _PART
    elif one.part:
        weight *= 0.6
    if (one.approximate or two.approximate) and _gap(one, two) < 0.1:
        weight *= _NEAR_MISS
    return weight


def _years(number: Fact, dates: tuple[Fact, ...], text: str) -> frozenset[int]:
    """The years that date a number: "in 2004" anywhere, or a year in front of it, as in "the 2004 flood killed 90"."""
    return frozenset(
        date.value.year
        for date in dates
        if isinstance(date.value, Moment)
        and date.value.year is not None
        and date.value.month is None
        and (date.start < number.start or text[: date.start].lower().rstrip().endswith(tuple(f" {w}" for w in _DATING)))
    )


def _of_another_year(years: tuple[frozenset[int], frozenset[int]]) -> bool:
    """Whether one figure is dated by a year and the other is not, or by others."""
    return years[0] != years[1] and not years[0] & years[1]


def hold_numbers(
    left: tuple[Fact, ...], left_text: str, right: tuple[Fact, ...], right_text: str
) -> tuple[list[Clash], list[Agreement]]:
    """Compare all numbers of two sentences.

    A number that agrees with a comparable one of the other sentence clashes with none. Of the others, each clashes
    only with what it
    can be compared with best, and that with it.
    """
    left_numbers = [fact for fact in left if fact.kind == "number"]
    right_numbers = [fact for fact in right if fact.kind == "number"]
    if not left_numbers or not right_numbers:
        return [], []
    left_names = tuple(fact for fact in left if fact.kind == "name")
    right_names = tuple(fact for fact in right if fact.kind == "name")
    left_dates = tuple(fact for fact in left if fact.kind == "date")
    right_dates = tuple(fact for fact in right if fact.kind == "date")
    weights = {
        (i, j): comparable(one, two, left_text, right_text, left_names, right_names)
        for i, one in enumerate(left_numbers)
        for j, two in enumerate(right_numbers)
    }
    agreements: list[Agreement] = []
    settled_left, settled_right = set[int](), set[int]()
    for (i, j), weight in weights.items():
        if weight > 0 and _agree(left_numbers[i], right_numbers[j]):
            settled_left.add(i)
            settled_right.add(j)
            if weight >= 0.3:
                one, two = left_numbers[i], right_numbers[j]
                agreements.append(Agreement("number", (one.start, one.end), (two.start, two.end), "the same number"))
    open_pairs = {
        pair: weight
        for pair, weight in weights.items()
        if weight > 0 and pair[0] not in settled_left and pair[1] not in settled_right
    }
    clashes: list[Clash] = []
    for (i, j), weight in open_pairs.items():
        if weight < max(other for (row, _), other in open_pairs.items() if row == i) or weight < max(
            other for (_, column), other in open_pairs.items() if column == j
        ):
            continue
        one, two = left_numbers[i], right_numbers[j]
        strength = _strength(one, two, weight)
        if _of_another_year((_years(one, left_dates, left_text), _years(two, right_dates, right_text))):
            strength *= _OF_ANOTHER_YEAR
        growing = (
            isinstance(one.value, Quantity)
            and isinstance(two.value, Quantity)
            and one.value.role == two.value.role
            and one.value.role in GROWING
        )
        note = against(left_text[one.start : one.end], right_text[two.start : two.end])
        clashes.append(Clash("number", (one.start, one.end), (two.start, two.end), note, strength, growing))
    return clashes, agreements
