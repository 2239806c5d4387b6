"""How many gold links are among the pairs that are judged: `python -m benchmarks.candidates --gold DIR`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from app.comparison.candidates import find_candidates
from app.comparison.types import Floats
from app.models.encoder import SentenceEncoder
from benchmarks.gold import Case, read_cases

NEAREST = (4, 6, 8, 10, 12)
RARE_WEIGHTS = (0.0, 0.3, 0.5, 0.8)


def texts(case: Case, side: str) -> list[str]:
    """A side's gold sentences."""
    article = case.side(side)
    return [article["text"][s["start"] : s["end"]] for s in article["sentences"]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a row for each choice: share of links kept, of either kind, and pairs judged for each sentence."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="folder of gold files")
    encoder = SentenceEncoder()
    sides: list[tuple[Case, list[str], list[str], Floats, Floats]] = []
    for case in read_cases(parser.parse_args(arguments).gold):
        left, right = texts(case, "left"), texts(case, "right")
        sides.append((case, left, right, encoder.encode(left), encoder.encode(right)))
    print(f"{'rare weight':>12}{'nearest':>9}{'matches':>9}{'conflicts':>11}{'pairs a sentence':>18}")
    for weight in RARE_WEIGHTS:
        for nearest in NEAREST:
            kept = {"match": [0, 0], "contradiction": [0, 0]}
            pairs = sentences = 0
            for case, left, right, left_rows, right_rows in sides:
                found = find_candidates(left, right, left_rows, right_rows, nearest=nearest, rare_weight=weight)
                cells = {(c.left, c.right) for c in found}
                pairs += len(cells)
                sentences += len(left) + len(right)
                for cell, link in case.cells.items():
                    kept[link["relation"]][0] += cell in cells
                    kept[link["relation"]][1] += 1
            shares = [found / max(1, wanted) for found, wanted in kept.values()]
            print(f"{weight:>12}{nearest:>9}{shares[0]:>9.3f}{shares[1]:>11.3f}{pairs / sentences:>18.2f}")


if __name__ == "__main__":
    main()
