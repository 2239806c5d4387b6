"""Which words of a sentence clash most, from what the judge says of each of its tokens."""

from __future__ import annotations

from collections.abc import Sequence

from app.comparison.types import Floats, Span

NEIGHBOUR = 0.5  # words beside the ones that clash most belong to them from this share of their probability
LONGEST_WORDS = 60  # characters of the words that are named, as many as a phrase has (app/comparison/reasons.py)


def clashing(text: str, spans: Sequence[Span], marks: Floats) -> tuple[float, Span | None]:
    """The words that clash most, with their probability; none in a text without tokens.

    Args:
        text: a sentence.
        spans: of its tokens, in order.
        marks: (tokens,) probabilities that the token's word clashes.
    """
    if not len(marks):
        return 0.0, None
    best = int(marks.argmax())
    most = float(marks[best])
    start, end = spans[best]
    for step in (-1, 1):
        n = best + step
        while 0 <= n < len(marks) and marks[n] >= NEIGHBOUR * most:
            wider = min(start, spans[n][0]), max(end, spans[n][1])
            if wider[1] - wider[0] > LONGEST_WORDS:
                break
            start, end = wider
            n += step
    while start and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return most, (start, end)
