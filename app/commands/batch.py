"""Compares the pairs of a list one after the other; what is finished is on disk, and is not done again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app.commands.compare import has_conflicts, read_both
from app.commands.pairs import Pair
from app.commands.results import Results
from app.commands.sources import Reader
from app.comparison.document import to_document
from app.comparison.types import Article, Comparison
from app.errors import CrossreadError, InputRefused

log = logging.getLogger(__name__)
FAILED = (
    "The comparison failed",
    "Something went wrong that should not have. The log says where; --retry tries again.",
)


@dataclass(frozen=True, slots=True)
class Tally:
    """How the pairs of a list stand."""

    pairs: int
    done: int
    conflicts: int  # of those done, how many have any
    failed: int

    @property
    def said(self) -> str:
        """`50 pairs: 47 compared, 12 of them with conflicts; 3 failed.`"""
        ends = f"; {self.failed:,} failed." if self.failed else "."
        pairs = f"{self.pairs:,} pair{'' if self.pairs == 1 else 's'}"
        return f"{pairs}: {self.done:,} compared, {self.conflicts:,} of them with conflicts{ends}"


def unfinished(pairs: Sequence[Pair], results: Results) -> tuple[Pair, ...]:
    """The pairs that have no line yet. Raises InputRefused where a line has the id of one, but is of other articles."""
    for pair in pairs:
        outcome = results.outcomes.get(pair.id)
        if outcome and (outcome.left, outcome.right) != (pair.left.place, pair.right.place):
            raise InputRefused(
                f"The results have a pair {pair.id!r} already, of {outcome.left} and {outcome.right}. Give this pair"
                " another id, or choose another --out."
            )
    return tuple(pair for pair in pairs if pair.id not in results.outcomes)


def compare_pairs(
    pairs: Sequence[Pair],
    results: Results,
    *,
    reader: Reader,
    compare: Callable[[Article, Article], Comparison],
    begin: Callable[[Pair], None],
) -> None:
    """Compare one after the other and write a line for each; `begin` hears of each before it starts.

    A pair that cannot be read or compared is finished too: its line says why. Raises StartRefused where a line cannot
    be written.
    """
    for pair in pairs:
        begin(pair)
        found = _outcome(pair, reader, compare)
        results.append({"id": pair.id, "left": pair.left.place, "right": pair.right.place, **found})


def tally(pairs: Sequence[Pair], results: Results) -> Tally:
    """How the pairs of a list stand, all of which have their line."""
    found = [results.outcomes[pair.id] for pair in pairs]
    failed = sum(outcome.failed for outcome in found)
    return Tally(len(found), len(found) - failed, sum(outcome.conflicts for outcome in found), failed)


def _outcome(pair: Pair, reader: Reader, compare: Callable[[Article, Article], Comparison]) -> dict[str, Any]:
    try:
        comparison = compare(*read_both(reader, pair.left, pair.right))
    except CrossreadError as error:
        return _failed(error.title, error.detail)
    except Exception:  # whatever it was, it is this pair's: the others must not wait for it for ever
        log.exception("pair %s failed", pair.id)
        return _failed(*FAILED)
    return {"state": "done", "conflicts": has_conflicts(comparison), "result": to_document(comparison)}


def _failed(title: str, detail: str) -> dict[str, Any]:
    return {"state": "failed", "error": {"title": title, "detail": detail}}
