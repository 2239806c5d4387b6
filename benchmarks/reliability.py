"""Whether a stated confidence means what it says: `python -m benchmarks.reliability --gold DIR [--svg FILE]`."""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from app.comparison.calibration import FIRST
from app.comparison.types import Floats
from app.models.encoder import SentenceEncoder
from app.models.judges import load_judge
from training.evidence import tabulate
from training.gold import cases

EDGES = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0001)
SIZE = 320  # of the plot's square, in its own units
Bin = tuple[float, float, int]  # mean stated probability, share that is right, candidates


def bins(stated: Floats, right: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> list[Bin]:
    """The candidates in steps of stated probability; empty steps are left out."""
    found: list[Bin] = []
    for low, high in itertools.pairwise(EDGES):
        here = (stated >= low) & (stated < high)
        if here.any():
            found.append((float(stated[here].mean()), float(right[here].mean()), int(here.sum())))
    return found


def plot(rows: dict[str, list[Bin]]) -> str:
    """An SVG: stated probability across, share that is right upwards, the diagonal is perfect."""
    colours = dict(zip(rows, ("#0B5CAD", "#A83600"), strict=True))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-40 -20 {SIZE + 80} {SIZE + 70}" font-family="sans-serif" '
        f'font-size="12"><rect x="0" y="0" width="{SIZE}" height="{SIZE}" fill="#fff" stroke="#6B6B6B"/>'
        f'<path d="M0 {SIZE}L{SIZE} 0" stroke="#9AA2AA" stroke-dasharray="4 4"/>'
    ]
    for step in (0, 0.5, 1):
        at = step * SIZE
        parts.append(
            f'<text x="{at - 8}" y="{SIZE + 16}">{step:g}</text><text x="-28" y="{SIZE - at + 4}">{step:g}</text>'
        )
    for n, (name, found) in enumerate(rows.items()):
        points = " ".join(f"{x * SIZE:.1f},{SIZE - y * SIZE:.1f}" for x, y, _ in found)
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colours[name]}" stroke-width="2"/>')
        parts += [
            f'<circle cx="{x * SIZE:.1f}" cy="{SIZE - y * SIZE:.1f}" r="4" fill="{colours[name]}"/>'
            for x, y, _ in found
        ]
        parts.append(f'<text x="12" y="{20 + 18 * n}" fill="{colours[name]}">{name}</text>')
    parts.append(f'<text x="{SIZE / 2 - 60}" y="{SIZE + 36}">stated probability</text></svg>')
    return "".join(parts) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table for matches and for conflicts; write the plot where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="folder of gold files")
    parser.add_argument("--svg", type=Path)
    asked = parser.parse_args(arguments)
    judge, calibration = load_judge("bundled", threads=0)
    table = tabulate(cases(asked.gold), SentenceEncoder(), judge)
    clear = table.weight >= 1  # arguable ones are neither right nor wrong
    evidence: Floats = np.hstack([table.evidence, calibration.first_odds(table.evidence, table.names)])
    names = (*table.names, *FIRST)
    rows = {
        "match": bins(calibration.match.probabilities(evidence, names), table.match),
        "conflict": bins(calibration.contradiction.probabilities(evidence, names)[clear], table.contradiction[clear]),
    }
    for name, found in rows.items():
        print(f"{name:10}{'stated':>8}{'right':>8}{'candidates':>12}")
        for stated, right, count in found:
            print(f"{'':10}{stated:>8.2f}{right:>8.2f}{count:>12}")
    if asked.svg:
        asked.svg.write_text(plot(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
