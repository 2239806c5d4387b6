"""A sentence cut into plain words and words that clash."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.comparison.types import Sentence, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a sentence."""

    text: str
    clash: bool


def cut(sentence: Sentence, spans: Iterable[Span]) -> tuple[Piece, ...]:
    """The sentence's text in order, nothing lost; spans are offsets into the article and may overlap."""
    pieces: list[Piece] = []
    at = sentence.start
    for start, end in sorted(spans):
        start, end = max(start, at), min(end, sentence.end)
        if start >= end:
            continue
        pieces += [_piece(sentence, at, start, clash=False), _piece(sentence, start, end, clash=True)]
        at = end
    pieces.append(_piece(sentence, at, sentence.end, clash=False))
    return tuple(piece for piece in pieces if piece.text)


def _piece(sentence: Sentence, start: int, end: int, *, clash: bool) -> Piece:
    return Piece(sentence.text[start - sentence.start : end - sentence.start], clash)
