"""Which pairs of sentences are worth judging: the nearest by meaning and by rare words, seen from either side."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from app.comparison.types import Candidate, Floats

# Chosen in docs/evaluation.md#candidates (`python -m benchmarks.candidates`): the least that keep 95 % of gold links.
NEAREST = 10  # neighbours of a sentence, by meaning and rare words together
RARE_WEIGHT = 0.5  # what a whole overlap of rare words adds to a cosine
FLOOR = 0.1  # least sum of both for a pair to be judged at all
BLOCK = 1024  # rows or words that are worked on at once: what two articles of 3,000 sentences take stays below 300 MB

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ENDING = re.compile(r"(?:'s|’s|ing|ed|es|s)$")


@lru_cache(maxsize=1 << 12)  # asked for by rarity, by the overlap and by the reasons
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
    sides = [[content_words(text) for text in texts] for texts in (left, right)]
    # Words of one side alone lengthen its rows, but no product has them.
    shared = sorted(set[str]().union(*sides[0]) & set[str]().union(*sides[1]))
    product: Floats = np.zeros((len(left), len(right)), dtype=np.float32)
    for at in range(0, len(shared), BLOCK):
        column = {word: n for n, word in enumerate(shared[at : at + BLOCK])}
        product += _weighted(sides[0], column, weight) @ _weighted(sides[1], column, weight).T
    lengths = [
        np.array([math.sqrt(sum(sorted(weight[word] ** 2 for word in words))) for words in side], dtype=np.float32)
        for side in sides
    ]
    product /= np.maximum(lengths[0], np.float32(1e-9))[:, None]
    product /= np.maximum(lengths[1], np.float32(1e-9))[None, :]
    return product


def _weighted(side: Sequence[frozenset[str]], column: Mapping[str, int], weight: Mapping[str, float]) -> Floats:
    """(sentences, columns) weights of the words that a sentence has."""
    table: Floats = np.zeros((len(side), len(column)), dtype=np.float32)
    for n, words in enumerate(side):
        for word in words:
            if word in column:
                table[n, column[word]] = weight[word]
    return table


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


def _ranks(score: Floats) -> NDArray[np.int32]:
    """The place of each column among those of its row, from 1, the highest score first; ties to the lower index."""
    ranks = np.empty(score.shape, dtype=np.int32)
    places = np.arange(1, score.shape[1] + 1, dtype=np.int32)[None, :]
    for at in range(0, len(score), BLOCK):
        order = np.argsort(-score[at : at + BLOCK], axis=1, kind="stable")
        np.put_along_axis(ranks[at : at + BLOCK], order, places, axis=1)
    return ranks
