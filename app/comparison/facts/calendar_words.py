"""The words of the calendar, and the day of publication that relative dates are counted from."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from app.comparison.facts.words import Words

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
SHORT_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
    "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
SHORT_WEEKDAYS = {
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}
PARTS = frozenset("morning afternoon evening night midday noon lunchtime dawn midnight overnight".split())


@dataclass(frozen=True, slots=True)
class Published:
    """When an article appeared, as far as it is known; `today` only when the day is."""

    year: int | None = None
    month: int | None = None
    today: date | None = None


def read_published(published: str | None) -> Published:
    """Read YYYY-MM-DD, YYYY-MM or YYYY; parts that are missing or impossible are None."""
    if not published:
        return Published()
    parts = published.strip().split("-")
    if len(parts) > 3 or not all(part.isascii() and part.isdecimal() and len(part) <= 4 for part in parts):
        return Published()
    year, month, day = [int(part) for part in parts] + [0] * (3 - len(parts))
    if not 1000 <= year <= 9000:  # leaves room for dates counted from it
        return Published()
    if not 1 <= month <= 12:
        return Published(year)
    today = date(year, month, day) if 1 <= day <= calendar.monthrange(year, month)[1] else None
    return Published(year, month, today)


def month_at(words: Words, index: int) -> tuple[int, int] | None:
    """Return (month, index after it) of a capitalised month name at `index`."""
    word = words.at(index)
    month = MONTHS.get(word)
    if month is not None:
        return (month, index + 1) if words.written[index][0].isupper() else None
    month = SHORT_MONTHS.get(word)
    if month is None or not words.written[index][0].isupper():
        return None
    return month, index + (2 if words.at(index + 1) == "." else 1)


def year_at(words: Words, index: int) -> int | None:
    word = words.at(index)
    if len(word) == 4 and word.isascii() and word.isdecimal() and 1000 <= int(word) <= 2199:
        return int(word)
    return None


def day_at(words: Words, index: int) -> tuple[int, int] | None:
    """Return (day of the month, index after it) for "5", "5th" at `index`."""
    word = words.at(index)
    if not word or len(word) > 2 or not word.isascii() or not word.isdecimal() or not 1 <= int(word) <= 31:
        return None
    if words.joined(index + 1) and words.at(index + 1) in ("st", "nd", "rd", "th"):
        return int(word), index + 2
    if words.joined(index + 1) and (words.at(index + 1)[:1].isalpha() or words.at(index + 1) in ("%", "/")):
        return None
    return int(word), index + 1
