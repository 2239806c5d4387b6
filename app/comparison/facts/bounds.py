"""Words in front of or behind a number that widen it: "at least", "up to", "about", "or more"."""

from __future__ import annotations

import math

from app.comparison.facts.words import Words

# kind of widening: "min" and "max" are bounds, "near" is either side, "below" nearly reaches, "above" is slightly more.
_BEFORE: dict[tuple[str, ...], str] = {}
for _kind, _phrases in {
    "min": "at least|more than|over|no fewer than|no less than|not less than|upwards of|upward of|"
    "a minimum of|in excess of|exceeding|"
    "exceeded|topped|surpassed|above|well over|far more than|greater than|a record|as early as",
    "max": "up to|as many as|as much as|at most|no more than|not more than|fewer than|less than|under|below|"
    "a maximum of|"
    "maximum of|at the most|within",
    "near": "about|around|some|roughly|approximately|an estimated|estimated|circa|nearly or about|or so|"
    "in the region of|"
    "something like|approx|reportedly|perhaps|somewhere around|~|≈",
    "below": "nearly|almost|close to|just under|just below|nearing|approaching|barely",
    "above": "just over|slightly more than|slightly over|a little over|a little more than",
}.items():
    for _phrase in _phrases.split("|"):
        _BEFORE[tuple(_phrase.split())] = _kind
_LAST_WORDS = frozenset(phrase[-1] for phrase in _BEFORE)
_AFTER: dict[tuple[str, ...], str] = {
    ("or", "more"): "min",
    ("or", "so"): "near",
    ("or", "fewer"): "max",
    ("or", "less"): "max",
    ("at", "least"): "min",
    ("or", "higher"): "min",
    ("-", "plus"): "min",
    ("+",): "min",
    ("-", "odd"): "near",
}


def bound_before(words: Words, start: int) -> tuple[str | None, int]:
    """Return (kind of widening, index where its words begin) for the number at `start`; (None, start) without one."""
    if words.at(start - 1) not in _LAST_WORDS:
        return None, start
    for length in (4, 3, 2, 1):
        begin = start - length
        if begin >= 0:
            kind = _BEFORE.get(words.lower[begin:start])
            if kind is not None:
                if kind == "max" and words.at(begin - 1) in ("no", "not") and length < 3:
                    return "max", begin - 1
                return kind, begin
    return None, start


def bound_after(words: Words, end: int) -> tuple[str | None, int]:
    """Return (kind of widening, index after its words) for words behind a number that ends before `end`."""
    for length in (2, 1):
        kind = _AFTER.get(words.lower[end : end + length])
        if kind is not None:
            return kind, end + length
    return None, end


def widen(low: float, high: float, step: float, kind: str | None) -> tuple[float, float]:
    """Return what a number can mean with a widening.

    "About" allows a tenth, and up to three of a small number: "about 20" is 17 to 23, "about 1,500" 1,350 to 1,650.
    These shares are
    conventions of ours, as news gives no rule.
    """
    if kind is None or math.isinf(high):
        return low, high
    slack = max(0.1 * high, min(step / 2, 0.25 * high), min(0.2 * high, 3.0))
    if kind == "min":
        return low, math.inf
    if kind == "max":
        return 0.0, high
    if kind == "near":
        return low - slack, high + slack
    if kind == "below":
        return low - 1.5 * slack, high
    return low, high + 1.5 * slack
