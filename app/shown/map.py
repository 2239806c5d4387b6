"""The strip between the articles: a tick for each sentence, a line for each pair; crossing lines show what moved."""

from __future__ import annotations

from dataclasses import dataclass

from app.comparison.types import Comparison, Link, Side
from app.shown.order import Ordered
from app.shown.states import STRONGEST_FIRST, state_of, strongest

HEIGHT = 1000  # units of the drawing, which is stretched to the height of the strip; finer than a screen's pixels
WIDTH = 100
TICK = 14  # units that a tick is wide; the lines run between the ticks


@dataclass(frozen=True, slots=True)
class Ticks:
    """All ticks of one state, as one SVG path."""

    state: str
    path: str


@dataclass(frozen=True, slots=True)
class Line:
    """One pair."""

    finding: str
    state: str
    path: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Map:
    """The whole drawing; conflicts are drawn last, so that they lie on top."""

    width: int
    height: int
    ticks: tuple[Ticks, ...]
    lines: tuple[Line, ...]
    said: str


def shown_map(comparison: Comparison, order: Ordered, *, level: int) -> Map:
    """The drawing of `comparison`; lines beyond `level` are hidden."""
    links = (*order.matches, *order.conflicts)
    heights = _heights(comparison.left), _heights(comparison.right)
    lines = tuple(
        Line(
            finding=order.anchors[link.left, link.right],
            state=state_of(link).kind,
            path=f"M{TICK} {heights[0][link.left]}l{WIDTH - 2 * TICK} {heights[1][link.right] - heights[0][link.left]}",
            hidden=order.levels[link.left, link.right] > level,
        )
        for link in links
    )
    active = [link for link in links if order.levels[link.left, link.right] <= level]
    return Map(WIDTH, HEIGHT, _ticks(heights, active), lines, f"{len(active)} lines join the sentences of A and B.")


def _heights(side: Side) -> list[int]:
    """Where each sentence's middle lies, from 0 to HEIGHT, by its characters: as long texts take long to read."""
    length = max(1, len(side.article.text))
    return [round((sentence.start + sentence.end) / 2 / length * HEIGHT) for sentence in side.sentences]


def _ticks(heights: tuple[list[int], list[int]], links: list[Link]) -> tuple[Ticks, ...]:
    drawn: dict[str, list[str]] = {state.kind: [] for state in reversed(STRONGEST_FIRST)}
    for number, start in enumerate((0, WIDTH - TICK)):
        touching: dict[int, list[Link]] = {}
        for link in links:
            touching.setdefault(link.right if number else link.left, []).append(link)
        for index, height in enumerate(heights[number]):
            drawn[strongest(touching.get(index, ())).kind].append(f"M{start} {height}h{TICK}")
    return tuple(Ticks(state, "".join(paths)) for state, paths in drawn.items() if paths)
