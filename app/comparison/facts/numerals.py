"""Digits and number words to values: "1.2 million", "twenty-four", "dozens", with the worth of the last stated
digit."""

from __future__ import annotations

import math
from dataclasses import dataclass

from app.comparison.facts.words import Words

ONES = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen "
        "nineteen".split()
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
    "lakh": 1e5,
    "crore": 1e7,
}
# Written straight behind digits: £3bn, $3.5m, 20k.
SHORT_SCALES = {"m": 1e6, "mn": 1e6, "mln": 1e6, "mil": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12, "k": 1e3}
# What a vague word allows, by ordinary use; upper ends are generous so that precision does not suffer.
VAGUE = {
    "dozens": (24.0, 199.0),
    "scores": (40.0, 399.0),
    "hundreds": (200.0, 1_999.0),
    "thousands": (2_000.0, 99_999.0),
    "millions": (2e6, 9.99e8),
    "billions": (2e9, 9.99e11),
    "several": (3.0, 15.0),
}
ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth "
        "seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
}
FRACTIONS = {
    "half": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fifth": 5,
    "fifths": 5,
    "tenth": 10,
    "tenths": 10,
}
STARTS = (
    frozenset(ONES)
    | frozenset(TENS)
    | frozenset(VAGUE)
    | {"dozen", "hundred", "thousand", "million", "half", "a", "tens"}
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read from the words up to (not including) index `end`; `step` is the worth of its last stated digit."""

    low: float
    high: float
    step: float
    end: int
    digits: bool  # written in digits
    vague: bool = False


def _digits(written: str) -> tuple[float, float]:
    """Return the value of a run of digits and the worth of its last one: "1.25" is (1.25, 0.01)."""
    plain = written.replace(",", "")
    if len(plain) > 18:  # beyond any figure in the news, and beyond exact floats
        return math.inf, 1.0
    value = float(plain)
    if "." in plain:
        return value, 10.0 ** -(len(plain) - plain.index(".") - 1)
    return value, 1.0


def _rounding(value: float) -> float:
    """Return how coarsely a whole number may have been rounded: "1,500" to 100, "140" to 10, "100" to 50, "20" not
    at all."""
    if value < 100 or value % 10 or math.isinf(value):
        return 1.0
    if value < 1000:
        return 10.0 if value % 100 else 50.0
    step = 10.0
    while value % (step * 10) == 0 and step * 10 <= value / 10:
        step *= 10
    return step


def _worded(words: Words, index: int) -> tuple[float, int] | None:
    """Read number words below a hundred at `index`: (value, index after them)."""
    word = words.lower[index]
    if word in ONES:
        return float(ONES[word]), index + 1
    if word in TENS:
        value, end = float(TENS[word]), index + 1
        if words.at(end) == "-" and 0 < ONES.get(words.at(end + 1), 0) < 10:
            return value + ONES[words.lower[end + 1]], end + 2
        if 0 < ONES.get(words.at(end), 0) < 10:
            return value + ONES[words.lower[end]], end + 1
        return value, end
    return None


def _vague(words: Words, index: int) -> Numeral | None:
    """Read "dozens", "tens of thousands", "a few", "a couple of", "half a dozen" at `index`."""
    word, after = words.lower[index], words.at(index + 1)
    if word in ("tens", "hundreds", "thousands", "dozens", "scores") and after == "of":
        scale = {"hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9}.get(words.at(index + 2))
        if scale is not None:
            times = {"tens": 20.0, "dozens": 24.0, "scores": 40.0, "hundreds": 200.0, "thousands": 2_000.0}[word]
            return Numeral(times * scale, times * scale * 10 - 1, 0.0, index + 3, False, vague=True)
    if word in VAGUE:
        low, high = VAGUE[word]
        if word == "several" and after in ("hundred", "thousand", "million", "dozen", "billion"):
            scale = SCALES[after]
            return Numeral(low * scale, high * scale, 0.0, index + 2, False, vague=True)
        return Numeral(low, high, 0.0, index + 1, False, vague=True)
    if word == "a" and after in ("few", "couple", "pair", "handful"):
        low, high = {"few": (2.0, 9.0), "couple": (2.0, 3.0), "pair": (2.0, 2.0), "handful": (2.0, 10.0)}[after]
        end = index + 2
        scale = SCALES.get(words.at(end), 0.0)
        if scale:
            return Numeral(low * scale, high * scale, 0.0, end + 1, False, vague=True)
        return Numeral(low, high, 0.0, end, False, vague=True)
    if word == "half" and after == "a" and words.at(index + 2) in ("dozen", "million", "billion"):
        scale = SCALES[words.lower[index + 2]]
        return Numeral(0.5 * scale - 0.08 * scale, 0.5 * scale + 0.08 * scale, 0.0, index + 3, False, vague=True)
    return None


def read_numeral(words: Words, index: int) -> Numeral | None:
    """Read the number that begins at `index`, or None; scales behind it belong to it, units and signs do not."""
    written, word = words.written[index], words.lower[index]
    first = written[0]
    if not ("0" <= first <= "9"):
        if word not in STARTS:
            return None
        vague = _vague(words, index)
        if vague is not None:
            return vague
    total, end, digits, step = 0.0, index, False, 1.0
    if "0" <= first <= "9":
        total, step = _digits(written)
        end, digits = index + 1, True
        if words.joined(end) and words.at(end) in SHORT_SCALES and words.at(end + 1) != "-":
            scale = SHORT_SCALES[words.lower[end]]
            return Numeral(total * scale, total * scale, step * scale, end + 1, True)
        if not words.joined(end) and words.at(end) in ("bn", "tn", "mn"):
            scale = SHORT_SCALES[words.lower[end]]
            return Numeral(total * scale, total * scale, step * scale, end + 1, True)
    elif word in ("a", "half"):
        if words.at(index + 1) not in SCALES or word == "half":
            return None
        total, end = 1.0, index + 1
    elif word in SCALES:
        if index and words.at(index - 1) in ("per", "the", "cent"):
            return None
        total, end = 1.0, index
    else:
        below = _worded(words, index)
        if below is None:
            return None
        total, end = below
    return _scaled(words, total, step, end, digits)


def _scaled(words: Words, total: float, step: float, end: int, digits: bool) -> Numeral:
    """Apply the scale words behind a first part: "two hundred and five", "1.2 million", "three dozen"."""
    sum_, smallest, unit = 0.0, step, total
    while words.at(end) in SCALES or (
        words.at(end) == "-" and words.at(end + 1) in SCALES and (not digits or words.joined(end))
    ):
        if words.at(end) == "-":
            end += 1
        scale = SCALES[words.lower[end]]
        end += 1
        unit *= scale
        smallest = step * scale if digits else scale
        if scale == 1e2 and not digits:
            ahead = end + 1 if words.at(end) == "and" else end
            more = (
                _worded(words, ahead)
                if ahead < len(words) and (words.at(ahead) in ONES or words.at(ahead) in TENS)
                else None
            )
            if more is not None:
                unit, end, smallest = unit + more[0], more[1], 1.0
                continue
        if scale >= 1e3 and not digits and end < len(words) and (words.lower[end] in ONES or words.lower[end] in TENS):
            more = _worded(words, end)
            if more is not None:
                sum_, unit, end, smallest = sum_ + unit, more[0], more[1], 1.0
    value = sum_ + unit
    if smallest == 1.0 or value < 1000:
        smallest = min(smallest, 1.0) if smallest < 1 else _rounding(value)
    return Numeral(value, value, smallest, end, digits)
