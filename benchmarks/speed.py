"""How fast it is, on this machine: `make bench`, or `python -m benchmarks.speed [PART …] [--json FILE] [--svg FILE]`.

  ratio    against the plain way (benchmarks/speed_plain.py), side by side on the same texts, caches empty
  growth   seconds and memory from 250 to 20,000 words an article, as a table and with --svg as a plot
  edited   the same two articles again, after one sentence was changed
  load     sixteen visitors at once for a minute, against one at a time; pages and health meanwhile
  memory   of the serving process after its start and over 750 comparisons, and of one without models
  limit    operations that a comparison takes, and what this processor does at most

Texts are invented (benchmarks/speed_texts.py) unless --texts names a folder. Medians are of ROUNDS rounds, each with
texts of its own; both sides take turns. Whatever else the machine does meanwhile is in the figures.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO, cast

from benchmarks.growth_plot import plot
from benchmarks.speed_limit import limit
from benchmarks.speed_load import flatness, load
from benchmarks.speed_texts import edited, from_folder, pair

PARTS = ("ratio", "growth", "edited", "load", "memory", "limit")
ROUNDS = 5  # for news stories; ROUNDS_LONG for anything longer than LONG words, which takes minutes the plain way
ROUNDS_LONG = 1
LONG = 3_000
COMPARED = (1_000, 20_000)  # words of an article at which the plain way is asked too
GROWTH = (250, 500, 1_000, 2_000, 5_000, 10_000, 20_000)
FEATURES = ("avx2", "avx_vnni", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16", "amx_int8", "asimddp", "i8mm")

Figures = dict[str, Any]


class Worker:
    """One side, in a process of its own (benchmarks/speed_worker.py)."""

    def __init__(self, side: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.speed_worker", side],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "HF_HUB_OFFLINE": "1"},
        )
        self._questions, self._answers = cast(TextIO, self._process.stdin), cast(TextIO, self._process.stdout)
        self._answer()

    def ask(self, left: str, right: str, *, forget: bool = True) -> Figures:
        """Seconds, processor seconds and peak memory of one comparison."""
        self._questions.write(json.dumps({"left": left, "right": right, "forget": forget}) + "\n")
        self._questions.flush()
        return self._answer()

    def _answer(self) -> Figures:
        line = self._answers.readline()
        if not line:
            raise RuntimeError("One side of the benchmark ended; its output above says why.")
        found: Figures = json.loads(line)
        return found

    def end(self) -> None:
        """Let the process go."""
        self._questions.close()
        self._process.wait()


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; default all")
    parser.add_argument("--texts", type=Path, metavar="DIR", help="*.txt to compare instead of invented texts")
    parser.add_argument("--seconds", type=float, default=60, help="how long the visitors stay")
    parser.add_argument("--comparisons", type=int, default=750, help="over which memory is watched")
    parser.add_argument("--most", type=int, default=GROWTH[-1], help="words of the longest articles of growth")
    parser.add_argument("--minutes", type=float, default=10, help="after which growth and memory begin nothing more")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the figures here")
    parser.add_argument("--svg", type=Path, metavar="FILE", help="keep a plot of the growth here")
    asked = parser.parse_args(arguments)
    parts = asked.parts or PARTS
    if unknown := set(parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    found: dict[str, Any] = {"processor": processor()}
    print(
        f"{found['processor']['name']}, {found['processor']['cores']} cores, {' '.join(found['processor']['features'])}"
    )
    if {"ratio", "growth", "edited"} & set(parts):
        found |= _comparisons(parts, asked.texts, most=asked.most, minutes=asked.minutes)
    if "growth" in parts and asked.svg:
        points = [(row["words"], row["seconds"]) for row in found["growth"]["rows"]]
        asked.svg.write_text(plot(points), encoding="utf-8")
    if "limit" in parts:
        found["limit"] = limit()
    if "load" in parts:
        found["load"] = load(seconds=asked.seconds)
    if "memory" in parts:
        found["memory"] = flatness(comparisons=asked.comparisons, minutes=asked.minutes)
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


def _comparisons(parts: Sequence[str], texts: Path | None, *, most: int, minutes: float) -> dict[str, Any]:
    def given(words: int, seed: int) -> tuple[str, str]:
        return from_folder(texts, words) if texts else pair(words, seed=seed)

    found: dict[str, Any] = {}
    ours = Worker("ours")
    if "ratio" in parts:
        plain = Worker("plain")
        found["ratio"] = [_side_by_side(ours, plain, words, given) for words in COMPARED]
        plain.end()
    if "growth" in parts:
        found["growth"] = _growth(ours, given, most=most, minutes=minutes)
    if "edited" in parts:
        found["edited"] = _edited(ours, given)
    ours.end()
    return found


def _rounds(words: int) -> int:
    return ROUNDS_LONG if words > LONG else ROUNDS


def _medians(answers: Sequence[Figures]) -> Figures:
    return {name: statistics.median(answer[name] for answer in answers) for name in answers[0]}


def _side_by_side(ours: Worker, plain: Worker, words: int, given: Any) -> Figures:
    rounds: tuple[list[Figures], list[Figures]] = ([], [])
    for seed in range(_rounds(words)):
        for answers, worker in zip(rounds, (ours, plain), strict=True):
            answers.append(worker.ask(*given(words, seed)))
    quick, slow = map(_medians, rounds)
    ratio = slow["seconds"] / quick["seconds"]
    print(f"\n2 × {words:,} words        seconds   processor seconds   peak MB")
    for name, row in (("this", quick), ("the plain way", slow)):
        print(f"  {name:18}{row['seconds']:10.2f}{row['processor_seconds']:20.2f}{row['peak_mb']:10.0f}")
    print(f"  {ratio:.1f} times faster")
    return {"words": words, "ours": quick, "plain": slow, "ratio": ratio}


def _growth(ours: Worker, given: Any, *, most: int, minutes: float) -> Figures:
    """A row of a Markdown table for each length; at least two."""
    rows: list[Figures] = []
    began = time.monotonic()
    print("\n| words of each | seconds | processor seconds | peak memory, MB |\n|---|---|---|---|")
    for words in GROWTH:
        if len(rows) > 1 and (words > most or time.monotonic() - began > minutes * 60):
            break
        answer = _medians([ours.ask(*given(words, 100 + seed)) for seed in range(_rounds(words))])
        rows.append({"words": words, **answer})
        told = f"{answer['seconds']:.2f} | {answer['processor_seconds']:.2f} | {answer['peak_mb']:.0f}"
        print(f"| {words:,} | {told} |", flush=True)
    powers = {
        name: math.log(rows[-1][name] / rows[0][name]) / math.log(rows[-1]["words"] / rows[0]["words"])
        for name in ("seconds", "processor_seconds")
    }
    print(
        f"seconds grow as words to the power of {powers['seconds']:.2f}, "
        f"processor seconds to that of {powers['processor_seconds']:.2f}"
    )
    return {"rows": rows, "exponents": powers}


def _edited(ours: Worker, given: Any) -> Figures:
    first, again = [], []
    for seed in range(ROUNDS):
        left, right = given(COMPARED[0], 200 + seed)
        first.append(ours.ask(left, right)["seconds"])
        again.append(ours.ask(edited(left, seed=seed), right, forget=False)["seconds"])
    figures = {"first": statistics.median(first), "again": statistics.median(again)}
    figures["ratio"] = figures["first"] / figures["again"]
    print(
        f"\n2 × {COMPARED[0]:,} words: {figures['first']:.2f} s; after one sentence was edited "
        f"{figures['again']:.3f} s, {figures['ratio']:.1f} times faster"
    )
    return figures


def processor() -> Figures:
    """Its name, the cores that may be used, and which of FEATURES it has."""
    lines = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace").splitlines()
    told = dict(line.split(":", 1) for line in reversed(lines) if ":" in line)
    told = {name.strip(): value.strip() for name, value in told.items()}
    has = set((told.get("flags") or told.get("Features") or "").split())
    return {
        "name": told.get("model name", "unknown processor"),
        "cores": len(os.sched_getaffinity(0)),
        "features": [name for name in FEATURES if name in has],
    }


if __name__ == "__main__":
    sys.exit(main())
