"""A sentence cut into plain words, words that clash, and words that only it has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from app.comparison.types import Sentence, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a sentence."""

    text: str
    clash: bool
    added: bool = False  # only this sentence of a pair says so


def cut(sentence: Sentence, clashes: Iterable[Span], added: Iterable[Span] = ()) -> tuple[Piece, ...]:
    """The sentence's text in order, nothing lost; spans are offsets into the article and may overlap.

    A word that clashes and is added is shown as one that clashes.
    """
    marks = [(start, end, True) for start, end in _within(sentence, clashes)]
    marks += [(start, end, False) for start, end in _within(sentence, added)]
    edges = sorted({sentence.start, sentence.end, *(edge for start, end, _ in marks for edge in (start, end))})
    pieces: list[Piece] = []
    for start, end in pairwise(edges):
        over = {clash for first, last, clash in marks if first <= start and end <= last}
        text = sentence.text[start - sentence.start : end - sentence.start]
        piece = Piece(text, clash=True in over, added=over == {False})
        if pieces and (pieces[-1].clash, pieces[-1].added) == (piece.clash, piece.added):
            piece = replace(piece, text=pieces.pop().text + text)
        pieces.append(piece)
    return tuple(pieces)


def _within(sentence: Sentence, spans: Iterable[Span]) -> list[Span]:
    cut_off = ((max(start, sentence.start), min(end, sentence.end)) for start, end in spans)
    return [(start, end) for start, end in cut_off if start < end]
