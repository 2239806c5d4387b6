"""Stage 2: pairs of sentences from two reports, with our four answers, from gold comparisons and texts of our own."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np

from app.comparison.candidates import find_candidates
from app.comparison.ports import Encoder
from app.comparison.types import Floats
from training import edits
from training.cross_encoder import Example
from training.gold import Case, cases, held_out

ANSWERS = ("full", "partial", "contradiction", "neither")
FULL, PARTIAL, CONTRADICTION, NEITHER = range(4)

# Weights in the loss, so that no source drowns another; chosen by conflict and match F1 on held-out training pairs.
ARGUABLE = 0.4
RULE = 0.5  # a sentence changed by rule
WRITTEN = 0.6  # our own groups
CONTRADICTED = 2.0  # gold contradictions: rare, and what precision hangs on


def _shared(other: str) -> Callable[[str], bool]:
    return lambda words: words in other


def gold_examples(case: Case, rows: tuple[Floats, Floats]) -> Iterator[Example]:
    """Every gold cell, and the candidates that are none as `neither`."""
    candidates = find_candidates(case.left, case.right, *rows)
    pairs = {(c.left, c.right) for c in candidates} | set(case.cells)
    for left, right in sorted(pairs - case.ignored):
        # An edited case repeats the natural one but for the sentences that were changed.
        if case.edited and right not in case.changed:
            continue
        cell = case.cells.get((left, right))
        first, second = case.left[left], case.right[right]
        if cell is None:
            yield Example(first, second, NEITHER)
        elif cell["relation"] == "match":
            yield Example(first, second, FULL if cell["degree"] == "full" else PARTIAL)
        else:
            weight = ARGUABLE if cell["degree"] == "arguable" else CONTRADICTED
            yield Example(first, second, CONTRADICTION, weight)


def changed_examples(case: Case, chance: random.Random, *, most: int) -> Iterator[Example]:
    """Matched pairs with a shared fact of one side changed, and with harmless changes, at most `most` of the former."""
    names = sorted({w for text in (*case.left, *case.right) for _, _, w in edits.names_in(text)})
    matches = [(cell, link["degree"]) for cell, link in case.cells.items() if link["relation"] == "match"]
    chance.shuffle(matches)
    made = 0
    for (left, right), degree in matches:
        first, second = case.left[left], case.right[right]
        if chance.random() < 0.5:
            first, second = second, first
        answer = FULL if degree == "full" else PARTIAL
        for kind in chance.sample(edits.CHANGES, len(edits.CHANGES)):
            # A partial match shares some claim and we do not know which words carry it: change only what is hard to miss.
            if made >= most or (kind not in ("number", "day", "name") and degree != "full"):
                continue
            new = edits.change(kind, second, chance, _shared(first), names)
            if new and new != second:
                made += 1
                yield Example(first, new, CONTRADICTION, RULE)
                break
        for keep in edits.KEEPS:
            new = keep(second, chance)
            if new and chance.random() < 0.3:
                yield Example(first, new, answer, RULE)
        # A fact that only one side tells may be any: the pair stays what it was.
        new = edits.change("number", second, chance, lambda words, first=first: words not in first, names)  # type: ignore[misc]  # bound early
        if new and chance.random() < 0.5:
            yield Example(first, new, PARTIAL, RULE)


def own_examples(case: Case, chance: random.Random, *, most: int) -> Iterator[Example]:
    """Sentences against changed copies of themselves: the smallest difference that contradicts, and that does not."""
    names = sorted({w for text in (*case.left, *case.right) for _, _, w in edits.names_in(text)})
    texts = [text for text in (*case.left, *case.right) if len(text) > 40]
    for text in chance.sample(texts, min(most, len(texts))):
        for kind in chance.sample(edits.CHANGES, 2):
            new = edits.change(kind, text, chance, lambda words: True, names)
            if new and new != text:
                yield Example(text, new, CONTRADICTION, RULE)
        for keep in edits.KEEPS:
            new = keep(text, chance)
            if new:
                yield Example(text, new, FULL, RULE)


def written_examples(folder: Path) -> Iterator[Example]:
    """The groups that we wrote: a claim, the same claim, more than it, against it, and beside it."""
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            group = json.loads(line)
            base, same, more = group["base"], group["same"], group["partial"]
            against = [clash["text"] for clash in group["against"]]
            for first, second in combinations([base, *same], 2):
                yield Example(first, second, FULL, WRITTEN)
            for first in (base, *same):
                yield from (Example(first, second, PARTIAL, WRITTEN) for second in more)
                yield from (Example(first, second, CONTRADICTION, WRITTEN) for second in against)
                yield from (Example(first, second, NEITHER, WRITTEN) for second in group["apart"])


def examples(gold: Path, written: Path, encoder: Encoder, *, part: int | None = 0, seed: int = 7) -> list[Example]:
    """All of them in a seeded order, each pair in a random direction.

    Args:
        gold: folder of gold comparisons for training.
        written: folder of our own groups.
        part: which quarter of the article pairs is kept out (`gold.held_out`); None keeps none out.
    """
    chance = random.Random(seed)
    found: list[Example] = list(written_examples(written))
    for case in cases(gold):
        if part is not None and held_out(case.id, part=part):
            continue
        found += gold_examples(case, (encoder.encode(case.left), encoder.encode(case.right)))
        if not case.edited:
            found += changed_examples(case, chance, most=40)
            found += own_examples(case, chance, most=12)
    turned = [e if chance.random() < 0.5 else Example(e.second, e.first, e.answer, e.weight) for e in found]
    chance.shuffle(turned)
    return turned


def start_head(weights: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> Sequence[int]:
    """Rows of the inference head (entailment, neutral, contradiction) that each of our answers starts from."""
    return (0, 0, 2, 1)
