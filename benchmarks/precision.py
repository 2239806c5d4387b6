"""F1 of what is shipped against the same models in float32: `python -m benchmarks.precision GOLD [--json FILE]`.

Both compare every case of GOLD, a folder of gold files (benchmarks/gold.py), in this process and by the same
calibration. Only how the layers are multiplied differs: by what suits this processor, or in float32.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.commands.compare import compare_articles
from app.comparison.document import to_document
from app.comparison.types import Article
from app.models.encoder import SentenceEncoder
from app.models.engine import Precision
from app.models.loading import Models
from app.models.quantized import QuantizedJudge
from app.settings import Settings
from benchmarks.gold import Case, read_cases
from benchmarks.scoring import Counts, figures, score

MOST_LOST = 0.005  # of F1, of matches and of conflicts: what speed may cost


def main(arguments: Sequence[str] | None = None) -> int:
    """Print both F1 of both, and what was lost; 1 where that is more than MOST_LOST."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, metavar="GOLD")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the figures here")
    asked = parser.parse_args(arguments)
    cases = list(read_cases(asked.gold))
    found = {"shipped": _scored(cases, None), "float32": _scored(cases, "f32")}
    for name, told in found.items():
        print(f"{name:8} match F1 {told['match']:.4f}  conflict F1 {told['conflict']:.4f}  {told['seconds']:.0f} s")
    lost = lost_of(found["shipped"], found["float32"])
    print(f"lost     match {lost['match']:+.4f}  conflict {lost['conflict']:+.4f}  (at most {MOST_LOST})")
    if asked.json:
        asked.json.write_text(json.dumps({**found, "lost": lost}, indent=1) + "\n", encoding="utf-8")
    return int(max(lost.values()) > MOST_LOST)


def lost_of(shipped: dict[str, float], exact: dict[str, float]) -> dict[str, float]:
    """How much less each F1 of what is shipped is; below 0 where it is more."""
    return {name: round(exact[name] - shipped[name], 4) for name in ("match", "conflict")}


def _scored(cases: Sequence[Case], precision: Precision | None) -> dict[str, float]:
    """F1 of matches and of conflicts over all cases, and the seconds that they took."""
    judge = QuantizedJudge(precision=precision)
    models = Models(SentenceEncoder(precision=precision), judge, judge.calibration)
    settings, counts = Settings(), Counts()
    began = time.monotonic()
    for case in cases:
        compared = compare_articles(settings, models, _article(case.left), _article(case.right))
        counts.update(score(case, to_document(compared)))
    told = figures(counts, len(cases))
    return {"match": told["match"]["F1"], "conflict": told["conflict"]["F1"], "seconds": time.monotonic() - began}


def _article(side: dict[str, Any]) -> Article:
    return Article(side["text"], side.get("title"), None, side.get("date"))


if __name__ == "__main__":
    sys.exit(main())
