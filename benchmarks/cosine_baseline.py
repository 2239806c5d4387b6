"""The plain way, to measure against: link every two sentences whose cosine similarity is above one threshold.

    python -m benchmarks.cosine_baseline --gold GOLD [--url http://127.0.0.1:8000] [--json FILE]

Same sentences and same encoder (all-MiniLM-L6-v2) as the product; every link is a match, for a similarity alone cannot
tell a conflict. Each threshold of THRESHOLDS is tried on the gold itself, so the plain way gets the best that it could
have; two rows give the best for match F1 and the best for status accuracy. With --url the server's figures stand
next to them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from app.comparison.ports import Encoder
from app.comparison.sentences import split
from app.comparison.types import Floats
from app.models.encoder import SentenceEncoder
from benchmarks.gold import Case, Json, read_cases
from benchmarks.scoring import report, score
from benchmarks.server import ask

THRESHOLDS = tuple(round(0.30 + 0.01 * step, 2) for step in range(61))  # 0.30 to 0.90, in steps of a hundredth
PATIENCE = 120.0  # seconds to wait for one comparison of the server


def similarities(case: Case, encoder: Encoder) -> tuple[Json, Json, Floats]:
    """Both sides as the product splits them, and the (n, m) cosine similarities of their sentences."""
    sides, rows = [], []
    for article in (case.left, case.right):
        sentences = split(article["text"])
        sides.append([{"start": sentence.start, "end": sentence.end} for sentence in sentences])
        rows.append(encoder.encode([sentence.text for sentence in sentences]))
    return {"sentences": sides[0]}, {"sentences": sides[1]}, rows[0] @ rows[1].T


def answer(left: Json, right: Json, cosine: Floats, threshold: float) -> Json:
    """The plain way's result: a match wherever the similarity is at least `threshold`."""
    linked = cosine >= threshold
    links = [
        {"left": int(row), "right": int(column), "relation": "match", "reasons": []}
        for row, column in np.argwhere(linked)
    ]
    return {
        "left": _marked(left, [bool(row.any()) for row in linked]),
        "right": _marked(right, [bool(column.any()) for column in linked.T]),
        "links": links,
    }


def _marked(side: Json, matched: list[bool]) -> Json:
    marked = zip(side["sentences"], matched, strict=True)
    return {"sentences": [{**sentence, "status": "matched" if match else "unique"} for sentence, match in marked]}


def sweep(cases: Sequence[Case], encoder: Encoder) -> dict[float, Json]:
    """The figures of every threshold, by variant of the cases."""
    ready = [(case, *similarities(case, encoder)) for case in cases]
    return {
        threshold: report(
            [(case, score(case, answer(left, right, cosine, threshold))) for case, left, right, cosine in ready]
        )
        for threshold in THRESHOLDS
    }


def table(rows: Sequence[tuple[str, Json]]) -> str:
    """One line for each row and variant."""
    head = (
        f"{'':40}{'match P':>9}{'match R':>9}{'match F1':>9}{'status':>9}{'conf. P':>9}{'conf. R':>9}{'false/pair':>11}"
    )
    lines = [head]
    for name, figures in rows:
        for variant in ("natural", "edited"):
            if variant in figures:
                f = figures[variant]
                match, conflict = f["match"], f["conflict"]
                lines.append(
                    f"{f'{name}, {variant}':40}{match['P']:9.3f}{match['R']:9.3f}{match['F1']:9.3f}"
                    f"{f['status']['accuracy']:9.3f}{conflict['P']:9.3f}{conflict['R']:9.3f}"
                    f"{f['false conflicts per pair']:11.3f}"
                )
    return "\n".join(lines)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, metavar="GOLD", help="folder of gold files")
    parser.add_argument("--url", help="a running server to put beside it")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the figures here")
    options = parser.parse_args()
    if not any(options.gold.glob("*.json")):
        parser.error(f"no gold files in {options.gold}")
    cases = list(read_cases(options.gold))
    swept = sweep(cases, SentenceEncoder("all-MiniLM-L6-v2"))
    by_match = max(THRESHOLDS, key=lambda threshold: swept[threshold]["natural"]["match"]["F1"])
    by_status = max(THRESHOLDS, key=lambda threshold: swept[threshold]["natural"]["status"]["accuracy"])
    rows = [
        (f"cosine >= {by_match:.2f} (best match)", swept[by_match]),
        (f"cosine >= {by_status:.2f} (best status)", swept[by_status]),
    ]
    if options.url:
        rows.append(("the server", report([(case, score(case, ask(options.url, case, PATIENCE))) for case in cases])))
    print(table(rows))
    if options.json:
        options.json.write_text(json.dumps(dict(rows), indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
