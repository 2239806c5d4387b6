"""Cuts a text into sentences with exact offsets: the units that are compared, linked and marked on the page."""

from __future__ import annotations

from app.comparison.boundaries import sentence_ends
from app.comparison.lines import blocks
from app.comparison.types import Sentence


def split(text: str) -> tuple[Sentence, ...]:
    """Cut a text into its sentences, in order.

    `text[start:end]` is a sentence's text and has no white space (`str.isspace`) at either end. Sentences are disjoint,
    and every character that is not white space is in one. None crosses a blank line: `paragraph` counts, from 0, what
    blank lines (or U+2029) separate. Empty for white space alone. Linear in the length of the text.
    """
    sentences: list[Sentence] = []
    for block in blocks(text):
        inside = text[block.start : block.end]
        start = 0
        for end in sentence_ends(inside):
            piece = inside[start:end]
            first = block.start + start + len(piece) - len(piece.lstrip())
            last = first + len(piece.strip())
            if first < last:
                sentences.append(Sentence(len(sentences), first, last, block.paragraph, text[first:last]))
            start = end
    return tuple(sentences)
