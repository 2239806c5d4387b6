"""What speaks for each relation of a candidate pair: similarity, facts and the judge's answer, as named numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.comparison.facts import (
    FEATURES,
    Clash,
    Fact,
    find_facts,
    one_contains_the_other,
    only_seem_to_clash,
    pair_figures,
)
from app.comparison.types import Article, Candidate, Floats, Judgement, Sentence

NEARNESS = (
    "similarity",  # cosine of the embeddings
    "rare",  # overlap of rare words
    "rank_best",  # 1 / place among the other's neighbours, on the side where it is nearer the top
    "rank_worst",
    "lead_best",  # similarity less that of the sentence's best partner, on the side where that is less of a gap
    "lead_worst",
    "words_least",  # logarithm of the number of words of the shorter sentence
    "words_most",
)
ANSWERS = (
    "judged_match",  # log odds of match against neither
    "judged_contradiction",  # log odds of contradiction against all else
    "judged_full",  # log odds of full, given match
    "judged_lead_best",  # log odds of match less the sentence's best, on the side where that is less of a gap
    "judged_lead_worst",
    "judged_clash_least",  # log odds that the words which clash most do, on the side where they do less
    "judged_clash_most",
)
PLAIN = (*NEARNESS, *FEATURES)
EVIDENCE = (*PLAIN, *ANSWERS)
CLEAR = 0.5  # strength from which a clash of facts explains a conflict alone; strengths are stated in facts/clashes.py
LEAST = 1e-4  # probabilities are kept this far from 0 and 1 before their logarithm is taken


@dataclass(frozen=True, slots=True)
class Read:
    """An article's sentences with the facts in each, spans relative to the sentence."""

    article: Article
    sentences: tuple[Sentence, ...]
    facts: tuple[tuple[Fact, ...], ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """One candidate with all that speaks about it."""

    candidate: Candidate
    clashes: tuple[Clash, ...]
    judgement: Judgement | None
    # The one says what the other says, by a denial or in fewer words: no conflict, whatever else speaks for it.
    seeming: bool = False


def read(article: Article, sentences: tuple[Sentence, ...]) -> Read:
    """Find the facts of every sentence."""
    return Read(article, sentences, tuple(find_facts(s.text, published=article.published) for s in sentences))


def plain_evidence(candidates: Sequence[Candidate], left: Read, right: Read) -> tuple[Floats, list[tuple[Clash, ...]]]:
    """Without a judge: (n, len(PLAIN)) evidence, and the clashes of each candidate."""
    table: Floats = np.zeros((len(candidates), len(PLAIN)), dtype=np.float32)
    found: list[tuple[Clash, ...]] = []
    leads = _leads(candidates, [c.similarity for c in candidates])
    for n, c in enumerate(candidates):
        texts = left.sentences[c.left].text, right.sentences[c.right].text
        ranks = sorted((1 / c.left_rank, 1 / c.right_rank))
        words = sorted(math.log(1 + text.count(" ")) for text in texts)
        table[n, : len(NEARNESS)] = (c.similarity, c.rare, ranks[1], ranks[0], *leads[n], *words)
        table[n, len(NEARNESS) :], clashes = pair_figures(*texts, left.article.published, right.article.published)
        found.append(clashes)
    return table, found


def judged_evidence(candidates: Sequence[Candidate], judgements: Sequence[Judgement]) -> Floats:
    """(n, len(ANSWERS)) evidence from the judge's answers to the same candidates."""
    table: Floats = np.zeros((len(candidates), len(ANSWERS)), dtype=np.float32)
    match = [_odds(j.match, j.neither) for j in judgements]
    leads = _leads(candidates, match)
    for n, j in enumerate(judgements):
        contradiction = _odds(j.contradiction, j.match + j.neither)
        clash = sorted(_odds(share, 1 - share) for share in j.clash)
        table[n] = (match[n], contradiction, _odds(j.full, j.match - j.full), *leads[n], *clash)
    return table


def seeming(texts: tuple[str, str], clashes: Sequence[Clash]) -> bool:
    """Whether two sentences only seem to deny each other, or one contains the other, and no fact of theirs clashes."""
    others = any(clash.strength >= CLEAR and clash.kind not in ("negation", "outcome") for clash in clashes)
    return not others and (only_seem_to_clash(*texts) or one_contains_the_other(*texts))


def _odds(one: float, other: float) -> float:
    return math.log(max(one, LEAST) / max(other, LEAST))


def _leads(candidates: Sequence[Candidate], scores: Sequence[float]) -> list[tuple[float, float]]:
    """How far each score lies below the best of the same left and of the same right sentence: (lesser, greater gap)."""
    best_left: dict[int, float] = {}
    best_right: dict[int, float] = {}
    for c, score in zip(candidates, scores, strict=True):
        best_left[c.left] = max(score, best_left.get(c.left, score))
        best_right[c.right] = max(score, best_right.get(c.right, score))
    gaps = []
    for c, score in zip(candidates, scores, strict=True):
        gap = sorted((score - best_left[c.left], score - best_right[c.right]))
        gaps.append((gap[1], gap[0]))
    return gaps
