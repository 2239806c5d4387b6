"""Finds what stands between quotation marks or brackets, so that a sentence is not cut in the middle of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Each mark that opens, followed by those that may close it.
_PAIRS = "“” „“” ‟” ”” «» »« ‹› ›‹ 「」 『』 《》 \"\" ‘’ ‚‘’ '' () [] {} （） 【】".split()
_CLOSERS = {pair[0]: pair[1:] for pair in _PAIRS}
_BRACKETS = "([{（【"
_ENDING = "”’»›」』》)]}）】"  # closes where nothing is open too
_MARK = re.compile("[“”„‟«»‹›「」『』《》\"‘’‚'()\\[\\]{}（）【】]")
MARKS = '“”„‟«»‹›「」『』《》"‘‚()[]{}（）【】'  # those that are never part of a word


@dataclass(frozen=True, slots=True)
class Span:
    """From the mark that opens to behind the one that closes."""

    start: int
    end: int
    bracket: bool


@dataclass(frozen=True, slots=True)
class Quotations:
    """The outermost spans of a text, in order and disjoint, and the places of all marks that close."""

    spans: tuple[Span, ...]
    closing: frozenset[int]


def find_quotations(text: str) -> Quotations:
    """Pair the marks of a paragraph in one pass. What is opened and never closed is no span."""
    spans: list[Span] = []
    closing: set[int] = set()
    opened: list[tuple[int, str]] = []
    for found in _MARK.finditer(text):
        at, mark = found.start(), found.group()
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        if mark in "'’" and before.isalnum() and after.isalnum():
            continue  # an apostrophe
        depth = _closed_by(opened, mark, before, after)
        if depth is not None:
            start, opener = opened[depth]
            del opened[depth:]
            closing.add(at)
            while spans and spans[-1].start > start:
                spans.pop()
            spans.append(Span(start, at + 1, opener in _BRACKETS))
        elif _opens(mark, before, after):
            # The same mark opened twice: the first one was never closed, as in quotations over several paragraphs.
            opened = [(place, other) for place, other in opened if other != mark]
            opened.append((at, mark))
        elif mark in _ENDING or not before.isspace():
            closing.add(at)
    return Quotations(tuple(spans), frozenset(closing))


def _closed_by(opened: list[tuple[int, str]], mark: str, before: str, after: str) -> int | None:
    """The index of what `mark` closes, None where it closes nothing."""
    for depth in range(len(opened) - 1, -1, -1):
        if mark in _CLOSERS[opened[depth][1]]:
            if mark == '"' and before.isspace() and after.isupper():
                return None  # opens: the quotation before it was not closed
            if mark in "'’" and (before.isspace() or after.isalnum()):
                return None  # ’90s
            return depth
    return None


def _opens(mark: str, before: str, after: str) -> bool:
    if mark in "\"'»›”":
        return not (before.isalnum() or before in ".,!?…") and not after.isspace()
    return mark in _CLOSERS
