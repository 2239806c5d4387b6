"""A regular expression's work, counted: an engine that backtracks as Python's does, and counts every step it takes."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from re import _compiler, _parser  # type: ignore[attr-defined]  # what `re` itself is made of, untyped
from typing import Any

Text = str | bytes
Then = Callable[[int], int]  # what is to match from here; where that ends, or NO
Matcher = Callable[[int, Then], int]
NO = -1
DEEP = 200_000  # calls within calls; they take no C stack
ONE = {"LITERAL", "NOT_LITERAL", "ANY", "IN"}
HERE = {"AT"}


class TooManySteps(Exception):
    """More than were allowed."""


class Counted:
    """One pattern, searched through a text from its beginning to its end, as `finditer` does."""

    def __init__(self, pattern: re.Pattern[Any]) -> None:
        self.tree = _parser.parse(pattern.pattern, pattern.flags)
        self.flags = pattern.flags
        self.steps = 0
        self.most = 0
        self.text: Text = ""
        self.groups: dict[int, tuple[int, int]] = {}
        self.match = self._all(self.tree)

    def spans(self, text: Text, *, most: int, anchored: bool = False) -> list[tuple[int, int]]:
        """Where it is found; `anchored`, at the beginning or nowhere. Raises TooManySteps."""
        before = sys.getrecursionlimit()
        sys.setrecursionlimit(max(before, DEEP))
        try:
            return self._spans(text, most=most, anchored=anchored)
        finally:
            sys.setrecursionlimit(before)

    def _spans(self, text: Text, *, most: int, anchored: bool) -> list[tuple[int, int]]:
        self.text, self.steps, self.most = text, 0, most
        found: list[tuple[int, int]] = []
        at, onward = 0, False  # onward: an empty match was found here, the next must not be
        while at <= len(text):
            self.groups = {}
            end = self.match(at, _anywhere_but(at) if onward else _anywhere)
            if end == NO:
                at, onward = at + 1, False
            else:
                found.append((at, end))
                at, onward = end, end == at
            if anchored:
                break
        return found

    def _step(self) -> None:
        self.steps += 1
        if self.steps > self.most:
            raise TooManySteps

    def _all(self, nodes: Sequence[Any]) -> Matcher:
        parts = [self._one(node) for node in nodes]

        def match(at: int, then: Then) -> int:
            return self._from(parts, 0, at, then)

        return match

    def _from(self, parts: Sequence[Matcher], number: int, at: int, then: Then) -> int:
        if number == len(parts):
            return then(at)
        return parts[number](at, lambda place: self._from(parts, number + 1, place, then))

    def _one(self, node: Any) -> Matcher:
        name, given = str(node[0]), node[1]
        if name in ONE | HERE:
            return self._simple(node)
        made: Matcher = getattr(self, f"_{name.lower()}")(given)
        return made

    def _simple(self, node: Any) -> Matcher:
        """One character or one place: asked of the real engine, which cannot go wrong on these."""
        alone = _compiler.compile(_parser.SubPattern(self.tree.state, [node]), self.flags)

        def match(at: int, then: Then) -> int:
            self._step()
            found = alone.match(self.text, at)
            return NO if found is None else then(found.end())

        return match

    def _branch(self, given: Any) -> Matcher:
        ways = [self._all(way) for way in given[1]]

        def match(at: int, then: Then) -> int:
            for way in ways:
                self._step()
                if (end := way(at, then)) != NO:
                    return end
            return NO

        return match

    def _subpattern(self, given: Any) -> Matcher:
        group, _, _, inside = given
        body = self._all(inside)

        def match(at: int, then: Then) -> int:
            before = self.groups.get(group)

            def close(place: int) -> int:
                if group is not None:
                    self.groups[group] = (at, place)
                return then(place)

            end = body(at, close)
            if end == NO and before is not None:
                self.groups[group] = before
            return end

        return match

    def _max_repeat(self, given: Any) -> Matcher:
        least, most, inside = given
        body = self._all(inside)

        def again(at: int, then: Then, count: int, last: int) -> int:
            self._step()
            if count < most and not (count >= least and at == last):
                end = body(at, lambda place: again(place, then, count + 1, at))
                if end != NO:
                    return end
            return then(at) if count >= least else NO

        return lambda at, then: again(at, then, 0, NO)

    def _min_repeat(self, given: Any) -> Matcher:
        least, most, inside = given
        body = self._all(inside)

        def again(at: int, then: Then, count: int, last: int) -> int:
            self._step()
            if count >= least and (end := then(at)) != NO:
                return end
            if count < most and not (count >= least and at == last):
                return body(at, lambda place: again(place, then, count + 1, at))
            return NO

        return lambda at, then: again(at, then, 0, NO)

    def _possessive_repeat(self, given: Any) -> Matcher:
        greedy = self._max_repeat(given)
        return self._kept(greedy)

    def _atomic_group(self, given: Any) -> Matcher:
        return self._kept(self._all(given))

    def _kept(self, inside: Matcher) -> Matcher:
        def match(at: int, then: Then) -> int:
            end = inside(at, _anywhere)
            return NO if end == NO else then(end)

        return match

    def _assert(self, given: Any) -> Matcher:
        return self._look(given, wanted=True)

    def _assert_not(self, given: Any) -> Matcher:
        return self._look(given, wanted=False)

    def _look(self, given: Any, *, wanted: bool) -> Matcher:
        direction, inside = given
        body = self._all(inside)
        back = inside.getwidth()[0] if direction < 0 else 0

        def match(at: int, then: Then) -> int:
            self._step()
            there = at >= back and body(at - back, _anywhere) != NO
            return then(at) if there == wanted else NO

        return match

    def _groupref(self, given: Any) -> Matcher:
        def match(at: int, then: Then) -> int:
            self._step()
            if given not in self.groups:
                return NO
            said = self.text[slice(*self.groups[given])]
            return then(at + len(said)) if self.text[at : at + len(said)] == said else NO

        return match


def _anywhere(place: int) -> int:
    return place


def _anywhere_but(here: int) -> Then:
    return lambda place: NO if place == here else place


def steps(pattern: re.Pattern[Any], text: Text, *, most: int, anchored: bool = False) -> int:
    """How many steps it takes to find all of `pattern` in `text`; `most` where there are more."""
    counted = Counted(pattern)
    try:
        counted.spans(text, most=most, anchored=anchored)
    except TooManySteps:
        return most
    return counted.steps
