"""Which pairs of sentences are worth judging: the nearest by meaning and by rare words, seen from either side."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.comparison.types import Candidate, Floats

# Chosen in docs/evaluation.md#candidates (`python -m benchmarks.candidates`): the least that keep 95 % of gold links.
NEAREST = 10  # neighbours of a sentence, by meaning and rare words together
RARE_WEIGHT = 0.5  # what a whole overlap of rare words adds to a cosine
FLOOR = 0.1  # least sum of both for a pair to be judged at all

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ENDING = re.compile(r"(?:'s|’s|ing|ed|es|s)$")


def content_words(text: str) -> frozenset[str]:
    """The words of a text, lower-case and without common endings, of three letters or more, and all numbers."""
    return frozenset(
        _ENDING.sub("", word) if len(word) > 4 else word
        for word in (found.group().casefold() for found in _WORD.finditer(text))
        if len(word) > 2 or word[0].isdigit()
    )


def rarity(texts: Sequence[str]) -> dict[str, float]:
    """Inverse frequency of each word over all sentences of both articles: ln(n / sentences that have it)."""
    counts = Counter(word for text in texts for word in content_words(text))
    return {word: math.log((1 + len(texts)) / (0.5 + count)) for word, count in counts.items()}


def rare_overlap(left: Sequence[str], right: Sequence[str]) -> Floats:
    """(n, m) cosines of the two sides' words weighted by rarity, 0 to 1."""
    weight = rarity([*left, *right])
    column = {word: n for n, word in enumerate(sorted(weight))}

    def rows(texts: Sequence[str]) -> Floats:
        table: Floats = np.zeros((len(texts), len(column)), dtype=np.float32)
        for n, text in enumerate(texts):
            for word in content_words(text):
                table[n, column[word]] = weight[word]
        norms: Floats = np.linalg.norm(table, axis=1, keepdims=True)
        unit: Floats = (table / np.maximum(norms, np.float32(1e-9))).astype(np.float32)
        return unit

    product: Floats = rows(left) @ rows(right).T
    return product


def find_candidates(
    left: Sequence[str],
    right: Sequence[str],
    left_rows: Floats,
    right_rows: Floats,
    *,
    nearest: int = NEAREST,
    rare_weight: float = RARE_WEIGHT,
) -> tuple[Candidate, ...]:
    """The pairs to judge, ordered by left and right index.

    Args:
        left: n sentences.
        right: m sentences.
        left_rows: (n, d) embeddings, rows of length 1.
        right_rows: (m, d) embeddings, rows of length 1.
        nearest: neighbours of each sentence that count.
        rare_weight: what a whole overlap of rare words adds to a cosine.

    Returns:
        Every pair in which one sentence is among the `nearest` of the other. Ties go to the lower index. Empty when
        either side is.
    """
    if not left or not right:
        return ()
    cosines: Floats = left_rows @ right_rows.T
    rare = rare_overlap(left, right)
    score: Floats = cosines + np.float32(rare_weight) * rare
    across = _ranks(score)
    down = _ranks(score.T).T
    chosen = (np.minimum(across, down) <= nearest) & (score >= FLOOR)
    return tuple(
        Candidate(i, j, float(cosines[i, j]), float(rare[i, j]), int(across[i, j]), int(down[i, j]))
        for i, j in np.argwhere(chosen).tolist()
    )


def _ranks(score: Floats) -> NDArray[np.int64]:
    """The place of each column among those of its row, from 1, the highest score first; ties to the lower index."""
    order = np.argsort(-score, axis=1, kind="stable")
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.arange(1, score.shape[1] + 1)[None, :], axis=1)
    return ranks
