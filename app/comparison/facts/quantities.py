"""Finds numbers: counts, amounts, shares, ranks, ages, magnitudes and scores, with what they count and how exactly."""

from __future__ import annotations

from app.comparison.facts.bounds import bound_after, bound_before, widen
from app.comparison.facts.lemmas import stem
from app.comparison.facts.number_forms import ZERO, number_fact, read_fraction, read_rank, read_score, read_zero
from app.comparison.facts.number_marks import age_end, identifier_like, magnitude_around, rate
from app.comparison.facts.numerals import ORDINALS, STARTS, Numeral, read_numeral
from app.comparison.facts.roles import added_to, counted_noun, part_of_whole, role
from app.comparison.facts.units import CURRENCY_SIGNS, unit_at
from app.comparison.facts.values import Fact, Form, Quantity
from app.comparison.facts.words import Words

_DIGITS = frozenset("0123456789")
_DASHES = frozenset("-–—")
_NOT_A_COUNT_AFTER_ONE = frozenset("of another day time thing way reason more side hand".split())
# What a measure is of: "10 km deep", "34 miles south", "two years ago".
_DIMENSIONS = frozenset(
    "deep high long wide tall old north south east west northeast northwest southeast southwest away ago earlier "
    "later".split()
)
_NO_ONE = frozenset({"no", "every", "any", "some", "this", "that", "each", "which", "the", "another"})


def find_quantities(words: Words, taken: bytearray) -> list[Fact]:
    """Find the numbers of a sentence, in order; words marked in `taken` (dates, times, names) are passed over and
    new ones marked."""
    begun = [
        index
        for index, word in enumerate(words.lower)
        if not taken[index] and (word[0] in _DIGITS or word in STARTS or word in ORDINALS or word in ZERO)
    ]
    facts: list[Fact] = []
    done = 0
    for place, index in enumerate(begun):
        if index < done:
            continue
        following = next((other for other in begun[place + 1 : place + 4] if other > index + 1), len(words))
        found = (
            read_score(words, index)
            or read_zero(words, index)
            or read_rank(words, index)
            or read_fraction(words, index)
            or _number(words, index, taken, begun, following)
        )
        if found is None:
            continue
        fact, done = found
        facts.append(fact)
        for position in range(index, min(done, len(words))):
            taken[position] = 1
    return facts


def _changes(words: Words, start: int) -> bool:
    before = words.at(start - 2) if words.at(start - 1) in CURRENCY_SIGNS else words.at(start - 1)
    return before in ("from", "by")


def _no_count(words: Words, index: int, end: int) -> bool:
    """Whether "one" is a pronoun: "one of the", "no one", "one day"."""
    if words.lower[index] == "zero":
        return words.at(index - 1) in ("ground", "patient", "net", "year")
    if words.at(end) in _NOT_A_COUNT_AFTER_ONE or words.at(index - 1) in _NO_ONE:
        return True
    return end == index + 1 and not words.at(end).isalpha() and words.at(end) != "-"


