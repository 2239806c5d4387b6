"""Keeps account of how much of two articles is told, so that short quotations cannot be put together into a text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Literal

from app.comparison.types import Span

SideName = Literal["left", "right"]

LONGEST = 25  # words of either article told in a row, whichever quotations they come from (the issue of sharing)
APART = 5  # words between two places that are told; nearer ones count as one, which a guess could join
WHOLE = 2  # at most half of an article is told, however short it is
PART = 5  # at most a fifth of it, as soon as that is more than
FEW = 100  # words: four quotations at their longest, so that short articles have some too
ECHO = 3  # words in a row that two places share are told of both; fewer are shared by any two reports of one event

# Scripts that put no space between words count a letter as a word; 24 is longer than all but a few English words.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]{{1,24}}|(?<!\S)[^\w\s]+(?!\S)")
UNIT = re.compile(rf"[{_UNSPACED}][^\w\s]*|[^\s{_UNSPACED}]+")  # what a quotation never cuts

_Places = dict[SideName, set[int]]


def count_words(text: str) -> int:
    """Words as counted here: numbers, parts of words with a hyphen and dashes that stand alone are one each."""
    return sum(1 for _ in WORD.finditer(text))


class Telling:
    """What is told of two articles so far. Whatever is asked, its limits hold in both articles together."""

    def __init__(self, left: str, right: str) -> None:
        self._texts: dict[SideName, _Text] = {"left": _Text(left), "right": _Text(right)}

    def room(self, side: SideName) -> int:
        """How many more words of one article may be told, wherever they stand."""
        return self._texts[side].room

    def tell(self, spans: Mapping[SideName, Span]) -> bool:
        """Tell the words of these spans of the articles, unless a limit forbids it; whether they all are told now."""
        places: _Places = {"left": set(), "right": set()}
        for side, span in spans.items():
            own = self._texts[side].between(span)
            places[side].update(own)
            for other, found in self._echoes([self._texts[side].keys[place] for place in own]).items():
                places[other] |= found
        return self._add(places)

    def tell_words(self, words: str) -> bool:
        """Tell words that may or may not stand in an article, such as a headline; whether they are told now."""
        return self._add(self._echoes(_keys(words)))

    def _echoes(self, keys: list[str]) -> _Places:
        """Where these words stand in either article, as far as ECHO of them follow each other there."""
        found: _Places = {"left": set(), "right": set()}
        for start in range(len(keys) - ECHO + 1):
            run = tuple(keys[start : start + ECHO])
            for side, text in self._texts.items():
                for place in text.runs.get(run, ()):
                    found[side].update(range(place, place + ECHO))
        return found

    def _add(self, places: _Places) -> bool:
        if not all(self._texts[side].may_add(added) for side, added in places.items()):
            return False
        for side, added in places.items():
            self._texts[side].add(added)
        return True


class _Text:
    """One article's words, and which of them are told."""

    def __init__(self, text: str) -> None:
        found = list(WORD.finditer(text))
        self.keys = [word.group().casefold() for word in found]
        self._starts = [word.start() for word in found]
        self._ends = [word.end() for word in found]
        self.runs: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for place in range(len(self.keys) - ECHO + 1):
            self.runs[tuple(self.keys[place : place + ECHO])].append(place)
        self._told: set[int] = set()
        self._most = min(len(found) // WHOLE, max(FEW, len(found) // PART))

    @property
    def room(self) -> int:
        """Words that may yet be told."""
        return self._most - len(self._told)

    def between(self, span: Span) -> range:
        """The places of the words that `span` touches, in order."""
        return range(bisect_right(self._ends, span[0]), bisect_left(self._starts, span[1]))

    def may_add(self, places: set[int]) -> bool:
        """Whether all limits still hold with `places` told, too."""
        new = places - self._told
        if len(new) > self.room:
            return False
        return all(self._row(place, places) <= LONGEST for place in new)

    def add(self, places: set[int]) -> None:
        """Note that these are told."""
        self._told |= places

    def _row(self, place: int, more: set[int]) -> int:
        """How many words there are from the first to the last that is told around `place`; ends beyond LONGEST."""
        ends = []
        for step in (-1, 1):
            at = end = place
            while abs(at - end) < APART and abs(end - place) <= LONGEST:
                at += step
                if at in self._told or at in more:
                    end = at
            ends.append(end)
        return ends[1] - ends[0] + 1


def _keys(text: str) -> list[str]:
    return [word.group().casefold() for word in WORD.finditer(text)]


def units(text: str, span: Span) -> Iterator[Span]:
    """The pieces of `text` within `span` that a quotation never cuts: words with the marks that touch them."""
    return (found.span() for found in UNIT.finditer(text, *span))
