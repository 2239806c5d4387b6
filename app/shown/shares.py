"""One picture of how much of each article the other shares: a bar for each, in parts as wide as they are many."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from app.comparison.types import Comparison, Link
from app.shown.articles import LETTERS, OTHER, SideName
from app.shown.caution import LEVELS
from app.shown.order import Ordered
from app.shown.states import BOTH, CONFLICT, PART, POSSIBLE, UNIQUE, State, strongest
from app.shown.words import count

# In the order of the bar: what is shared, what is disputed, what stands alone; and what the picture's words call it.
PARTS = (
    (BOTH, "told in {other} too"),
    (PART, "told there in part"),
    (CONFLICT, "in conflict"),
    (POSSIBLE, "in possible conflict"),
    (UNIQUE, "without counterpart"),
)
FITS_COUNT = 9.0  # percent of the bar from which on glyph and number fit, on a phone too (about 27 px of 300)
FITS_GLYPH = 5.0  # the same for the glyph alone


@dataclass(frozen=True, slots=True)
class Part:
    """The sentences of one state; `start` and `width` are percent of the bar."""

    state: State
    sentences: int
    start: float
    width: float

    @property
    def label(self) -> str:
        """What fits into it: the glyph and how many, the glyph, or nothing."""
        if self.width < FITS_GLYPH:
            return ""
        return f"{self.state.glyph} {self.sentences}" if self.width >= FITS_COUNT else self.state.glyph

    @property
    def middle(self) -> float:
        """Where the label goes, percent of the bar."""
        return round(self.start + self.width / 2, 2)


@dataclass(frozen=True, slots=True)
class Bar:
    """One article; parts without sentences are left out."""

    letter: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Shares:
    """The picture at one level of caution, and the same in words."""

    level: int
    bars: tuple[Bar, ...]
    said: str
    hidden: bool


def shares(comparison: Comparison, order: Ordered, *, level: int) -> tuple[Shares, ...]:
    """The picture at every level of caution; all but that of `level` are hidden. Empty articles have empty bars."""
    links = (*order.conflicts, *order.matches)
    made = []
    for step in LEVELS:
        active = [link for link in links if order.levels[link.left, link.right] <= step.value]
        left = _bar("left", len(comparison.left.sentences), active)
        right = _bar("right", len(comparison.right.sentences), active)
        said = f"How much of each article the other shares. {_said(left)} {_said(right)}"
        made.append(Shares(step.value, (left, right), said, hidden=step.value != level))
    return tuple(made)


def _bar(side: SideName, sentences: int, links: Sequence[Link]) -> Bar:
    touching: defaultdict[int, list[Link]] = defaultdict(list)
    for link in links:
        touching[link.left if side == "left" else link.right].append(link)
    states = Counter(strongest(found).kind for found in touching.values())
    states[UNIQUE.kind] = sentences - len(touching)
    parts = []
    before = 0
    for state, _ in PARTS:
        if states[state.kind]:
            start, width = 100 * before / sentences, 100 * states[state.kind] / sentences
            parts.append(Part(state, states[state.kind], round(start, 2), round(width, 2)))
            before += states[state.kind]
    return Bar(LETTERS[side], tuple(parts))


def _said(bar: Bar) -> str:
    """`A, 26 sentences: 9 told in B too, 4 told there in part, 13 without counterpart.`"""
    other = LETTERS[OTHER["left" if bar.letter == LETTERS["left"] else "right"]]
    words = {state.kind: phrase.format(other=other) for state, phrase in PARTS}
    told = ", ".join(f"{part.sentences:,} {words[part.state.kind]}" for part in bar.parts)
    return f"{bar.letter}, {count(sum(part.sentences for part in bar.parts), 'sentence')}: {told or 'nothing'}."
