"""A sentence cut into plain words, words that clash, words that only it has, and words that were looked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from app.comparison.types import Sentence, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a sentence."""

    text: str
    clash: bool
    added: bool = False  # only this sentence of a pair says so
    hit: bool = False  # the reader looks for it


def cut(
    sentence: Sentence, clashes: Collection[Span], added: Collection[Span] = (), hits: Collection[Span] = ()
) -> tuple[Piece, ...]:
    """The sentence's text in order, nothing lost; spans are offsets into the article and may overlap.

    A word that clashes and is added is shown as one that clashes.
    """
    if not sentence.text:
        return ()
    if not clashes and not added and not hits:  # most of a long page
        return (Piece(sentence.text, clash=False),)
    kinds = {"clash": _within(sentence, clashes), "added": _within(sentence, added), "hit": _within(sentence, hits)}
    marks = [(start, end, kind) for kind, spans in kinds.items() for start, end in spans]
    edges = sorted({sentence.start, sentence.end, *(edge for start, end, _ in marks for edge in (start, end))})
    pieces: list[Piece] = []
    for start, end in pairwise(edges):
        over = {kind for first, last, kind in marks if first <= start and end <= last}
        text = sentence.text[start - sentence.start : end - sentence.start]
        clash, hit = "clash" in over, "hit" in over
        only = "added" in over and not clash
        if pieces and (pieces[-1].clash, pieces[-1].added, pieces[-1].hit) == (clash, only, hit):
            text = pieces.pop().text + text
        pieces.append(Piece(text, clash, only, hit))
    return tuple(pieces)


def _within(sentence: Sentence, spans: Collection[Span]) -> list[Span]:
    cut_off = ((max(start, sentence.start), min(end, sentence.end)) for start, end in spans)
    return [(start, end) for start, end in cut_off if start < end]
