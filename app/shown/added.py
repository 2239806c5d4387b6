"""What only one sentence of a matched pair says, as spans into the articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.comparison.excerpt import CUT
from app.comparison.types import Comparison, Link, Sentence, Span
from app.comparison.wording import Words, additions, words_of

Added = tuple[tuple[Span, ...], tuple[Span, ...]]
NOTHING: Added = ((), ())


def added(comparison: Comparison, links: Iterable[Link]) -> dict[tuple[int, int], Added]:
    """What each side of every match in part adds, by the indices of the pair.

    Nothing in a full match, where other words add nothing, or a conflict.
    """
    known: tuple[dict[int, Words], dict[int, Words]] = ({}, {})
    return {(link.left, link.right): _added(comparison, link, known) for link in links}


def in_all(spans: Sequence[Sequence[Span]]) -> tuple[Span, ...]:
    """What is in every one of the lists of spans: what a sentence adds to all of its partners."""
    if not spans:
        return ()
    common = list(spans[0])
    for others in spans[1:]:
        met = ((max(a, c), min(b, d)) for a, b in common for c, d in others)
        common = [(start, end) for start, end in met if start < end]
    return tuple(common)


def _added(comparison: Comparison, link: Link, known: tuple[dict[int, Words], dict[int, Words]]) -> Added:
    if link.relation != "match" or link.degree != "partial":
        return NOTHING
    left, right = comparison.left.sentences[link.left], comparison.right.sentences[link.right]
    if any(text.startswith(CUT) or text.endswith(CUT) for text in (left.text, right.text)):
        return NOTHING  # in an excerpt, who knows what else it says
    ours, theirs = additions(_words(left, known[0]), _words(right, known[1]))
    return _moved(ours, left), _moved(theirs, right)


def _words(sentence: Sentence, known: dict[int, Words]) -> Words:
    """Looked for once, however many pairs the sentence stands in."""
    if sentence.index not in known:
        known[sentence.index] = words_of(sentence.text)
    return known[sentence.index]


def _moved(spans: Sequence[Span], sentence: Sentence) -> tuple[Span, ...]:
    return tuple((start + sentence.start, end + sentence.start) for start, end in spans)