def _number(words: Words, index: int, taken: bytearray, begun: list[int], following: int) -> tuple[Fact, int] | None:
    word = words.lower[index]
    first = read_numeral(words, index)
    if first is None:
        return None
    if (
        words.at(index - 1) in ("#", "no.", "number", "route", "highway", "channel", "page", "chapter", "section")
        and first.digits
    ):
        return None
    if word in ("one", "zero") and _no_count(words, index, first.end):
        return None
    if first.digits and words.joined(index) and words.written[index - 1][-1].isalpha():
        return None  # A320, F16
    start, low, high, step, end = index, first.low, first.high, first.step, first.end
    # "From 10 to 15" and "by 10 to 15" tell a change, not a range.
    second = _range_end(words, first) if not _changes(words, start) else None
    if second is not None:
        low, high, step, end = _spanned(first, second)
        step = 0.0
    sign = None
    if words.at(start - 1) in CURRENCY_SIGNS:
        sign = CURRENCY_SIGNS[words.lower[start - 1]]
        start -= 1
        if words.joined(start) and words.at(start - 1) in ("us", "a", "c", "nz", "hk", "s", "au", "ca"):
            prefix = words.lower[start - 1]
            sign, start = ("USD" if prefix == "us" else f"{prefix}$"), start - 1
    magnitude = magnitude_around(words, start, end)
    if magnitude is not None and first.digits and high <= 10:
        return _with_bounds(
            words, magnitude[0], start, magnitude[1], low, high, step, "magnitude", "magnitude", None, None, False
        )
    if sign is None and low == high:
        age = age_end(words, index, end, low)
        if age is not None:
            return number_fact(words, index, age, Quantity(low, high, 1.0, "age", unit="age", role="age"))
    unit, end, factor = sign, end, 1.0
    if sign is None:
        behind = unit_at(words, end, one=high == 1.0)
        if behind is not None:
            unit, factor, end = behind
            if unit == "pound" and high >= 1e5:
                unit = "GBP"
    if unit is not None:
        per = rate(words, end)
        if per is not None:
            unit, end = f"{unit} a {per[0]}", per[1]
        counted = None
        noun_at = end
        if words.at(end) == "of" or words.at(end) == "-":
            head = words.at(end + 1)
            counted = stem(head) if head.isalpha() and head not in ("the", "a", "its", "his", "their") else None
        elif unit == "s" and words.at(end) in ("in", "of") and words.at(end + 1) in ("prison", "jail", "probation"):
            counted = "prison"
        elif words.at(end) in _DIMENSIONS:
            counted = words.at(end)
        return (
            _with_bounds(
                words,
                start,
                start,
                end,
                low * factor,
                high * factor,
                step * factor,
                "measure",
                unit,
                counted,
                None,
                part_of_whole(words, start) or added_to(words, end),
            )
            if noun_at
            else None
        )
    if identifier_like(words, index, end, first):
        return None
    counted, noun, part = counted_noun(words, end)
    definite = words.at(start - 1) in ("the", "these", "those", "both", "his", "her", "their", "its")
    begin = bound_before(words, start)[1]
    befallen = role(words, begin, end, max(noun, end), following)
    return _with_bounds(
        words,
        start,
        start,
        end,
        low,
        high,
        step,
        "count",
        None,
        counted,
        befallen,
        part or part_of_whole(words, begin) or added_to(words, end) or (definite and befallen is None),
        first.vague,
    )


def _with_bounds(
    words: Words, begin: int, start: int, end: int, low: float, high: float, step: float, form: Form, unit: str | None,
    counted: str | None, befallen: str | None, part: bool, vague: bool = False,
) -> tuple[Fact, int]:  # fmt: skip
    kind, first = bound_before(words, start)
    behind, last = bound_after(words, end)
    low, high = widen(low, high, step, kind or behind)
    begin = min(begin, first)
    end = last
    value = Quantity(low, high, step, form, unit, counted, befallen, part, vague or bool(kind or behind))
    return number_fact(words, begin, end, value)


def _range_end(words: Words, first: Numeral) -> Numeral | None:
    """Read the second number of "10 to 15", "10-15", "between 10 and 15"."""
    link = words.at(first.end)
    if link not in ("to", "or") and link not in _DASHES and link != "and":
        return None
    ahead = first.end + 1
    if link == "and" and not _between(words, first.end):
        return None
    if words.at(ahead) in CURRENCY_SIGNS:
        ahead += 1
    if ahead >= len(words):
        return None
    second = read_numeral(words, ahead)
    if second is None or second.vague:
        return None
    if second.high <= first.low and not (second.step > first.step and second.high > 0):
        return None
    return second


def _between(words: Words, index: int) -> bool:
    return any(words.at(position) == "between" for position in range(max(0, index - 4), index))


def _spanned(first: Numeral, second: Numeral) -> tuple[float, float, float, int]:
    """Join a range; in "2 to 3 million" the scale is of both."""
    low, high = first.low, second.high
    if second.high >= 1000 and first.low < 1000:
        scale = 1.0
        while high / scale >= 1000:
            scale *= 1000
        if scale > 1 and first.low <= high / scale and second.step >= scale / 100:
            low = first.low * scale
    return min(low, high), max(low, high), 0.0, second.end
