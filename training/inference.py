"""Stage 1: natural-language inference in general, from public sentence pairs."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.cross_encoder import Example

ANSWERS = ("entailment", "neutral", "contradiction")

# How many pairs of each set enter, at most, and how many of one answer. What each set is good for stands in its
# INDEX.md; sets that have one answer only are balanced by others of like wording.
MIX: dict[str, dict[str, int]] = {
    "vitaminc_real": {},
    "vitaminc_synthetic": {},
    "lingnli": {},
    "mnli_parts": {},
    "wanli_sub": {},
    "fever_named": {"entailment": 16_000, "contradiction": 16_000},
    "fever_nei_constructed": {"neutral": 14_000},
    "conjnli_adv": {"entailment": 3_500, "neutral": 4_000, "contradiction": 2_400},
    "wfc_negated": {"contradiction": 8_000},
    "cad_nli": {},
    "breaking_nli": {"entailment": 1_000, "contradiction": 2_000},
    "snli_dev": {"entailment": 2_000, "neutral": 2_000, "contradiction": 2_000},
    "semiauto_base_wiki": {},
    "semiauto_translate_wiki": {},
    "infotabs": {"entailment": 2_000, "neutral": 2_000, "contradiction": 2_000},
    "checkcovid": {},
    "mrpc": {},
    "sts_news": {},
}
LONGEST_TEXT = 600  # characters of a pair; longer ones cost most and are cut anyway (LONGEST tokens)
SAME = 4.5  # of 5: graded pairs from here up say the same, by the scale of the sets


def rows(file: Path) -> Iterator[dict[str, Any]]:
    """The lines of a gzipped JSON-lines file."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def answer_of(row: dict[str, Any]) -> str | None:
    """The row's answer in our three, None where it tells nothing."""
    if "score" in row:
        return "entailment" if row["score"] >= SAME else None
    if row["label"] == "paraphrase":
        return "entailment"
    return row["label"] if row["label"] in ANSWERS else None


def some(nli: Path, most: dict[str, int], *, seed: int = 9) -> list[Example]:
    """So many pairs of each set, of any answer."""
    chance = random.Random(seed)
    found: list[Example] = []
    for name, count in most.items():
        part = [
            Example(row["premise"], row["hypothesis"], ANSWERS.index(row["label"]))
            for row in rows(nli / "train" / f"{name}.jsonl.gz")
            if row.get("label") in ANSWERS and len(row["premise"]) + len(row["hypothesis"]) <= LONGEST_TEXT
        ]
        chance.shuffle(part)
        found += part[:count]
    return found


def paraphrases(nli: Path) -> list[Example]:
    """The pairs of news sentences that are known to say the same."""
    return [
        Example(row["premise"], row["hypothesis"], 0)
        for name in ("mrpc", "sts_news")
        for row in rows(nli / "train" / f"{name}.jsonl.gz")
        if answer_of(row) == "entailment"
    ]


def examples(nli: Path, *, seed: int = 7) -> list[Example]:
    """The mix of all sets under `nli`/train, in a seeded order."""
    chance = random.Random(seed)
    found: list[Example] = []
    for name, most in MIX.items():
        by_answer: dict[str, list[Example]] = {answer: [] for answer in ANSWERS}
        for row in rows(nli / "train" / f"{name}.jsonl.gz"):
            answer = answer_of(row)
            first, second = row["premise"], row["hypothesis"]
            if answer is None or len(first) + len(second) > LONGEST_TEXT:
                continue
            by_answer[answer].append(Example(first, second, ANSWERS.index(answer)))
        for answer, part in by_answer.items():
            chance.shuffle(part)
            found += part[: most.get(answer, len(part))]
    chance.shuffle(found)
    return found
