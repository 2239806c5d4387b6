"""Finds words in an article as a reader means them: whatever their case, accents, quotes, dashes and spaces."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from app.comparison.types import Comparison, Side, Span
from app.shown.articles import LETTERS, SideName, anchor

MOST = 200  # characters of a query; longer than any phrase that one looks for
PLACES = 30  # links to sentences that are listed, about two lines; the marks show the others
_ALIKE = str.maketrans("‘’‚‛′“”„‟″‐‑‒–—―−", "'''''\"\"\"\"\"-------")


@dataclass(frozen=True, slots=True)
class Place:
    """The way to a sentence in which something was found."""

    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Search:
    """What was asked for, and where it is; nothing where nothing was asked for."""

    query: str
    said: str
    places: tuple[Place, ...]
    more: int  # sentences beyond those listed


def wanted_words(asked: str | None) -> str:
    """What an address asks for, its spaces put right; empty for nothing."""
    return " ".join((asked or "")[:MOST].split())


def found_in(text: str, query: str) -> list[Span]:
    """Where the query stands in a text, in order, none overlapping; empty for an empty query."""
    wanted = "".join(_fold(query)[0]).strip()
    if not wanted:
        return []
    folded, reach = _fold(text)
    whole = "".join(folded)
    spans = []
    at = whole.find(wanted)
    while at >= 0:
        spans.append((reach[at][0], reach[at + len(wanted) - 1][1]))
        at = whole.find(wanted, at + len(wanted))
    return spans


def hits(side: Side, query: str) -> dict[int, list[Span]]:
    """The spans into the article's text, by the index of the sentence; sentences without any are left out."""
    found = {
        sentence.index: [(sentence.start + start, sentence.start + end) for start, end in spans]
        for sentence in side.sentences
        if (spans := found_in(sentence.text, query))
    }
    return found if query else {}


def searched(comparison: Comparison, query: str) -> Search:
    """The answer in words, and the ways to it."""
    if not query:
        return Search("", "", (), 0)
    by_side: list[tuple[SideName, dict[int, list[Span]]]] = [
        ("left", hits(comparison.left, query)),
        ("right", hits(comparison.right, query)),
    ]
    counts = [sum(map(len, found.values())) for _, found in by_side]
    places = [
        Place(f"#{anchor(side, index)}", f"{LETTERS[side]} {index + 1}") for side, found in by_side for index in found
    ]
    return Search(query, _said(counts), tuple(places[:PLACES]), max(0, len(places) - PLACES))


def _said(counts: Sequence[int]) -> str:
    if not any(counts):
        return "Found in neither article."
    return f"{sum(counts):,} found: {counts[0]:,} in A, {counts[1]:,} in B."


def _fold(text: str) -> tuple[list[str], list[Span]]:
    """The characters as they are compared, and which of the text each stands for. The page's scripts do the same."""
    folded: list[str] = []
    reach: list[Span] = []
    for at, character in enumerate(text):
        kept = [
            letter
            for letter in unicodedata.normalize("NFKD", character).lower().translate(_ALIKE)
            if unicodedata.category(letter) not in ("Mn", "Cf")
        ]
        blank = character.isspace()
        if blank and folded and folded[-1] == " ":
            kept = []
        if not kept:  # an accent, a joiner, one more space: it belongs to what stands before it
            if reach:
                reach[-1] = (reach[-1][0], at + 1)
            continue
        for letter in [" "] if blank else kept:
            folded.append(letter)
            reach.append((at, at + 1))
    return folded, reach
