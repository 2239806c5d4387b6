"""What a fact can say: one small frozen value for each kind, so that facts of two sentences can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

FactKind = Literal["number", "date", "time", "place", "name", "negation", "attribution", "hedge"]
Form = Literal["count", "measure", "fraction", "rank", "age", "magnitude"]
Sort = Literal["person", "place", "organisation", "identifier", "unknown"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it was said: every value from `low` to `high` is what the words allow.

    `low == high` for an exact figure. `step` is the worth of its last stated digit (100 for "1,500", 0.1 million for
    "1.2 million"), 0 where the words give a range. `unit` is a base unit ("m", "kg", "s", "percent", "USD") and low,
    high, step are in it; None for bare counts.
    """

    low: float
    high: float
    step: float
    form: Form
    unit: str | None = None
    counted: str | None = None  # stem of what is counted: "peopl", "villag"; None where the words do not say
    role: str | None = None  # what befell them: "killed", "injured", "missing", "arrested", ...
    part: bool = False  # the words make it a part of another figure: "another six", "six of them", "six and 40 more"
    approximate: bool = False  # "about", "nearly", "dozens"; also true of bounds such as "at least"


@dataclass(frozen=True, slots=True)
class Score:
    """A result such as 3-1 or 6-4, 7-5: points in the order written."""

    points: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A calendar date as far as it is said; `first` to `last` are the days it can mean, None where that is unknown."""

    year: int | None = None
    month: int | None = None  # 1 to 12
    day: int | None = None  # 1 to 31
    weekday: int | None = None  # 0 is Monday
    part: str | None = None  # "morning", "night", ...
    bound: str | None = (
        None  # "by", "since", "until", "before", "after", "from"; None where something is simply on that day
    )
    relative: bool = False  # "yesterday", "last week"
    placed: bool = False  # a preposition leads to it: "in 2012", not "the 2012 election"
    saying: bool = False  # it dates a statement, not an event: "police said on Monday"
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: minutes after midnight from `low` to `high`; `high` is above 1440 where it passes midnight."""

    low: int
    high: int
    exact: bool
    zone: str | None = None  # "gmt", "est", "local", ...
    bound: str | None = None  # "by", "before", "after", "until", "since", "from"


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name. `words` are lower-cased, without titles and possessives; `key` is what two mentions share.

    The key is the last word of a person's name, all words of another's; a country's for its adjective
    ("french" has the key "france").
    """

    words: tuple[str, ...]
    key: str
    sort: Sort
    title: str | None = None  # "mayor", "president", "spokesman"
    inside: str | None = None  # of a known place: the country it lies in


@dataclass(frozen=True, slots=True)
class Negation:
    """A denial or its like: `cue` is its word, `scope` the stems of the one to four content words that it governs."""

    cue: str
    scope: tuple[str, ...]
    reported: bool = False  # somebody's denial ("denied", "rejected"), not the writer's "not"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it. `key` is the last word of the speaker's name or noun, lower-cased; `quoted` tells direct speech."""

    key: str
    verb: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Hedge:
    """A word by which the writer steps back: "allegedly", "reportedly", "may have"."""

    cue: str


Value = Quantity | Score | Moment | Clock | Name | Negation | Speaker | Hedge


@dataclass(frozen=True, slots=True)
class Fact:
    """Something checkable that a sentence says; `text[start:end]` are the words, offsets are within that sentence."""

    kind: FactKind
    value: Value
    start: int
    end: int
