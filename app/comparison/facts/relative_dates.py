"""Reads dates that count from the day of publication: "on Monday", "yesterday", "last week", "two days ago"."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from app.comparison.facts.calendar_words import PARTS, Published
from app.comparison.facts.numerals import ONES
from app.comparison.facts.values import Moment
from app.comparison.facts.words import Words, clause_start

_FUTURE = frozenset(
    "will would shall scheduled plans planned expected due set going upcoming coming next to'll ll".split()
)
_UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30, "year": 365, "years": 365}
RELATIVE = frozenset({"yesterday", "today", "tomorrow", "tonight", "last", "this", "next", "earlier"})


def resolved_weekday(words: Words, index: int, number: int, published: Published) -> date | None:
    """Return the day a weekday means: the last one before or on the publication, the next one where the clause
    looks ahead."""
    today, before = published.today, words.at(index - 1)
    if today is None:
        return None
    clause = words.lower[clause_start(words, index) : index]
    ahead = before == "next" or (before != "last" and any(word in _FUTURE for word in clause))
    if ahead:
        return today + timedelta(days=(number - today.weekday()) % 7)
    if before == "last" and today.weekday() == number:
        return today - timedelta(days=7)
    return today - timedelta(days=(today.weekday() - number) % 7)


def relative_date(words: Words, index: int, published: Published) -> tuple[Moment, int, int] | None:
    word, after = words.lower[index], words.at(index + 1)
    if word in ("yesterday", "today", "tomorrow", "tonight"):
        shift = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}[word]
        if word == "today" and after in ("'s",):
            return None
        part, end = ("night", index + 1) if word == "tonight" else (None, index + 1)
        if after in PARTS and word != "tonight":
            part, end = after, index + 2
        day = published.today + timedelta(days=shift) if published.today else None
        return Moment(part=part, relative=True, first=day, last=day), index, end
    if word in ("last", "this", "next", "earlier") and after in (
        "night",
        "morning",
        "afternoon",
        "evening",
        "week",
        "month",
        "year",
        "weekend",
        "this",
    ):
        return _period(words, index, word, after, published)
    return None


def _period(words: Words, index: int, word: str, after: str, published: Published) -> tuple[Moment, int, int] | None:
    if word == "earlier":
        if after != "this" or words.at(index + 2) not in ("week", "month", "year"):
            return None
        found = _period(words, index + 1, "this", words.lower[index + 2], published)
        return (found[0], index, found[2]) if found else None
    today = published.today
    step = {"last": -1, "this": 0, "next": 1}[word]
    end = index + 2
    if after in PARTS:
        day = today + timedelta(days=step) if today else None
        return Moment(part=after, relative=True, first=day, last=day), index, end
    if after == "year":
        first = date(published.year + step, 1, 1) if published.year else None
        last = date(published.year + step, 12, 31) if published.year else None
        return Moment(relative=True, first=first, last=last), index, end
    if after == "month":
        if not published.year or not published.month:
            return Moment(relative=True), index, end
        year, month = divmod(published.year * 12 + published.month - 1 + step, 12)
        return (
            Moment(
                relative=True,
                first=date(year, month + 1, 1),
                last=date(year, month + 1, calendar.monthrange(year, month + 1)[1]),
            ),
            index,
            end,
        )
    if today is None:
        return Moment(relative=True), index, end
    monday = today - timedelta(days=today.weekday())
    # A week's borders are loose in speech: a day is allowed on either side.
    first_day, last_day = monday + timedelta(days=7 * step - 1), monday + timedelta(days=7 * step + 7)
    if after == "weekend":
        first_day = monday + timedelta(days=7 * step + 4)
    return Moment(relative=True, first=first_day, last=last_day), index, end


def ago(words: Words, index: int, published: Published) -> tuple[Moment, int, int] | None:
    """Read "two days ago", "a week ago"; months and years are known only to half a unit."""
    unit = words.at(index + 1)
    if unit not in _UNITS or words.at(index + 2) != "ago":
        return None
    word = words.lower[index]
    if word.isdecimal() and word.isascii() and len(word) < 4:
        times = int(word)
    elif word in ("a", "an"):
        times = 1
    elif word in ONES:
        times = ONES[word]
    else:
        return Moment(relative=True), index, index + 3
    if published.today is None:
        return Moment(relative=True), index, index + 3
    days = times * _UNITS[unit]
    slack = 0 if unit.startswith("day") else _UNITS[unit] // 2 + 1
    low, high = published.today.toordinal() - days - slack, published.today.toordinal() - days + slack
    if low < 1:
        return Moment(relative=True), index, index + 3
    return Moment(relative=True, first=date.fromordinal(low), last=date.fromordinal(high)), index, index + 3
