"""Tells from the words around a number what it is: a magnitude, an age, a rate, or no count at all."""

from __future__ import annotations

from app.comparison.facts.name_words import NUMBERED
from app.comparison.facts.numerals import Numeral
from app.comparison.facts.words import Words

AGE_BEFORE = frozenset({"aged", "age", "ages"})


def magnitude_around(words: Words, start: int, end: int) -> tuple[int, int] | None:
    """Return (first, after last) word index of a magnitude around the number: "magnitude 6.1", "6.1-magnitude",
    "measuring 6.1"."""
    for index in range(max(0, start - 3), start):
        if words.at(index) in ("magnitude", "measuring", "measured") and all(
            words.at(between) in ("of", "a", "-", "about", "at", "preliminary", "magnitude")
            for between in range(index + 1, start)
        ):
            return (index if words.at(index) == "magnitude" else start), end
    if words.at(end) == "-" and words.at(end + 1) == "magnitude":
        return start, end + 2
    if words.at(end) == "magnitude" or (words.at(end) == "on" and words.at(end + 2) == "richter"):
        return start, end + 1 if words.at(end) == "magnitude" else end
    return None


def age_end(words: Words, index: int, end: int, value: float) -> int | None:
    """Return the index after an age: "22-year-old", "aged 22", "22 years old", "Smith, 22,"."""
    if value > 120:
        return None
    if (
        words.at(end) == "-"
        and words.at(end + 1) in ("year", "years")
        and words.at(end + 2) == "-"
        and words.at(end + 3) == "old"
    ):
        return end + 4
    if words.at(end) in ("year", "years") and words.at(end + 1) in ("old", "-"):
        return end + 2
    if words.at(index - 1) in AGE_BEFORE:
        return end
    if words.at(index - 1) in ("was", "is", "turned") and words.at(index - 2) in ("he", "she"):
        return end if words.at(end) in ("", ".", ",", "when", "and", "at") else None
    if (
        words.at(index - 1) == ","
        and words.at(end) in (",", ".", "")
        and words.written[index - 2][:1].isupper()
        and index >= 2
    ):
        return end if words.lower[index].isdecimal() and value >= 1 else None
    return None


def identifier_like(words: Words, index: int, end: int, first: Numeral) -> bool:
    """Whether digits are no count: telephone numbers, fixture lists, "24/7", numbers with signs between them."""
    if not first.digits:
        return False
    if words.at(index - 1) in NUMBERED or words.at(index - 1).isdecimal() or words.at(end).isdecimal():
        return True  # iPhone 5; 020 7946 0000
    joined_after = words.joined(end)
    if joined_after and words.at(end) in ("/", "-", ":", "_") and words.at(end + 1)[:1].isdigit():
        return True
    if (
        words.joined(index)
        and words.at(index - 1) in ("/", "-", ":", "_", "'")
        and (words.at(index - 2)[:1].isdigit() or words.at(index - 1) == "'")
    ):
        return True
    return bool(joined_after and words.at(end)[:1].isalpha() and words.at(end) not in ("s",))


_PERIODS = frozenset(
    "second minute hour day night week month year season quarter barrel share person head tonne ton ounce "
    "gallon litre".split()
)


def rate(words: Words, index: int) -> tuple[str, int] | None:
    """Read "per season", "a year", "each", "annually" behind an amount: (what it is for, index after it)."""
    if words.at(index) in ("per", "a", "an", "every", "each") and words.at(index + 1) in _PERIODS:
        return words.lower[index + 1], index + 2
    if words.at(index) in ("annually", "yearly"):
        return "year", index + 1
    if words.at(index) == "each":
        return "each", index + 1
    return None
