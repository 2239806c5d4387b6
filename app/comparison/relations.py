"""From evidence about a pair to a match, a contradiction or nothing, with a calibrated confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from app.comparison.calibration import Calibration, as_probabilities
from app.comparison.evidence import Pair
from app.comparison.types import Candidate, Floats, Link

QUESTIONS = 1.25  # to the judge for each sentence of both articles, at most: docs/evaluation.md#thresholds


def relate(
    pairs: Sequence[Pair],
    evidence: Floats,
    names: tuple[str, ...],
    calibration: Calibration,
    *,
    same_date: bool = False,
) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """The links of the default caution, and the weaker ones for readers who ask for more.

    Args:
        pairs: n candidates.
        evidence: (n, len(names)) numbers.
        names: of the columns.
        same_date: both articles say that they are of one date, so that neither is an update of the other.

    Returns:
        Both ordered by left and right index; at most one link for each pair, in one of the two. No reasons yet.
    """
    if not pairs:
        return (), ()
    match = calibration.match.probabilities(evidence, names)
    contradiction = calibration.contradiction.probabilities(evidence, names)
    full = calibration.full.probabilities(evidence, names)
    links: list[Link] = []
    weaker: list[Link] = []
    for n in range(len(pairs)):
        strong, weak = _decided(pairs[n], float(match[n]), float(contradiction[n]), float(full[n]), calibration)
        if strong:
            links.append(replace(strong, may_be_update=strong.may_be_update and not same_date))
        elif weak:
            weaker.append(replace(weak, may_be_update=weak.may_be_update and not same_date))
    return _ordered(links), _ordered(weaker)


def _decided(
    pair: Pair, match: float, contradiction: float, full: float, calibration: Calibration
) -> tuple[Link | None, Link | None]:
    """One pair's link of the default caution, or its weaker one."""
    c, cuts = pair.candidate, calibration.cuts
    contradiction = 0.0 if pair.seeming else contradiction
    clash = Link(
        c.left,
        c.right,
        "contradiction",
        contradiction,
        c.similarity,
        band="likely" if contradiction >= cuts.likely else "possible",
        may_be_update=any(clash.may_be_update for clash in pair.clashes),
    )
    same = Link(c.left, c.right, "match", match, c.similarity, degree="full" if full >= cuts.full else "partial")
    # Two sentences with a clash mostly share a claim, too: what is likely to be a conflict is told as one.
    if contradiction >= cuts.possible:
        return clash, None
    if match >= cuts.match and match >= contradiction:
        return same, None
    if contradiction >= cuts.weaker_contradiction and contradiction >= match:
        return None, clash
    if match >= cuts.weaker_match:
        return None, same
    if contradiction >= cuts.weaker_contradiction:
        return None, clash
    return None, None


def _ordered(links: Sequence[Link]) -> tuple[Link, ...]:
    return tuple(sorted(links, key=lambda link: (link.left, link.right)))


def worth_asking(
    candidates: Sequence[Candidate], first: Floats, calibration: Calibration, *, sentences: int
) -> list[int]:
    """Which candidates the judge is asked about, by what the trees see of them: places in order.

    Where there are more than QUESTIONS for each sentence it is about every sentence's likeliest first, then the
    likeliest of all: in long articles chance finds every sentence many neighbours, and a sentence shall cost no more.

    Args:
        candidates: n pairs.
        first: their (n, 2) first odds.
        calibration: whose cuts for the first look count; where it has none, everything is asked.
        sentences: of both articles together.
    """
    worth = np.flatnonzero(promising(first, calibration))
    most = int(QUESTIONS * sentences)
    if not calibration.cuts.first_look or len(worth) <= most:
        return [int(n) for n in worth]
    seen: tuple[set[int], set[int]] = (set(), set())
    likeliest: list[int] = []
    others: list[int] = []
    for n in worth[np.argsort(-first[worth].max(axis=1), kind="stable")].tolist():
        left, right = candidates[n].left, candidates[n].right
        (others if left in seen[0] and right in seen[1] else likeliest).append(n)
        seen[0].add(left)
        seen[1].add(right)
    return sorted((likeliest + others)[:most])


def promising(first: Floats, calibration: Calibration) -> NDArray[np.bool_]:
    """(n,) which candidates the cheap evidence leaves worth asking the judge about, from their (n, 2) first odds."""
    match, contradiction = (as_probabilities(odds.astype(np.float64)) for odds in first.T)
    cuts = calibration.cuts
    chosen: NDArray[np.bool_] = (match >= cuts.first_look) | (contradiction >= cuts.first_look_contradiction)
    return chosen
