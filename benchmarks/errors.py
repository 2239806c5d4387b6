"""What saved answers get wrong: `python -m benchmarks.errors --answers DIR GOLD` (`evaluate --save` makes DIR).

Prints the confusion of relations, recall by kind of conflict, how right each state of a sentence is, how often a match
has the right degree, and the worst errors in full: for the terminal of who reads them, since gold texts are other
people's.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.gold import Case, Cell, Json, read_cases
from benchmarks.scoring import SIDES, STATUSES, answered, overlay, score

WORST = 20  # errors printed


@dataclass(frozen=True, slots=True)
class Answered:
    """A gold case with the answer to it, link by gold cell."""

    case: Case
    result: Json
    links: dict[Cell, Json]

    def relation(self, cell: Cell) -> str:
        """What the answer says of a cell."""
        return str(self.links[cell]["relation"]) if cell in self.links else "none"

    def wanted(self, cell: Cell) -> str:
        """What the gold says of it, arguable conflicts apart."""
        link = self.case.cells.get(cell)
        if link is None:
            return "none"
        return "arguable" if link["relation"] == "contradiction" and link["degree"] == "arguable" else link["relation"]

    def texts(self, cell: Cell) -> tuple[str, str]:
        """The two gold sentences."""
        first, second = (
            self.case.side(side)["text"][sentence["start"] : sentence["end"]]
            for side, sentence in (
                (side, self.case.side(side)["sentences"][n]) for side, n in zip(SIDES, cell, strict=True)
            )
        )
        return first, second


def read(folder: Path, gold: Path) -> list[Answered]:
    """Every gold case with its saved answer. Raises FileNotFoundError."""
    found = []
    for case in read_cases(gold):
        result = json.loads((folder / case.name).read_text(encoding="utf-8"))
        places = {side: overlay(result[side]["sentences"], case.side(side)["sentences"]) for side in SIDES}
        found.append(Answered(case, result, answered(result["links"], places)))
    return found


def confusion(cases: Sequence[Answered]) -> Counter[tuple[str, str]]:
    """How many cells the gold calls one thing and the answer another."""
    found: Counter[tuple[str, str]] = Counter()
    for one in cases:
        for cell in (set(one.case.cells) | set(one.links)) - one.case.ignore:
            found[one.wanted(cell), one.relation(cell)] += 1
    return found


def by_kind(cases: Sequence[Answered]) -> dict[str, tuple[int, int]]:
    """For each kind of clear conflict how many were found, of how many."""
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for one in cases:
        for cell, link in one.case.cells.items():
            if one.wanted(cell) == "contradiction" and cell not in one.case.ignore:
                kind = link["facts"][0]["kind"] if link.get("facts") else "other"
                wanted[kind] += 1
                found[kind] += one.relation(cell) == "contradiction"
    return {kind: (found[kind], number) for kind, number in wanted.most_common()}


def worst(cases: Sequence[Answered]) -> list[tuple[float, Answered, Cell]]:
    """Wrong links, the surest first, then what was missed of full matches and clear conflicts."""
    found = []
    for one in cases:
        for cell in (set(one.case.cells) | set(one.links)) - one.case.ignore:
            wanted, said = one.wanted(cell), one.relation(cell)
            if wanted in (said, "arguable"):
                continue
            sure = one.links[cell]["confidence"] if cell in one.links else 0.0
            found.append((float(sure) + (said == "contradiction"), one, cell))
    return sorted(found, key=lambda error: (-error[0], error[1].case.name, error[2]))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print all of it, for the natural and the edited cases."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, metavar="GOLD")
    parser.add_argument("--answers", type=Path, required=True, metavar="DIR")
    parser.add_argument("--worst", type=int, default=WORST)
    asked = parser.parse_args(arguments)
    every = read(asked.answers, asked.gold)
    for variant in ("natural", "edited"):
        cases = [one for one in every if one.case.variant == variant]
        print(f"\n{variant}: {len(cases)} pairs")
        for (wanted, said), number in sorted(confusion(cases).items()):
            print(f"  gold {wanted:14} said {said:14} {number:5}")
        for kind, (found, number) in by_kind(cases).items():
            print(f"  conflict of {kind:12} found {found:4} of {number}")
        counts = sum((score(one.case, one.result) for one in cases), Counter())
        for status in STATUSES:
            called, right = sum(counts["status", w, status] for w in STATUSES), counts["status", status, status]
            print(f"  called {status:14} {called:5}, rightly {right / called if called else float('nan'):.3f}")
        degrees = Counter(
            one.case.cells[cell]["degree"] == link["degree"]
            for one in cases
            for cell, link in one.links.items()
            if one.wanted(cell) == "match" and link["relation"] == "match"
        )
        print(f"  degree of a found match right {degrees[True] / max(1, degrees.total()):.3f}")
    print("\nworst errors")
    for _, one, cell in worst(every)[: asked.worst]:
        link = one.links.get(cell)
        print(
            f"- {one.case.name} gold {one.wanted(cell)}, said {one.relation(cell)} {link['confidence'] if link else ''}"
        )
        print("    A {}\n    B {}".format(*one.texts(cell)))
        for reason in link["reasons"] if link else ():
            print(f"    {reason['kind']}: {reason['note']}")


if __name__ == "__main__":
    main()
