"""The states of a sentence or a pair: each has a glyph and a word, so that nothing depends on colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.comparison.types import Link


@dataclass(frozen=True, slots=True)
class State:
    """One state; `kind` is what the style sheets know it by."""

    kind: str
    glyph: str
    word: str


BOTH = State("both", "=", "Both say")
PART = State("part", "≈", "Both say in part")
CONFLICT = State("conflict", "≠", "Conflict")
POSSIBLE = State("possible", "≠?", "Possible conflict")
UNIQUE = State("unique", "○", "No counterpart found")
NAMED = State("named", "≠+", "Conflict named by a reader")  # no part of the result

STRONGEST_FIRST = (CONFLICT, POSSIBLE, BOTH, PART, UNIQUE)
_PLACES = {state.kind: place for place, state in enumerate(STRONGEST_FIRST)}


def state_of(link: Link) -> State:
    """The state of a pair."""
    if link.relation == "contradiction":
        return CONFLICT if link.band == "likely" else POSSIBLE
    return BOTH if link.degree == "full" else PART


def strongest(links: Sequence[Link]) -> State:
    """The state of a sentence that `links` touch: a conflict goes before a match."""
    return min(map(state_of, links), key=_place, default=UNIQUE)


def _place(state: State) -> int:
    return _PLACES[state.kind]
