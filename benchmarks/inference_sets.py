"""How the judge does on public inference sets: `python -m benchmarks.inference_sets --nli DIR`."""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Sequence
from pathlib import Path

from app.models.judges import load_judge

SETS = (
    "summedits_pairs_news",
    "bump_pairs",
    "vitaminc_real",
    "fever_symmetric",
    "mnli_matched",
    "emergent_headlines",
)
ANSWERS = {"entailment": "match", "neutral": "neither", "contradiction": "contradiction"}
MOST = 1500  # pairs of a set, the first of the file, so that the table is there in minutes on two cores


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table: accuracy over three answers, and precision and recall of contradiction."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nli", type=Path, required=True, help="folder with eval/*.jsonl.gz")
    parser.add_argument("--judge", default="bundled")
    parser.add_argument("--most", type=int, default=MOST)
    asked = parser.parse_args(arguments)
    judge, _ = load_judge(asked.judge, threads=0)
    if judge is None:
        parser.error("there is no judge to measure")
    print(f"{judge.name}\n{'set':24}{'pairs':>7}{'accuracy':>10}{'contradiction P':>17}{'R':>7}{'two-way':>9}")
    for name in SETS:
        with gzip.open(asked.nli / "eval" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows = [row for row in map(json.loads, lines) if row["label"] in ANSWERS][: asked.most]
        answers = judge.judge([(row["premise"], row["hypothesis"]) for row in rows])
        said = [max((j.match, "match"), (j.neither, "neither"), (j.contradiction, "contradiction"))[1] for j in answers]
        gold = [ANSWERS[row["label"]] for row in rows]
        right = sum(s == g for s, g in zip(said, gold, strict=True))
        clash = [(s == "contradiction", g == "contradiction") for s, g in zip(said, gold, strict=True)]
        both = sum(s and g for s, g in clash)
        precision = both / max(1, sum(s for s, _ in clash))
        recall = both / max(1, sum(g for _, g in clash))
        two = sum(s == g for s, g in clash) / len(rows)
        print(f"{name:24}{len(rows):>7}{right / len(rows):>10.3f}{precision:>17.3f}{recall:>7.3f}{two:>9.3f}")


if __name__ == "__main__":
    main()
