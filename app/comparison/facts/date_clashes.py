"""Holds dates against dates and times against times."""

from __future__ import annotations

from typing import Literal

from app.comparison.facts.clash import Agreement, Clash, against, nearness, slot, surroundings
from app.comparison.facts.values import Clock, Fact, Moment

Answer = Literal["same", "different", "open"]
_DAY = 1440  # minutes


def moments(left: Moment, right: Moment) -> Answer:
    """Tell whether two dates can be one and the same day or period; "open" where what is said does not decide."""
    if left.first and left.last and right.first and right.last:
        if left.first <= right.last and right.first <= left.last:
            return "same"
        if left.weekday is not None and left.weekday == right.weekday and (left.day is None or right.day is None):
            return "open"  # which week a bare weekday belongs to is a guess
        return "different"
    for one, two in ((left.year, right.year), (left.month, right.month)):
        if one is not None and two is not None and one != two:
            return "different"
    if left.month is not None and left.month == right.month and left.day is not None and right.day is not None:
        return "same" if left.day == right.day else "different"
    one_day, two_day = _weekday(left), _weekday(right)
    if one_day is not None and two_day is not None:
        return "same" if one_day == two_day else "different"
    if (left.month is not None and left.month == right.month) or (left.year is not None and left.year == right.year):
        return "same"
    return "open"


def _weekday(moment: Moment) -> int | None:
    if moment.weekday is not None:
        return moment.weekday
    # A year that is only guessed from the publication still gives the weekday where the day is near it.
    return moment.first.weekday() if moment.first is not None and moment.first == moment.last else None


def clocks(left: Clock, right: Clock) -> Answer:
    """Tell whether two times of day can be one; "open" where they are of different zones."""
    if (left.zone or "local") != (right.zone or "local"):
        return "open"
    for shift in (-_DAY, 0, _DAY):
        if left.low <= right.high + shift and right.low + shift <= left.high:
            return "same"
    if left.exact and right.exact:
        gap = abs(left.low - right.low) % _DAY
        if min(gap, _DAY - gap) <= 5 and (left.low % 15 == 0 or right.low % 15 == 0):
            return "same"  # 5:28 and half past five
    return "different"


_WINDOW = 12  # words; a date stands further from its verb than a number does
_FAR = 60  # days; reports of one event seldom differ by more, two events often


def _weight(left: Fact, right: Fact, near: float) -> float:
    """Return how surely two dates that differ are of one thing."""
    one, two = left.value, right.value
    if isinstance(one, Clock) and isinstance(two, Clock):
        if one.bound != two.bound or one.bound == "by":
            return 0.0
        return (0.75 if one.exact and two.exact else 0.6) * near
    if not (isinstance(one, Moment) and isinstance(two, Moment)) or one.bound != two.bound or one.bound == "by":
        return 0.0
    if one.saying != two.saying:
        return 0.1 * near
    weight = (0.3 if one.saying else 0.75) * near
    if _fine(one) != _fine(two):
        return 0.25 * weight  # "in 2012" and "on Thursday" date two things
    if (
        _fine(one)
        and one.first
        and two.first
        and abs((one.first - two.first).days) > _FAR
        and not (one.year and two.year)
    ):
        weight *= 0.4
    if not _fine(one) and not (one.placed and two.placed):
        weight *= 0.3  # in "the 2012 election" the year is part of a name
    return weight


def _fine(moment: Moment) -> bool:
    """Whether it is told to the day."""
    return (
        moment.day is not None
        or moment.weekday is not None
        or (moment.first is not None and moment.first == moment.last)
    )


def hold_dates(
    left: tuple[Fact, ...], left_text: str, right: tuple[Fact, ...], right_text: str
) -> tuple[list[Clash], list[Agreement]]:
    """Compare all dates and times of two sentences; one that agrees with any of the other side's clashes with none."""
    clashes: list[Clash] = []
    agreements: list[Agreement] = []
    for kind in ("date", "time"):
        left_facts = [fact for fact in left if fact.kind == kind]
        right_facts = [fact for fact in right if fact.kind == kind]
        if not left_facts or not right_facts:
            continue
        answers: dict[tuple[int, int], Answer] = {}
        for i, one in enumerate(left_facts):
            for j, two in enumerate(right_facts):
                answers[i, j] = _answer(one, two)
        settled_left = {i for (i, _), answer in answers.items() if answer == "same"}
        settled_right = {j for (_, j), answer in answers.items() if answer == "same"}
        crowd = max(1, max(len(left_facts), len(right_facts)) - 1)
        for (i, j), answer in answers.items():
            one, two = left_facts[i], right_facts[j]
            spans = (one.start, one.end), (two.start, two.end)
            if answer == "same":
                agreements.append(Agreement("date" if kind == "date" else "time", *spans, f"the same {kind}"))
            elif answer == "different" and i not in settled_left and j not in settled_right:
                near = nearness(surroundings(left_text, spans[0], _WINDOW), surroundings(right_text, spans[1], _WINDOW))
                if slot(left_text, spans[0], right_text, spans[1]) == 2:
                    near = 1.0
                unsure = any(answers[i, other] == "open" for other in range(len(right_facts))) or any(
                    answers[other, j] == "open" for other in range(len(left_facts))
                )
                strength = _weight(one, two, near) / crowd * (0.4 if unsure else 1.0)
                if strength > 0:
                    note = against(left_text[one.start : one.end], right_text[two.start : two.end])
                    clashes.append(Clash("date" if kind == "date" else "time", *spans, note, strength))
    return clashes, agreements


def _answer(left: Fact, right: Fact) -> Answer:
    one, two = left.value, right.value
    if isinstance(one, Moment) and isinstance(two, Moment):
        return moments(one, two)
    if isinstance(one, Clock) and isinstance(two, Clock):
        return clocks(one, two)
    return "open"
