"""How careful a reader wants the page to be: which links count, from only the surest to more than the default."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from app.comparison.types import Comparison, Link, Side, Status


@dataclass(frozen=True, slots=True)
class Level:
    """One step of the control; a link shows from its own level on."""

    value: int
    word: str


SUREST = Level(1, "Only the surest")  # likely conflicts, and pairs that say the same in full
SURE = Level(2, "Surer")  # and pairs that share a part
DEFAULT = Level(3, "As measured")  # and possible conflicts: the links that counts and statuses of the answer rest on
MORE = Level(4, "More, less sure")  # and the weaker ones
LEVELS = (SUREST, SURE, DEFAULT, MORE)


def wanted_level(asked: str | None) -> int:
    """The level that an address asks for; the default where it asks for none that exists."""
    return next((level.value for level in LEVELS if str(level.value) == asked), DEFAULT.value)


def level_of(link: Link, *, weaker: bool) -> int:
    """The level from which on a link shows."""
    if weaker:
        return MORE.value
    if link.relation == "contradiction":
        return SUREST.value if link.band == "likely" else DEFAULT.value
    return SUREST.value if link.degree == "full" else SURE.value


def at_level(comparison: Comparison, level: int) -> Comparison:
    """The comparison as if its links were those that show at `level`; unchanged at the default."""
    if level == DEFAULT.value:
        return comparison
    links = tuple(link for link in comparison.links if level_of(link, weaker=False) <= level)
    if level >= MORE.value:
        links += comparison.weaker
    return replace(
        comparison,
        left=_side(comparison.left, {(link.left, link.relation) for link in links}),
        right=_side(comparison.right, {(link.right, link.relation) for link in links}),
        links=links,
    )


def _side(side: Side, touched: Collection[tuple[int, str]]) -> Side:
    statuses: list[Status] = []
    for sentence in side.sentences:
        if (sentence.index, "contradiction") in touched:
            statuses.append("contradictory")
        else:
            statuses.append("matched" if (sentence.index, "match") in touched else "unique")
    return replace(side, statuses=tuple(statuses))
