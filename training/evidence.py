"""Stage 3: the judge's answers, similarity and facts made into one calibrated decision, in plain numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from app.comparison.calibration import Calibration, Cuts, Scorer
from app.comparison.candidates import find_candidates
from app.comparison.evidence import EVIDENCE, PLAIN, judged_evidence, plain_evidence, read
from app.comparison.ports import Encoder, Judge
from app.comparison.types import Article, Floats, Sentence
from training.gold import Case

ARGUABLE = 0.3  # weight of gold contradictions that only some readers would call so
STRENGTH = 0.3  # inverse regularisation; chosen on gold/train by log loss over article pairs
PRECISION_LIKELY = 0.92  # of conflicts shown as likely, on article pairs the fit did not see
PRECISION_POSSIBLE = 0.80
PRECISION_WEAKER = 0.45


@dataclass(frozen=True, slots=True)
class Table:
    """Candidates of many article pairs: evidence, answers and the article pair of each."""

    names: tuple[str, ...]
    evidence: Floats  # (n, len(names))
    match: np.ndarray[tuple[int], np.dtype[np.bool_]]
    full: np.ndarray[tuple[int], np.dtype[np.bool_]]
    contradiction: np.ndarray[tuple[int], np.dtype[np.bool_]]
    weight: Floats
    pair: np.ndarray[tuple[int], np.dtype[np.int64]]
    natural: np.ndarray[tuple[int], np.dtype[np.bool_]]
    cell: list[tuple[str, int, int]]
    lost: tuple[int, int]  # gold matches and contradictions that are no candidates


def _sentences(texts: Sequence[str]) -> tuple[Sentence, ...]:
    found, at = [], 0
    for n, text in enumerate(texts):
        found.append(Sentence(n, at, at + len(text), n, text))
        at += len(text) + 1
    return tuple(found)


def tabulate(cases: Iterable[Case], encoder: Encoder, judge: Judge | None) -> Table:
    """Evidence for every candidate of every case."""
    rows, match, full, contradiction, weight, pair, natural, cells = [], [], [], [], [], [], [], []
    ids: dict[str, int] = {}
    lost = [0, 0]
    for case in cases:
        left = read(Article("\n".join(case.left), published=case.left_date), _sentences(case.left))
        right = read(Article("\n".join(case.right), published=case.right_date), _sentences(case.right))
        candidates = find_candidates(case.left, case.right, encoder.encode(case.left), encoder.encode(case.right))
        plain, _ = plain_evidence(candidates, left, right)
        if judge:
            answers = judge.judge([(case.left[c.left], case.right[c.right]) for c in candidates])
            plain = np.hstack([plain, judged_evidence(candidates, answers)])
        seen = set()
        for n, c in enumerate(candidates):
            cell = (c.left, c.right)
            seen.add(cell)
            if cell in case.ignored:
                continue
            gold = case.cells.get(cell)
            relation = gold["relation"] if gold else None
            rows.append(plain[n])
            match.append(relation == "match")
            full.append(relation == "match" and gold is not None and gold["degree"] == "full")
            contradiction.append(relation == "contradiction")
            weight.append(ARGUABLE if relation == "contradiction" and gold and gold["degree"] == "arguable" else 1.0)
            pair.append(ids.setdefault(case.id, len(ids)))
            natural.append(not case.edited)
            cells.append((case.id, *cell))
        for cell, gold in case.cells.items():
            if cell not in seen:
                lost[gold["relation"] == "contradiction"] += 1
    return Table(
        EVIDENCE if judge else PLAIN,
        np.array(rows, dtype=np.float32),
        np.array(match),
        np.array(full),
        np.array(contradiction),
        np.array(weight, dtype=np.float32),
        np.array(pair),
        np.array(natural),
        cells,
        (lost[0], lost[1]),
    )


def _fit(
    table: Table, answer: np.ndarray[tuple[int], np.dtype[np.bool_]], keep: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> tuple[Scorer, Floats]:
    """A scorer fitted on the kept rows, and probabilities for all rows by fits that did not see their article pair."""
    model = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=3000))
    evidence, weight = table.evidence.astype(np.float64), table.weight.astype(np.float64)
    unseen = np.zeros(len(answer), dtype=np.float32)
    folds = GroupKFold(min(10, len(set(table.pair.tolist()))))
    for train, test in folds.split(evidence, answer, table.pair):
        mine = train[keep[train]]
        model.fit(evidence[mine], answer[mine], logisticregression__sample_weight=weight[mine])
        unseen[test] = model.predict_proba(evidence[test])[:, 1]
    model.fit(evidence[keep], answer[keep], logisticregression__sample_weight=weight[keep])
    scale, last = model[0], model[-1]
    weights = last.coef_[0] / scale.scale_
    bias = float(last.intercept_[0] - (weights * scale.mean_).sum())
    return Scorer(bias, {name: float(w) for name, w in zip(table.names, weights, strict=True)}), unseen


def best_cut(answer: np.ndarray[tuple[int], np.dtype[np.bool_]], found: Floats, wanted: int) -> float:
    """The cut with the best F1, where `wanted` answers are right in all."""
    order = np.argsort(-found, kind="stable")
    right = np.cumsum(answer[order])
    f1 = 2 * right / (np.arange(1, len(order) + 1) + wanted)
    return float(found[order[int(np.argmax(f1))]])


def precise_cut(
    answer: np.ndarray[tuple[int], np.dtype[np.bool_]], found: Floats, weight: Floats, precision: float
) -> float:
    """The lowest cut above which at least `precision` of what is said is right; arguable ones do not count."""
    clear = weight >= 1
    order = np.argsort(-found[clear], kind="stable")
    right = np.cumsum(answer[clear][order])
    good = np.flatnonzero(right / np.arange(1, len(order) + 1) >= precision)
    return float(found[clear][order[good[-1]]]) if len(good) else 1.0


def fit(table: Table, judge: str) -> tuple[Calibration, Floats, Floats]:
    """The calibration, with the probabilities of match and contradiction that unseen article pairs were given."""
    everything = np.ones(len(table.match), dtype=np.bool_)
    match, match_seen = _fit(table, table.match, everything)
    contradiction, clash_seen = _fit(table, table.contradiction, everything)
    full, full_seen = _fit(table, table.full, table.match)
    calm = clash_seen < 0.5
    match_cut = best_cut(table.match & calm, np.where(calm, match_seen, 0), int(table.match.sum()) + table.lost[0])
    cuts = Cuts(
        match=match_cut,
        full=best_cut(table.full[table.match], full_seen[table.match], int(table.full.sum())),
        likely=precise_cut(table.contradiction, clash_seen, table.weight, PRECISION_LIKELY),
        possible=precise_cut(table.contradiction, clash_seen, table.weight, PRECISION_POSSIBLE),
        weaker_match=match_cut / 2,
        weaker_contradiction=precise_cut(table.contradiction, clash_seen, table.weight, PRECISION_WEAKER),
    )
    return Calibration(judge, True, match, contradiction, full, cuts), match_seen, clash_seen
