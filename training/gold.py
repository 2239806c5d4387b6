"""Gold comparisons as pairs of sentences with their links."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import gold


@dataclass(frozen=True, slots=True)
class Case:
    """Two articles' sentences and the gold cells between them; `ignored` cells are neither right nor wrong."""

    id: str
    edited: bool
    left: tuple[str, ...]
    right: tuple[str, ...]
    left_date: str | None
    right_date: str | None
    cells: dict[tuple[int, int], dict[str, Any]]
    ignored: frozenset[tuple[int, int]]
    changed: frozenset[int]  # right sentences that an edit rewrote


def _texts(side: dict[str, Any]) -> tuple[str, ...]:
    return tuple(side["text"][s["start"] : s["end"]] for s in side["sentences"])


def cases(folder: Path) -> Iterator[Case]:
    """The natural case of each gold file in `folder`, followed by the edited one where it has edits."""
    published: tuple[str, ...] = ()
    for case in gold.read_cases(folder):
        right = _texts(case.right)
        if case.variant == "natural":
            published = right
        yield Case(
            id=case.id,
            edited=case.variant == "edited",
            left=_texts(case.left),
            right=right,
            left_date=case.left.get("date"),
            right_date=case.right.get("date"),
            cells=case.cells,
            ignored=case.ignore,
            changed=frozenset(n for n, text in enumerate(right) if text != published[n]),
        )


def written_cases(folder: Path) -> Iterator[Case]:
    """The same from pairs of articles that we wrote, which name sentences by their place.

    Of each pair the natural case and the edited ones, one for each round of edits.
    """
    for file in sorted(folder.glob("*.json")):
        pair = json.loads(file.read_text(encoding="utf-8"))
        left, right = tuple(pair["left"]), list(pair["right"])
        cells = {(link["left"], link["right"]): link for link in pair["links"]}
        yield Case(pair["id"], False, left, tuple(right), None, None, cells, frozenset(), frozenset())
        for edits in _rounds(pair["edits"]):
            yield _edited(pair["id"], left, right, cells, edits)


def _rounds(edits: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """The edits in rounds, in each at most one of a sentence: two rewritings of one sentence cannot both stand."""
    left = edits
    while left:
        first = {edit["right"]: edit for edit in reversed(left)}
        yield [edit for edit in left if first[edit["right"]] is edit]
        left = [edit for edit in left if first[edit["right"]] is not edit]


def _edited(
    name: str,
    left: tuple[str, ...],
    right: list[str],
    cells: Mapping[tuple[int, int], Any],
    edits: list[dict[str, Any]],
) -> Case:
    """The case in which right sentences are as the edits have them."""
    texts, edited, ignored = list(right), dict(cells), set()
    for edit in edits:
        at = edit["right"]
        texts[at] = edit["text"]
        if edit["effect"] != "contradiction":
            continue
        for n in range(len(left)):
            edited.pop((n, at), None)
            if n not in edit["breaks"]:
                ignored.add((n, at))
        for n in edit["breaks"]:
            edited[n, at] = {"relation": "contradiction", "degree": "clear", "facts": edit["facts"]}
    changed = frozenset(edit["right"] for edit in edits)
    return Case(name, True, left, tuple(texts), None, None, edited, frozenset(ignored), changed)


def held_out(pair: str, *, part: int = 0, parts: int = 4) -> bool:
    """Whether an article pair is kept out of the judge's training, for the evidence to be fitted on."""
    return int(hashlib.sha256(pair.encode()).hexdigest(), 16) % parts == part
