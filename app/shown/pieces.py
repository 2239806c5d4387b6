"""A sentence cut into plain words, words that clash, words that only it has, and words that were looked for."""

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
    hit: bool = False  # the reader looks for it


def cut(
    sentence: Sentence, clashes: Iterable[Span], added: Iterable[Span] = (), hits: Iterable[Span] = ()
) -> tuple[Piece, ...]:
    """The sentence's text in order, nothing lost; spans are offsets into the article and may overlap.

    A word that clashes and is added is shown as one that clashes.
    """
    kinds = {"clash": _within(sentence, clashes), "added": _within(sentence, added), "hit": _within(sentence, hits)}
    marks = [(start, end, kind) for kind, spans in kinds.items() for start, end in spans]
    edges = sorted({sentence.start, sentence.end, *(edge for start, end, _ in marks for edge in (start, end))})
    pieces: list[Piece] = []
    for start, end in pairwise(edges):
        over = {kind for first, last, kind in marks if first <= start and end <= last}
        text = sentence.text[start - sentence.start : end - sentence.start]
        piece = Piece(text, "clash" in over, added="added" in over and "clash" not in over, hit="hit" in over)
        if pieces and _look(pieces[-1]) == _look(piece):
            piece = replace(piece, text=pieces.pop().text + text)
        pieces.append(piece)
    return tuple(pieces)


def _look(piece: Piece) -> tuple[bool, bool, bool]:
    return piece.clash, piece.added, piece.hit


def _within(sentence: Sentence, spans: Iterable[Span]) -> list[Span]:
    cut_off = ((max(start, sentence.start), min(end, sentence.end)) for start, end in spans)
    return [(start, end) for start, end in cut_off if start < end]
