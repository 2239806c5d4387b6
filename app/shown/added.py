"""What only one sentence of a matched pair says, as spans into the articles."""

from __future__ import annotations

from collections.abc import Sequence

from app.comparison.excerpt import CUT
from app.comparison.types import Comparison, Link, Sentence, Span
from app.comparison.wording import additions

Added = tuple[tuple[Span, ...], tuple[Span, ...]]
NOTHING: Added = ((), ())


def added(comparison: Comparison, link: Link) -> Added:
    """What each side of a match in part adds. Nothing in a full match, where other words add nothing, or a conflict."""
    if link.relation != "match" or link.degree != "partial":
        return NOTHING
    left, right = comparison.left.sentences[link.left], comparison.right.sentences[link.right]
    if any(text.startswith(CUT) or text.endswith(CUT) for text in (left.text, right.text)):
        return NOTHING  # in an excerpt, who knows what else it says
    ours, theirs = additions(left.text, right.text)
    return _moved(ours, left), _moved(theirs, right)


def in_all(spans: Sequence[Sequence[Span]]) -> tuple[Span, ...]:
    """What is in every one of the lists of spans: what a sentence adds to all of its partners."""
    if not spans:
        return ()
    common = list(spans[0])
    for others in spans[1:]:
        met = ((max(a, c), min(b, d)) for a, b in common for c, d in others)
        common = [(start, end) for start, end in met if start < end]
    return tuple(common)


def _moved(spans: Sequence[Span], sentence: Sentence) -> tuple[Span, ...]:
    return tuple((start + sentence.start, end + sentence.start) for start, end in spans)
