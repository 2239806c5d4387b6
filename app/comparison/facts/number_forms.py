"""Reads numbers of a form of their own: scores, noughts in words, ranks and shares."""

from __future__ import annotations

from app.comparison.facts.bounds import bound_before, widen
from app.comparison.facts.lemmas import stem
from app.comparison.facts.numerals import FRACTIONS, ONES, ORDINALS, TENS
from app.comparison.facts.roles import ROLES, counted_noun, part_of_whole
from app.comparison.facts.units import CURRENCY_SIGNS, unit_at
from app.comparison.facts.values import Fact, Quantity, Score
from app.comparison.facts.words import Words

_DIGITS = frozenset("0123456789")
_DASHES = frozenset("-–—")


def number_fact(words: Words, start: int, end: int, value: Quantity | Score) -> tuple[Fact, int]:
    return Fact("number", value, words.starts[start], words.ends[end - 1]), end


def _small(words: Words, index: int) -> bool:
    word = words.at(index)
    return bool(word) and word.isdecimal() and word.isascii() and len(word) <= 3


def read_score(words: Words, index: int) -> tuple[Fact, int] | None:
    """Read "3-1" and "6-4, 7-5"; a rise such as 10-15 people is left to the ranges."""
    points: list[tuple[int, int]] = []
    end = index
    while (
        _small(words, end)
        and words.at(end + 1) in _DASHES
        and _small(words, end + 2)
        and words.joined(end + 1)
        and words.joined(end + 2)
        and not (words.joined(end + 3) and words.at(end + 3) in _DASHES)
    ):
        points.append((int(words.lower[end]), int(words.lower[end + 2])))
        end += 3
        if words.at(end) == "," and _small(words, end + 1) and words.at(end + 2) in _DASHES:
            end += 1
        else:
            break
    if not points:
        return None
    if words.at(end - 1) == ",":
        end -= 1
    if len(points) == 1:
        left, right = points[0]
        noun, _, _ = counted_noun(words, end)
        ordinary = words.at(end) in (
            "win",
            "victory",
            "defeat",
            "loss",
            "draw",
            "vote",
            "lead",
            "decision",
            "ruling",
            "in",
            "on",
            "against",
        )
        if unit_at(words, end, one=False) is not None or words.at(index - 1) in CURRENCY_SIGNS:
            return None
        if left < right and noun is not None and not ordinary:
            return None  # 10-15 people
    return number_fact(words, index, end, Score(tuple(points)))


ZERO = frozenset({"no", "nobody", "none"})


def read_zero(words: Words, index: int) -> tuple[Fact, int] | None:
    """Read "no injuries", "no one was hurt", "nobody died", "none of them survived" as nought of them."""
    word = words.lower[index]
    if word not in ZERO:
        return None
    end = index + 1
    if word == "no":
        noun = words.at(end)
        if noun in ("one", "-"):
            end += 1 if noun == "one" else 2
        else:
            for ahead in range(end, min(end + 3, len(words))):
                found = ROLES.get(stem(words.lower[ahead]))
                if found is not None and words.lower[ahead] not in ("toll",):
                    counted = (
                        "peopl" if found in ("killed", "injured", "missing", "arrested") else stem(words.lower[ahead])
                    )
                    return number_fact(
                        words, index, ahead + 1, Quantity(0.0, 0.0, 1.0, "count", counted=counted, role=found)
                    )
                if not words.lower[ahead].isalpha() or words.lower[ahead] in (
                    "of",
                    "in",
                    "to",
                    "one",
                    "longer",
                    "more",
                ):
                    break
            return None
    for ahead in range(end, min(end + 6, len(words))):
        found = ROLES.get(stem(words.lower[ahead]))
        if found is not None:
            return number_fact(words, index, end, Quantity(0.0, 0.0, 1.0, "count", counted="peopl", role=found))
        if words.lower[ahead] in (",", ".", ";"):
            break
    return None


def read_rank(words: Words, index: int) -> tuple[Fact, int] | None:
    """Read "22nd", "third": a place in an order. "Second" as a unit and "first" as an adverb of time are no ranks
    here."""
    word = words.lower[index]
    if word[0] in _DIGITS:
        if (
            words.joined(index + 1)
            and words.at(index + 1) in ("st", "nd", "rd", "th")
            and word.isdecimal()
            and len(word) < 5
        ):
            value, end = float(word), index + 2
        else:
            return None
    elif word in ORDINALS and not (
        words.at(index - 1) in ("a", "one", "two", "per", "at") and word in ("second", "third")
    ):
        value, end = float(ORDINALS[word]), index + 1
    elif word in TENS and words.at(index + 1) == "-" and words.at(index + 2) in ORDINALS:
        value, end = float(TENS[word] + ORDINALS[words.lower[index + 2]]), index + 3
    else:
        return None
    if words.at(end) in ("of", "and") or (words.at(end) == "-" and word in ORDINALS and words.at(end + 1) == "hand"):
        counted = None
    else:
        noun = words.at(end + 1 if words.at(end) == "-" else end)
        counted = stem(noun) if noun.isalpha() else None
    return number_fact(words, index, end, Quantity(value, value, 1.0, "rank", counted=counted))


def read_fraction(words: Words, index: int) -> tuple[Fact, int] | None:
    """Read "two thirds", "a third of", "three-quarters", "half of", "one in five", "a quarter": shares of one
    hundred."""
    word = words.lower[index]
    after = index + 1
    if word == "half":
        if words.at(after) in ("of", "the", "its", "their", "his", "her") and not part_of_whole(words, index):
            return _share(words, index, after, 50.0, 5.0)
        return None
    times = 1.0 if word == "a" else float(ONES.get(word, 0))
    if word.isdecimal() and word.isascii() and len(word) < 3:
        times = float(word)
    if not times:
        return None
    hyphens = words.at(after) == "-" and words.at(after + 1) == "in" and words.at(after + 2) == "-"
    if (words.at(after) == "in" or hyphens) and word != "a":
        last = after + (3 if hyphens else 1)
        whole = _whole(words, last)
        if whole > times and not words.at(last + 1)[:1].isdecimal() and words.at(last + 1) != "-":
            return _share(words, index, last + 1, 100.0 * times / whole, 1.0)
        return None
    if words.at(after) == "-":
        after += 1
    part = FRACTIONS.get(words.at(after))
    if part is None or (times > 1) != words.at(after).endswith("s") or times >= part:
        return None
    if times == 1 and words.at(after + 1) not in ("of", "the"):
        return None
    return _share(words, index, after + 1, 100.0 * times / part, 1.0)


def _whole(words: Words, index: int) -> float:
    word = words.at(index)
    if word.isdecimal() and word.isascii() and len(word) < 7:
        return float(word)
    return float(ONES.get(word, TENS.get(word, 0)))


def _share(words: Words, index: int, end: int, percent: float, slack: float) -> tuple[Fact, int]:
    kind, start = bound_before(words, index)
    low, high = widen(percent - slack, percent + slack, 2 * slack, kind)
    target = end + 1 if words.at(end) == "of" else end
    if words.at(target) in ("the", "its", "their", "all", "his", "her"):
        target += 1
    counted = stem(words.lower[target]) if words.at(target).isalpha() else None
    return number_fact(
        words, start, end, Quantity(low, high, 0.0, "fraction", unit="percent", counted=counted, approximate=True)
    )
