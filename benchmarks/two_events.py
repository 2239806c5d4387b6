"""What is told of reports that are easily mixed up: `python -m benchmarks.two_events`; needs no gold.

Each of the forty pairs (training/written/pairs/n*.json, which the bundled judge has not seen) reports two events, or
one without a claim in which not both can be right. So every conflict told here is false.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.commands.compare import compare_articles
from app.comparison.types import Article, Comparison
from app.models.loading import load
from app.settings import Settings

PAIRS = Path(__file__).parent.parent / "training" / "written" / "pairs"


@dataclass(frozen=True, slots=True)
class Told:
    """What was told of one pair: the conflicts as (left sentence, right sentence, confidence)."""

    name: str
    matches: int
    conflicts: tuple[tuple[str, str, float], ...]


def told(name: str, comparison: Comparison) -> Told:
    """The links of the default caution."""
    conflicts = tuple(
        (comparison.left.sentences[link.left].text, comparison.right.sentences[link.right].text, link.confidence)
        for link in comparison.links
        if link.relation == "contradiction"
    )
    return Told(name, len(comparison.links) - len(conflicts), conflicts)


def report(found: Sequence[Told]) -> str:
    """The table's last line, and every conflict."""
    conflicts = sum(len(one.conflicts) for one in found)
    with_some = sum(bool(one.conflicts) for one in found)
    lines = [f"{one.name}  {sure:.2f}\n  A {a}\n  B {b}" for one in found for a, b, sure in one.conflicts]
    matches = sum(one.matches for one in found)
    lines.append(f"{len(found)} pairs, {matches} matches, {conflicts} false conflicts in {with_some} of them")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Compare all pairs and print what is told."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.two_events", description=__doc__)
    parser.add_argument("--judge", default=Settings.model_fields["judge"].default)
    asked = parser.parse_args(arguments)
    settings = Settings(judge=asked.judge)
    models, found = load(settings), []
    for file in sorted(PAIRS.glob("n*.json")):
        pair = json.loads(file.read_text(encoding="utf-8"))
        left, right = (Article("\n\n".join(pair[side])) for side in ("left", "right"))
        found.append(told(file.stem, compare_articles(settings, models, left, right)))
    print(report(found))


if __name__ == "__main__":
    main()
