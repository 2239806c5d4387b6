"""What it is for two facts to clash or to agree, and how near their surroundings are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from app.comparison.facts.words import content_stems, read_words
from app.comparison.types import ReasonKind, Span


@dataclass(frozen=True, slots=True)
class Clash:
    """Words of two sentences that can hardly both be true; spans are offsets within each sentence, None where one
    is silent.

    `strength`, 0 to 1, is how surely it is a conflict if both sentences speak of the same event. `may_be_update`: a
    figure of a
    kind that changes while news comes in.
    """

    kind: ReasonKind
    left: Span | None
    right: Span | None
    note: str
    strength: float
    may_be_update: bool = False

    def swapped(self) -> Clash:
        """The same clash with its sides exchanged; the note is left as it is."""
        return replace(self, left=self.right, right=self.left)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Words of two sentences that say the same fact; spans are offsets within each sentence."""

    kind: ReasonKind
    left: Span
    right: Span
    note: str


_WINDOW = 6  # words on either side that count as a fact's surroundings


@lru_cache(maxsize=1 << 12)
def _offsets(text: str) -> tuple[tuple[int, int, str], ...]:
    words = read_words(text)
    return tuple((words.starts[index], index, found) for index, found in content_stems(text))


@lru_cache(maxsize=1 << 13)
def surroundings(text: str, span: Span, window: int = _WINDOW) -> frozenset[str]:
    """Return the stems of the content words near a span, without the span's own and without numbers.

    `window` is how many words away on either side still count.
    """
    offsets = _offsets(text)
    inside = [place for place, (start, _, _) in enumerate(offsets) if span[0] <= start < span[1]]
    if inside:
        low, high = offsets[inside[0]][1], offsets[inside[-1]][1]
    else:
        before = [index for start, index, _ in offsets if start < span[0]]
        low = high = before[-1] if before else 0
    return frozenset(
        found
        for start, index, found in offsets
        if low - window <= index <= high + window and not span[0] <= start < span[1] and not found[0].isdigit()
    )


def nearness(left: frozenset[str], right: frozenset[str]) -> float:
    """Return how far two facts' surroundings speak of the same: 0.3 for no common word, 0.7 for one, 1 for two or
    more."""
    return (0.3, 0.7, 1.0)[min(2, len(left & right))]


def slot(left_text: str, left: Span, right_text: str, right: Span) -> int:
    """Return how many neighbours two spans share, 0 to 2: the content word before and the one after, 2 when both
    are the same."""
    one, two = _neighbours(left_text, left), _neighbours(right_text, right)
    return sum(first is not None and first == second for first, second in zip(one, two, strict=True))


@lru_cache(maxsize=1 << 13)  # a fact is held against those of some ten sentences
def _neighbours(text: str, span: Span) -> tuple[str | None, str | None]:
    before = after = None
    for start, _, found in _offsets(text):
        if start < span[0]:
            before = found
        elif start >= span[1]:
            after = found
            break
    return before, after


def against(left: str, right: str) -> str:
    """Say which words clash, for the reader."""
    return f"{' '.join(left.split())} against {' '.join(right.split())}"


def strongest(found: Iterable[Clash]) -> tuple[Clash, ...]:
    """Order clashes by strength, then by place; of several on the same words the strongest stays."""
    best: dict[tuple[Span | None, Span | None], Clash] = {}
    for clash in found:
        key = clash.left, clash.right
        if key not in best or (clash.strength, clash.kind) > (best[key].strength, best[key].kind):
            best[key] = clash
    return tuple(
        sorted(
            best.values(),
            key=lambda clash: (-clash.strength, clash.left or (-1, -1), clash.right or (-1, -1), clash.kind),
        )
    )
