"""Reads decades and centuries: "the 1990s", "the 19th century"."""

from __future__ import annotations

from datetime import date

from app.comparison.facts.values import Moment
from app.comparison.facts.words import Words


def decade(words: Words, index: int, begin: int) -> tuple[Moment, int, int] | None:
    """Read "1990s", "'90s", "the 90s"."""
    word = words.at(index)
    if not (
        words.joined(index + 1)
        and words.at(index + 1) == "s"
        and word.isdecimal()
        and word.isascii()
        and word.endswith("0")
    ):
        return None
    if len(word) == 4:
        year = int(word)
    elif len(word) == 2 and (begin != index or words.at(index - 1) in ("the", "early", "late", "mid", "-")):
        if words.at(index - 1) in ("his", "her", "their"):
            return None
        year = 1900 + int(word)
    else:
        return None
    if not 1000 <= year <= 2190:
        return None
    length = 99 if year % 100 == 0 and year < 2000 else 9
    return Moment(first=date(year, 1, 1), last=date(year + length, 12, 31)), begin, index + 2


def century(words: Words, index: int) -> tuple[Moment, int, int] | None:
    """Read "the 19th century"."""
    day = words.at(index)
    ahead = index + 2
    if words.at(ahead) == "-":
        ahead += 1
    if (
        words.at(index + 1) in ("st", "nd", "rd", "th")
        and words.at(ahead) == "century"
        and day.isdecimal()
        and day.isascii()
        and len(day) < 3
    ):
        number = int(day)
        if 1 <= number <= 22:
            return (
                Moment(first=date(100 * (number - 1) + 1, 1, 1), last=date(100 * number, 12, 31)),
                index,
                ahead + 1,
            )
    return None
