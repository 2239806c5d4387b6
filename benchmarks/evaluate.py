"""Scores a running server, or saved answers, against gold comparisons.

    python -m benchmarks.evaluate --url http://127.0.0.1:8000 GOLD    # asks the server's JSON API
    python -m benchmarks.evaluate --answers DIR GOLD                  # DIR/ID.natural.json, DIR/ID.edited.json
    python -m benchmarks.evaluate --url … --save DIR --json out.json GOLD    # keeps the answers and the figures

GOLD is a folder of gold files (benchmarks/gold.py says what is in them). Each gives up to two cases: `natural`, the two
articles as published, and `edited`, with rewritten facts that must be flagged and harmless paraphrases that must not.

Figures, for each kind of pair and over all:
  match P/R/F1       cells with relation "match"; a gold contradiction answered "match" is `missed as match` alone
  conflict P/R/F1    cells with relation "contradiction"; arguable gold cells are neither required nor wrong
  false conflicts    wrong contradiction cells for each pair of articles
  status             accuracy and macro-F1 over gold sentences of both sides: matched, unique, contradictory
  reason hit         of the found conflicts with gold facts, the share with a reason that marks the gold words on both
                     sides (a span longer than 60 characters and twice the gold one marks no words)
  failed cases       comparisons that the server refused or failed
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from benchmarks.gold import Case, Json, read_cases
from benchmarks.scoring import Counts, figures, ratio, report, score
from benchmarks.server import NoAnswer, ask


def main() -> int:
    """Print the figures, a line for each kind of pair."""
    options = _options()
    scored: list[tuple[Case, Counts]] = []
    changed = compared = failed = 0
    spent = 0.0
    for case in read_cases(options.gold):
        began = time.monotonic()
        try:
            result = _answer(case, options)
        except NoAnswer as reason:
            failed += 1
            print(f"{case.name}: {reason}", file=sys.stderr)
            continue
        spent += time.monotonic() - began
        if options.save:
            options.save.mkdir(parents=True, exist_ok=True)
            (options.save / case.name).write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")
        scored.append((case, score(case, result)))
        if options.verbose:
            print(_line(*scored[-1]))
        if options.swap and case.variant == "natural":
            back = ask(options.url, case.swapped(), options.patience)
            for side, other in (("left", "right"), ("right", "left")):
                was, now = _statuses(result[side]), _statuses(back[other])
                compared += len(was)
                changed += sum(now.get(span) != status for span, status in was.items())
    said = {**report(scored), "seconds": round(spent, 2), "failed cases": failed}
    if compared:
        said["status changed by swapping sides"] = ratio(changed, compared)
    for key, value in said.items():
        print(key, json.dumps(value))
    if options.json:
        options.json.write_text(json.dumps(said, indent=1), encoding="utf-8")
    return 1 if failed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, metavar="GOLD")
    parser.add_argument("--url", help="a running server")
    parser.add_argument("--answers", type=Path, metavar="DIR", help="saved answers")
    parser.add_argument("--save", type=Path, metavar="DIR", help="keep the answers here")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the figures here")
    parser.add_argument("--swap", action="store_true", help="also compare right with left: how many statuses change")
    parser.add_argument("--patience", type=float, default=120.0, help="seconds to wait for one comparison")
    parser.add_argument("--verbose", action="store_true", help="a line for every pair")
    options = parser.parse_args()
    if bool(options.url) == bool(options.answers):
        parser.error("one of --url and --answers")
    if options.swap and not options.url:
        parser.error("--swap needs --url")
    if not any(options.gold.glob("*.json")):
        parser.error(f"no gold files in {options.gold}")
    return options


def _answer(case: Case, options: argparse.Namespace) -> Json:
    if options.url:
        return ask(options.url, case, options.patience)
    saved: Json = json.loads((options.answers / case.name).read_text(encoding="utf-8"))
    return saved


def _line(case: Case, counts: Counts) -> str:
    f = figures(counts, 1)
    match, conflict, status = f["match"], f["conflict"], f["status"]
    return (
        f"{case.name:45} match F1 {match['F1']:.2f}  conflict P {conflict['P']:.2f} R {conflict['R']:.2f}  "
        f"status {status['accuracy']:.2f}"
    )


def _statuses(side: Json) -> dict[tuple[int, int], str]:
    return {(sentence["start"], sentence["end"]): sentence["status"] for sentence in side["sentences"]}


if __name__ == "__main__":
    sys.exit(main())
