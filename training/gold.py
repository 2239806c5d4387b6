"""Gold comparisons as pairs of sentences with their links."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import evaluate


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
    """The natural case of each gold file in `folder`, and the edited one where it has edits."""
    for file in sorted(folder.glob("*.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        for case in evaluate.cases(gold):
            edited = case["case"] == "edited"
            yield Case(
                id=case["id"],
                edited=edited,
                left=_texts(case["left"]),
                right=_texts(case["right"]),
                left_date=case["left"].get("date"),
                right_date=case["right"].get("date"),
                cells=case["cells"],
                ignored=frozenset(case["ignore"]),
                changed=frozenset(e["right"] for e in gold["edits"]) if edited else frozenset(),
            )


def held_out(id: str, *, part: int = 0, parts: int = 4) -> bool:
    """Whether this article pair is kept out of the judge's training, to fit the evidence on answers it did not learn."""
    return int(hashlib.sha256(id.encode()).hexdigest(), 16) % parts == part
