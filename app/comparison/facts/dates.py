"""Finds dates: full, partial and relative ones, the last resolved against the day an article was published."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date

from app.comparison.facts.calendar_words import (
    MONTHS,
    PARTS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
    day_at,
    month_at,
    read_published,
    year_at,
)
from app.comparison.facts.decades import century, decade
from app.comparison.facts.lemmas import stem, stems
from app.comparison.facts.numerals import ONES
from app.comparison.facts.relative_dates import RELATIVE, ago, relative_date, resolved_weekday
from app.comparison.facts.values import Fact, Moment
from app.comparison.facts.words import Words, clause_start

_BOUNDS = {"by": "by", "since": "since", "until": "until", "till": "until", "before": "before", "after": "after",
           "from": "from", "through": "until"}  # fmt: skip
_YEAR_BEFORE = frozenset(
    "in since of by from until till during between before after early late mid to the and through for until spring "
    "summer autumn fall "
    "winter election elections season ( , circa around".split()
)
_NOT_YEAR_AFTER = frozenset(
    "people men women children workers troops soldiers homes houses jobs miles km kilometres kilometers metres "
    "meters feet points "
    "dollars euros pounds percent % tons tonnes acres protesters villagers residents students police officers fans "
    "employees others dead "
    "injured were have votes cases hours square".split()
)
_MONTH_BEFORE = frozenset(
    "in since until by during last next this early late mid from through till of before after between and to".split()
)
_SAYING = stems(
    "say tell add announce report state confirm claim warn note explain insist argue declare acknowledge comment "
    "reply write "
    "post tweet describe call urge ask statement interview"
)


class _Reader:
    """Reads the dates of one sentence; holds what all of its steps share."""

    def __init__(self, words: Words, published: str | None) -> None:
        self.words = words
        self.published = read_published(published)
        self.year, self.month = self.published.year, self.published.month

    def at(self, index: int) -> tuple[Moment, int, int] | None:
        """Read the date at `index`: (moment, index where its words begin, index after them)."""
        words = self.words
        word = words.lower[index].removesuffix("'s")
        first = word[0]
        if "0" <= first <= "9":
            return self._numeric(index)
        if word in WEEKDAYS or (word in SHORT_WEEKDAYS and words.at(index + 1) == "." and index + 2 < len(words)):
            return self._weekday(index)
        if word in MONTHS or word in SHORT_MONTHS:
            return self._month(index)
        if word in RELATIVE:
            return relative_date(words, index, self.published)
        if word in ONES or word in ("a", "an", "several"):
            return ago(words, index, self.published)
        if first in "'’" and words.joined(index + 1):
            return decade(words, index + 1, index)
        return None

    def _numeric(self, index: int) -> tuple[Moment, int, int] | None:
        words = self.words
        year = year_at(words, index)
        if year is not None:
            if (
                words.at(index + 1) == "-"
                and words.joined(index + 1)
                and words.at(index + 3) == "-"
                and words.joined(index + 3)
            ):
                day = read_published(f"{words.lower[index]}-{words.at(index + 2)}-{words.at(index + 4)}").today
                if day is not None:
                    return self._dated(day.year, day.month, day.day), index, index + 5
            if words.joined(index + 1) and words.at(index + 1) == "s":
                return decade(words, index, index)
            if words.joined(index + 1) and words.at(index + 1)[:1].isalpha():
                return None
            return self._year(index, year)
        return (
            self._day_first(index)
            or self._slashed(index)
            or decade(words, index, index)
            or ago(words, index, self.published)
            or century(words, index)
        )

    def _slashed(self, index: int) -> tuple[Moment, int, int] | None:
        """Read 05/01/2004: day and month stay open unless one is above twelve."""
        words = self.words
        if words.at(index + 1) != "/" or words.at(index + 3) != "/" or not words.joined(index + 1):
            return None
        first, second, year = words.lower[index], words.at(index + 2), year_at(words, index + 4)
        if (
            year is None
            or not (first + second).isdecimal()
            or not (first + second).isascii()
            or len(first + second) > 4
            or not second
        ):
            return None
        one, two = int(first), int(second)
        if one > 12 >= two >= 1:
            return self._dated(year, two, one), index, index + 5
        if two > 12 >= one >= 1:
            return self._dated(year, one, two), index, index + 5
        if not (1 <= one <= 12 and 1 <= two <= 12):
            return None
        if one == two:
            return self._dated(year, one, two), index, index + 5
        return Moment(year=year, first=date(year, 1, 1), last=date(year, 12, 31)), index, index + 5

    def _day_first(self, index: int) -> tuple[Moment, int, int] | None:
        """Read "5 January 2004", "5th of January"."""
        words = self.words
        day = day_at(words, index)
        if day is None or (words.joined(index) and words.at(index - 1) in ("-", "–", "/", ":")):
            return None
        ahead = day[1] + 1 if words.at(day[1]) == "of" else day[1]
        month = month_at(words, ahead)
        if month is None or (words.at(ahead) == "may" and not words.written[ahead][0].isupper()):
            return None
        end = month[1]
        comma = 1 if words.at(end) == "," else 0
        year = year_at(words, end + comma)
        if year is not None:
            end += comma + 1
        begin = index - 1 if words.at(index - 1) == "the" else index
        return self._dated(year, month[0], day[0]), begin, end

    def _month(self, index: int) -> tuple[Moment, int, int] | None:
        """Read "Jan. 5", "January 5, 2004", "January 2004", "in May"."""
        words = self.words
        month = month_at(words, index)
        if month is None:
            return None
        number, end = month
        year = year_at(words, end + (words.at(end) == ","))
        if year is not None:
            return self._dated(year, number, None), index, end + 1 + (words.at(end) == ",")
        if words.at(end) == "of":
            year = year_at(words, end + 1)
            if year is not None:
                return self._dated(year, number, None), index, end + 2
        day = day_at(words, end)
        if day is not None and words.at(day[1]) not in ("%", "percent", "people", "-"):
            end = day[1]
            comma = 1 if words.at(end) == "," else 0
            year = year_at(words, end + comma)
            if year is not None:
                end += comma + 1
            return self._dated(year, number, day[0]), index, end
        before = words.at(index - 1)
        if words.lower[index] in SHORT_MONTHS and words.at(index + 1) != ".":
            return None
        if before not in _MONTH_BEFORE and words.lower[index] in ("may", "march", "august", "april", "june"):
            return None
        if before in ("last", "next", "this"):
            return self._dated(self._neighbour_year(number, before), number, None), index - 1, end
        return self._dated(None, number, None), index, end

    def _neighbour_year(self, month: int, which: str) -> int | None:
        if self.year is None:
            return None
        if which == "last" and self.month is not None:
            return self.year if month < self.month else self.year - 1
        if which == "next" and self.month is not None:
            return self.year if month > self.month else self.year + 1
        return self.year

    def _dated(self, year: int | None, month: int | None, day: int | None, weekday: int | None = None) -> Moment:
        """Make a moment of what is said; a missing year is that of the publication nearest to it, if that is known."""
        guessed = year
        if year is None and month is not None and self.year is not None:
            guessed = self.year
            if self.month is not None:
                if month - self.month > 6:
                    guessed -= 1
                elif self.month - month > 6:
                    guessed += 1
        first = last = None
        if guessed is not None and 1 <= guessed <= 9998:
            begin = month or 1
            finish = month or 12
            length = calendar.monthrange(guessed, finish)[1]
            if day is not None and day > length:
                return Moment(year, month, day, weekday)
            first, last = date(guessed, begin, day or 1), date(guessed, finish, day or length)
        return Moment(year, month, day, weekday, first=first, last=last)

    def _year(self, index: int, year: int) -> tuple[Moment, int, int] | None:
        words = self.words
        before, after = words.at(index - 1), words.at(index + 1)
        if after in _NOT_YEAR_AFTER or (
            before in ("$", "£", "€", "about", "some", "than", "nearly", "almost", "least", "to") and before != "to"
        ):
            return None
        if words.joined(index) and before in ("-", "/", "#", ".") and not words.at(index - 2)[:1].isdigit():
            return None
        if not 1700 <= year <= 2100 and before not in ("in", "since"):
            return None
        if (
            before not in _YEAR_BEFORE
            and index
            and (after[:1].isalpha() and after.endswith("s") and after not in ("was", "is", "has", "as", "s"))
        ):
            return None
        return self._dated(year, None, None), index, index + 1

    def _weekday(self, index: int) -> tuple[Moment, int, int] | None:
        words = self.words
        if not words.written[index][0].isupper():
            return None
        word = words.lower[index].removesuffix("'s")
        short = word not in WEEKDAYS
        number = SHORT_WEEKDAYS[word] if short else WEEKDAYS[word]
        end = index + (2 if short else 1)
        part = None
        if words.at(end) in PARTS:
            part, end = words.lower[end], end + 1
        ahead = end + 1 if words.at(end) == "," else end
        if ahead < len(words) and (dated := self._month(ahead) if month_at(words, ahead) else self._day_first(ahead)):
            moment = dated[0]
            if moment.day is not None:
                return (
                    Moment(moment.year, moment.month, moment.day, number, part, first=moment.first, last=moment.last),
                    index,
                    dated[2],
                )
        before = words.at(index - 1)
        begin = index - 1 if before in ("last", "next", "this") else index
        day = resolved_weekday(words, index, number, self.published)
        return Moment(weekday=number, part=part, relative=begin != index, first=day, last=day), begin, end


_MAY_BEGIN = (
    frozenset(MONTHS) | frozenset(SHORT_MONTHS) | frozenset(WEEKDAYS) | frozenset(SHORT_WEEKDAYS) | RELATIVE
    | frozenset(ONES) | frozenset({"a", "an", "several", "'", "’"})
)  # fmt: skip


def find_dates(words: Words, taken: bytearray, *, published: str | None) -> list[Fact]:
    """Find the dates of a sentence, in order, and mark their words in `taken`."""
    reader = _Reader(words, published)
    facts: list[Fact] = []
    done = 0
    for index, word in enumerate(words.lower):
        if index < done or taken[index] or not (word.removesuffix("'s") in _MAY_BEGIN or "0" <= word[0] <= "9"):
            continue
        found = reader.at(index)
        if found is None:
            continue
        moment, begin, end = found
        done = end
        before = words.at(begin - 1)
        if before == "of" and words.at(begin - 2) in ("end", "start", "beginning", "middle"):
            before = words.at(begin - (4 if words.at(begin - 3) == "the" else 3))
        moment = replace(
            moment,
            bound=_BOUNDS.get(before),
            placed=before in _BOUNDS or before in ("in", "on", "of", "for", "during", "late", "early"),
            saying=_dates_a_statement(words, begin, end),
        )
        finish = words.ends[end - 1] - (2 if words.lower[end - 1].endswith("'s") else 0)
        facts.append(Fact("date", moment, words.starts[begin], finish))
        taken[begin:end] = b"\x01" * (end - begin)
    return facts


def _dates_a_statement(words: Words, begin: int, end: int) -> bool:
    """Whether the nearest verb of the clause is one of saying: "police said on Monday", "said Monday that"."""
    return any(
        stem(words.lower[index]) in _SAYING and not words.written[index][0].isupper()
        for index in range(max(clause_start(words, begin, most=4), 0), begin)
    ) or words.at(end) in ("statement", "interview")
