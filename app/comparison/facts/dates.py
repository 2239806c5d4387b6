"""Finds dates: full, partial and relative ones, the last resolved against the day an article was published."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from app.comparison.facts.lemmas import stem, stems
from app.comparison.facts.numerals import ONES
from app.comparison.facts.values import Fact, Moment
from app.comparison.facts.words import Words, clause_start

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_SHORT_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_SHORT_WEEKDAYS = {
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
_BOUNDS = {"by": "by", "since": "since", "until": "until", "till": "until", "before": "before", "after": "after", "from": "from",
           "through": "until"}  # fmt: skip
_YEAR_BEFORE = frozenset(
    "in since of by from until till during between before after early late mid to the and through for until spring summer autumn fall "
    "winter election elections season ( , circa around".split()
)
_NOT_YEAR_AFTER = frozenset(
    "people men women children workers troops soldiers homes houses jobs miles km kilometres kilometers metres meters feet points "
    "dollars euros pounds percent % tons tonnes acres protesters villagers residents students police officers fans employees others dead "
    "injured were have votes cases hours square".split()
)
_MONTH_BEFORE = frozenset(
    "in since until by during last next this early late mid from through till of before after between and to".split()
)
_FUTURE = frozenset(
    "will would shall scheduled plans planned expected due set going upcoming coming next to'll ll".split()
)
_UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30, "year": 365, "years": 365}
_SAYING = stems(
    "say tell add announce report state confirm claim warn note explain insist argue declare acknowledge comment reply write "
    "post tweet describe call urge ask statement interview"
)


def published_day(published: str | None) -> tuple[int | None, int | None, int | None]:
    """Read YYYY-MM-DD, YYYY-MM or YYYY into (year, month, day); parts that are missing or impossible are None."""
    if not published:
        return None, None, None
    parts = published.strip().split("-")
    if not all(part.isascii() and part.isdecimal() and len(part) <= 4 for part in parts) or len(parts) > 3:
        return None, None, None
    numbers = [int(part) for part in parts]
    year = numbers[0] if 1 <= numbers[0] <= 9998 else None
    month = numbers[1] if year and len(numbers) > 1 and 1 <= numbers[1] <= 12 else None
    day = (
        numbers[2]
        if year and month and len(numbers) > 2 and 1 <= numbers[2] <= calendar.monthrange(year, month)[1]
        else None
    )
    return year, month, day


def _month_at(words: Words, index: int) -> tuple[int, int] | None:
    """Return (month, index after it) of a capitalised month name at `index`."""
    word = words.at(index)
    month = MONTHS.get(word)
    if month is not None:
        return (month, index + 1) if words.written[index][0].isupper() else None
    month = _SHORT_MONTHS.get(word)
    if month is None or not words.written[index][0].isupper():
        return None
    return month, index + (2 if words.at(index + 1) == "." else 1)


def _year_at(words: Words, index: int) -> int | None:
    word = words.at(index)
    if len(word) == 4 and word.isascii() and word.isdecimal() and 1000 <= int(word) <= 2199:
        return int(word)
    return None


def _day_at(words: Words, index: int) -> tuple[int, int] | None:
    """Return (day of the month, index after it) for "5", "5th" at `index`."""
    word = words.at(index)
    if not word or len(word) > 2 or not word.isascii() or not word.isdecimal() or not 1 <= int(word) <= 31:
        return None
    if words.joined(index + 1) and words.at(index + 1) in ("st", "nd", "rd", "th"):
        return int(word), index + 2
    if words.joined(index + 1) and (words.at(index + 1)[:1].isalpha() or words.at(index + 1) in ("%", "/")):
        return None
    return int(word), index + 1


class _Reader:
    """Reads the dates of one sentence; holds what all of its steps share."""

    def __init__(self, words: Words, published: str | None) -> None:
        self.words = words
        self.year, self.month, self.day = published_day(published)
        self.today = date(self.year, self.month, self.day) if self.year and self.month and self.day else None

    def at(self, index: int) -> tuple[Moment, int, int] | None:
        """Read the date at `index`: (moment, index where its words begin, index after them)."""
        words = self.words
        word = words.lower[index]
        first = word[0]
        if "0" <= first <= "9":
            return self._numeric(index)
        if word in WEEKDAYS or (word in _SHORT_WEEKDAYS and words.at(index + 1) == "." and index + 2 < len(words)):
            return self._weekday(index)
        if word in MONTHS or word in _SHORT_MONTHS:
            return self._month(index)
        if word in _RELATIVE:
            return self._relative(index)
        if word in ONES or word in ("a", "an", "several"):
            return self._ago(index)
        if first in "'’" and words.joined(index + 1):
            return self._decade(index + 1, index)
        return None

    def _numeric(self, index: int) -> tuple[Moment, int, int] | None:
        words = self.words
        year = _year_at(words, index)
        if year is not None:
            if (
                words.at(index + 1) == "-"
                and words.joined(index + 1)
                and words.at(index + 3) == "-"
                and words.joined(index + 3)
            ):
                day = published_day(f"{words.lower[index]}-{words.at(index + 2)}-{words.at(index + 4)}")
                if day[2]:
                    return self._dated(day[0], day[1], day[2]), index, index + 5
            if words.joined(index + 1) and words.at(index + 1) == "s":
                return self._decade(index, index)
            if words.joined(index + 1) and words.at(index + 1)[:1].isalpha():
                return None
            return self._year(index, year)
        return (
            self._day_first(index)
            or self._slashed(index)
            or self._decade(index, index)
            or self._ago(index)
            or self._century(index)
        )

    def _slashed(self, index: int) -> tuple[Moment, int, int] | None:
        """Read 05/01/2004: day and month stay open unless one is above twelve."""
        words = self.words
        if words.at(index + 1) != "/" or words.at(index + 3) != "/" or not words.joined(index + 1):
            return None
        first, second, year = words.lower[index], words.at(index + 2), _year_at(words, index + 4)
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
        day = _day_at(words, index)
        if day is None:
            return None
        ahead = day[1] + 1 if words.at(day[1]) == "of" else day[1]
        month = _month_at(words, ahead)
        if month is None or (words.at(ahead) == "may" and not words.written[ahead][0].isupper()):
            return None
        end = month[1]
        comma = 1 if words.at(end) == "," else 0
        year = _year_at(words, end + comma)
        if year is not None:
            end += comma + 1
        begin = index - 1 if words.at(index - 1) == "the" else index
        return self._dated(year, month[0], day[0]), begin, end

    def _month(self, index: int) -> tuple[Moment, int, int] | None:
        """Read "Jan. 5", "January 5, 2004", "January 2004", "in May"."""
        words = self.words
        month = _month_at(words, index)
        if month is None:
            return None
        number, end = month
        year = _year_at(words, end + (words.at(end) == ","))
        if year is not None:
            return self._dated(year, number, None), index, end + 1 + (words.at(end) == ",")
        if words.at(end) == "of":
            year = _year_at(words, end + 1)
            if year is not None:
                return self._dated(year, number, None), index, end + 2
        day = _day_at(words, end)
        if day is not None and words.at(day[1]) not in ("%", "percent", "people", "-"):
            end = day[1]
            comma = 1 if words.at(end) == "," else 0
            year = _year_at(words, end + comma)
            if year is not None:
                end += comma + 1
            return self._dated(year, number, day[0]), index, end
        before = words.at(index - 1)
        if words.lower[index] in _SHORT_MONTHS and words.at(index + 1) != ".":
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

    def _decade(self, index: int, begin: int) -> tuple[Moment, int, int] | None:
        """Read "1990s", "'90s", "the 90s"."""
        words = self.words
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

    def _century(self, index: int) -> tuple[Moment, int, int] | None:
        words = self.words
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

    def _weekday(self, index: int) -> tuple[Moment, int, int] | None:
        words = self.words
        if not words.written[index][0].isupper():
            return None
        word = words.lower[index]
        short = word not in WEEKDAYS
        number = _SHORT_WEEKDAYS[word] if short else WEEKDAYS[word]
        end = index + (2 if short else 1)
        part = None
        if words.at(end) in PARTS:
            part, end = words.lower[end], end + 1
        ahead = end + 1 if words.at(end) == "," else end
        if ahead < len(words) and (dated := self._month(ahead) if _month_at(words, ahead) else self._day_first(ahead)):
            moment = dated[0]
            if moment.day is not None:
                return (
                    Moment(moment.year, moment.month, moment.day, number, part, first=moment.first, last=moment.last),
                    index,
                    dated[2],
                )
        before = words.at(index - 1)
        begin = index - 1 if before in ("last", "next", "this") else index
        day = self._resolved_weekday(index, number, before)
        return Moment(weekday=number, part=part, relative=begin != index, first=day, last=day), begin, end

    def _resolved_weekday(self, index: int, number: int, before: str) -> date | None:
        """Return the day a weekday means: the last one before or on the publication, the next one where the clause looks ahead."""
        if self.today is None:
            return None
        clause = self.words.lower[clause_start(self.words, index) : index]
        ahead = before == "next" or (before != "last" and any(word in _FUTURE for word in clause))
        if ahead:
            return self.today + timedelta(days=(number - self.today.weekday()) % 7)
        if before == "last" and self.today.weekday() == number:
            return self.today - timedelta(days=7)
        return self.today - timedelta(days=(self.today.weekday() - number) % 7)

    def _relative(self, index: int) -> tuple[Moment, int, int] | None:
        words = self.words
        word, after = words.lower[index], words.at(index + 1)
        if word in ("yesterday", "today", "tomorrow", "tonight"):
            shift = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}[word]
            if word == "today" and after in ("'s",):
                return None
            part, end = ("night", index + 1) if word == "tonight" else (None, index + 1)
            if after in PARTS and word != "tonight":
                part, end = after, index + 2
            day = self.today + timedelta(days=shift) if self.today else None
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
            return self._period(index, word, after)
        return None

    def _period(self, index: int, word: str, after: str) -> tuple[Moment, int, int] | None:
        words = self.words
        if word == "earlier":
            if after != "this" or words.at(index + 2) not in ("week", "month", "year"):
                return None
            found = self._period(index + 1, "this", words.lower[index + 2])
            return (found[0], index, found[2]) if found else None
        today = self.today
        step = {"last": -1, "this": 0, "next": 1}[word]
        end = index + 2
        if after in PARTS:
            day = today + timedelta(days=step) if today else None
            return Moment(part=after, relative=True, first=day, last=day), index, end
        if after == "year":
            first = date(self.year + step, 1, 1) if self.year else None
            last = date(self.year + step, 12, 31) if self.year else None
            return Moment(relative=True, first=first, last=last), index, end
        if after == "month":
            if not self.year or not self.month:
                return Moment(relative=True), index, end
            year, month = divmod(self.year * 12 + self.month - 1 + step, 12)
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
            first_day = monday + timedelta(days=7 * step + (4 if step >= 0 else 4))
        return Moment(relative=True, first=first_day, last=last_day), index, end

    def _ago(self, index: int) -> tuple[Moment, int, int] | None:
        """Read "two days ago", "a week ago"; months and years are known only to half a unit."""
        words = self.words
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
        if self.today is None:
            return Moment(relative=True), index, index + 3
        days = times * _UNITS[unit]
        slack = 0 if unit.startswith("day") else _UNITS[unit] // 2 + 1
        low, high = self.today.toordinal() - days - slack, self.today.toordinal() - days + slack
        if low < 1:
            return Moment(relative=True), index, index + 3
        return Moment(relative=True, first=date.fromordinal(low), last=date.fromordinal(high)), index, index + 3


_RELATIVE = frozenset({"yesterday", "today", "tomorrow", "tonight", "last", "this", "next", "earlier"})
_MAY_BEGIN = (
    frozenset(MONTHS) | frozenset(_SHORT_MONTHS) | frozenset(WEEKDAYS) | frozenset(_SHORT_WEEKDAYS) | _RELATIVE
    | frozenset(ONES) | frozenset({"a", "an", "several", "'", "’"})
)  # fmt: skip


def find_dates(words: Words, taken: bytearray, *, published: str | None) -> list[Fact]:
    """Find the dates of a sentence, in order, and mark their words in `taken`."""
    reader = _Reader(words, published)
    facts: list[Fact] = []
    done = 0
    for index, word in enumerate(words.lower):
        if index < done or taken[index] or not (word in _MAY_BEGIN or "0" <= word[0] <= "9"):
            continue
        found = reader.at(index)
        if found is None:
            continue
        moment, begin, end = found
        done = end
        before = words.at(begin - 1)
        facts.append(
            Fact(
                "date",
                Moment(
                    moment.year, moment.month, moment.day, moment.weekday, moment.part, _BOUNDS.get(before), moment.relative,
                    _dates_a_statement(words, begin, end), moment.first, moment.last,
                ),
                words.starts[begin],
                words.ends[end - 1],
            )
        )  # fmt: skip
        taken[begin:end] = b"\x01" * (end - begin)
    return facts


def _dates_a_statement(words: Words, begin: int, end: int) -> bool:
    """Whether the nearest verb of the clause is one of saying: "police said on Monday", "said Monday that"."""
    return any(
        stem(words.lower[index]) in _SAYING and not words.written[index][0].isupper()
        for index in range(max(clause_start(words, begin, most=4), 0), begin)
    ) or words.at(end) in ("that", "statement", "interview")
