"""Stage 3: the judge's answers, similarity and facts made into one calibrated decision, in plain numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from app.comparison.calibration import FIRST, Calibration, Cuts, Scorer, as_probabilities
from app.comparison.candidates import find_candidates
from app.comparison.evidence import EVIDENCE, PLAIN, judged_evidence, plain_evidence, read
from app.comparison.ports import Encoder, Judge
from app.comparison.trees import Tree, Trees
from app.comparison.types import Article, Floats, Sentence
from training.gold import Case

Answers = NDArray[np.bool_]

ARGUABLE = 0.3  # weight of gold contradictions that only some readers would call so
STRENGTH = 1.0  # inverse regularisation, the library's own default
# Few, shallow and well-fed trees: there are only some dozen article pairs.
BOOSTED: dict[str, Any] = {
    "max_depth": 4,
    "learning_rate": 0.05,
    "max_iter": 200,
    "l2_regularization": 5.0,
    "min_samples_leaf": 25,
    "random_state": 0,
}
FOLDS = 10  # of article pairs, for probabilities of pairs that a fit did not see
FULLNESS = ("similarity", "rare", "words_least", "words_most", "overlap_jaccard", "overlap_min", "overlap_max")
LOOKS = (0.005, 0.01, 0.015, 0.02, 0.025, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.12, 0.15)  # cuts that are tried
LOST_AT_FIRST_LOOK = 0.002  # F1 of matches that asking the judge about fewer pairs may cost
PRECISION_LIKELY = 0.80  # of conflicts shown as likely, on article pairs the fit did not see
POSSIBLE = 0.5  # least probability of a possible conflict: it is likelier than not
JUDGED = ("judged_match", "judged_contradiction")  # answers weighed beside the trees; more of them did worse on dev
SLACK = 0.015  # of F1 given up for precision where the curve is flat
PRECISION_WEAKER = 0.45


@dataclass(frozen=True, slots=True)
class Table:
    """Candidates of many article pairs: evidence, answers and the article pair of each."""

    names: tuple[str, ...]
    evidence: Floats  # (n, len(names))
    match: Answers
    full: Answers
    contradiction: Answers
    weight: Floats
    pair: NDArray[np.int64]
    natural: Answers
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


def _trees(table: Table, answer: Answers) -> tuple[Trees, Floats]:
    """Trees over the plain evidence, and log odds for all rows by trees that did not see their article pair."""
    width = len(PLAIN)
    evidence, weight = table.evidence[:, :width], table.weight
    unseen = np.zeros(len(answer), dtype=np.float32)
    model = HistGradientBoostingClassifier(**BOOSTED)
    for train, test in GroupKFold(FOLDS).split(evidence, answer, table.pair):
        model.fit(evidence[train], answer[train], sample_weight=weight[train])
        unseen[test] = model.decision_function(evidence[test])
    model.fit(evidence, answer, sample_weight=weight)
    trees = []
    for [predictor] in model._predictors:
        nodes = predictor.nodes
        leaf, own = nodes["is_leaf"].astype(bool), np.arange(len(nodes))
        trees.append(
            Tree(
                feature=tuple(np.where(leaf, 0, nodes["feature_idx"]).tolist()),
                threshold=tuple(np.where(leaf, 0, nodes["num_threshold"]).tolist()),
                left=tuple(np.where(leaf, own, nodes["left"]).tolist()),
                right=tuple(np.where(leaf, own, nodes["right"]).tolist()),
                value=tuple(np.where(leaf, nodes["value"], 0).tolist()),
            )
        )
    return Trees(PLAIN, float(model._baseline_prediction[0, 0]), tuple(trees)), unseen


def _scorer(evidence: Floats, names: tuple[str, ...], answer: Answers, table: Table) -> tuple[Scorer, Floats]:
    """A scorer over the named columns, and probabilities for all rows by fits that did not see their article pair."""
    model = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=3000))
    weight = table.weight.astype(np.float64)
    unseen = np.zeros(len(answer), dtype=np.float32)
    for train, test in GroupKFold(FOLDS).split(evidence, answer, table.pair):
        model.fit(evidence[train], answer[train], logisticregression__sample_weight=weight[train])
        unseen[test] = model.predict_proba(evidence[test])[:, 1]
    model.fit(evidence, answer, logisticregression__sample_weight=weight)
    scale, last = model[0], model[-1]
    weights = last.coef_[0] / scale.scale_
    bias = float(last.intercept_[0] - (weights * scale.mean_).sum())
    return Scorer(bias, {name: float(w) for name, w in zip(names, weights, strict=True)}), unseen


def best_cut(answer: Answers, found: Floats, wanted: int, *, slack: float = 0.0) -> float:
    """The highest cut whose F1 is at most `slack` below the best, where `wanted` answers are right in all."""
    order = np.argsort(-found, kind="stable")
    right = np.cumsum(answer[order])
    f1 = 2 * right / (np.arange(1, len(order) + 1) + wanted)
    return float(found[order[int(np.flatnonzero(f1 >= f1.max() - slack)[0])]])


def precise_cut(answer: Answers, found: Floats, weight: Floats, precision: float) -> float:
    """The lowest cut above which at least `precision` of what is said is right; arguable ones do not count."""
    clear = weight >= 1
    order = np.argsort(-found[clear], kind="stable")
    right = np.cumsum(answer[clear][order])
    good = np.flatnonzero(right / np.arange(1, len(order) + 1) >= precision)
    return float(found[clear][order[good[-1]]]) if len(good) else 1.0


def fit_plain(table: Table) -> Calibration:
    """The calibration for no judge at all, from plain evidence."""
    match, match_odds = _trees(table, table.match)
    contradiction, clash_odds = _trees(table, table.contradiction)
    match_seen, clash_seen = (as_probabilities(odds.astype(np.float64)) for odds in (match_odds, clash_odds))
    full, full_seen = _full(table, FULLNESS)
    return Calibration(
        "none",
        True,
        Scorer(0.0, {"plain_match": 1.0}),
        Scorer(0.0, {"plain_contradiction": 1.0}),
        full,
        _cuts(table, match_seen, clash_seen, full_seen),
        match,
        contradiction,
    )


def fit(table: Table, unjudged: Table, judge: str) -> Calibration:
    """The calibration for a judge.

    Args:
        table: evidence with the judge's answers, of article pairs that it was not trained on.
        unjudged: plain evidence of other article pairs, for the trees.
        judge: the judge's name.
    """
    match_trees, _ = _trees(unjudged, unjudged.match)
    clash_trees, _ = _trees(unjudged, unjudged.contradiction)
    first = np.column_stack([trees.log_odds(table.evidence, table.names) for trees in (match_trees, clash_trees)])
    answers = table.evidence[:, [table.names.index(name) for name in JUDGED]]
    evidence = np.hstack([first, answers]).astype(np.float32)
    names = (*FIRST, *JUDGED)
    match, match_seen = _scorer(evidence, names, table.match, table)
    contradiction, clash_seen = _scorer(evidence, names, table.contradiction, table)
    full, full_seen = _full(table, (*FULLNESS, "judged_match", "judged_full"))
    cuts = _cuts(table, match_seen, clash_seen, full_seen)
    return Calibration(
        judge,
        True,
        match,
        contradiction,
        full,
        first_looks(table, evidence, match_seen, clash_seen, contradiction, cuts),
        match_trees,
        clash_trees,
    )


def first_looks(
    table: Table, evidence: Floats, match: Floats, contradiction: Floats, scorer: Scorer, cuts: Cuts
) -> Cuts:
    """The cuts, with those below which the judge is not asked: of LOOKS, the two that ask about the fewest pairs.

    Those for a match and for a contradiction together may cost LOST_AT_FIRST_LOOK of the F1 of matches. No
    contradiction may be left out that the strongest answer which the judge gave to any pair would make a possible one.

    Args:
        table: of article pairs that the judge was not trained on.
        evidence: (n, len(FIRST) + len(JUDGED)) of the same candidates.
        match: (n,) probabilities by fits that did not see the article pair.
        contradiction: (n,) likewise.
        scorer: of contradictions.
        cuts: all others.
    """
    first = [as_probabilities(evidence[:, n].astype(np.float64)) for n in range(len(FIRST))]
    strongest = evidence.copy()
    strongest[:, -1] = evidence[:, -1].max()
    hopeful = scorer.probabilities(strongest, (*FIRST, *JUDGED)) >= cuts.possible
    told = np.where(contradiction < cuts.possible, match, 0) >= cuts.match
    wanted = int(table.match.sum()) + table.lost[0]

    def f1(asked: Answers) -> float:
        found = told & asked
        return float(2 * (table.match & found).sum() / (found.sum() + wanted))

    least = f1(np.ones_like(told)) - LOST_AT_FIRST_LOOK
    best, fewest = (0.0, 0.0), len(told)
    for clash in (look for look in LOOKS if not (hopeful & (first[1] < look)).any()):
        for look in LOOKS:
            asked = (first[0] >= look) | (first[1] >= clash)
            if asked.sum() < fewest and f1(asked) >= least:
                best, fewest = (look, clash), int(asked.sum())
    return replace(cuts, first_look=best[0], first_look_contradiction=best[1])


def _full(table: Table, names: tuple[str, ...]) -> tuple[Scorer, Floats]:
    """Full against partial, among the matches; probabilities are for those alone."""
    rows = np.flatnonzero(table.match)
    columns = [table.names.index(name) for name in names]
    among = replace(table, weight=table.weight[rows], pair=table.pair[rows])
    return _scorer(table.evidence[rows][:, columns], names, table.full[rows], among)


def _cuts(table: Table, match: Floats, contradiction: Floats, full: Floats) -> Cuts:
    """The cuts, from probabilities of article pairs that the fits did not see."""
    calm = contradiction < POSSIBLE
    wanted = int(table.match.sum()) + table.lost[0]
    match_cut = best_cut(table.match & calm, np.where(calm, match, 0), wanted, slack=SLACK)
    return Cuts(
        match=match_cut,
        full=best_cut(table.full[table.match], full, int(table.full.sum())),
        likely=max(POSSIBLE, precise_cut(table.contradiction, contradiction, table.weight, PRECISION_LIKELY)),
        possible=POSSIBLE,
        weaker_match=match_cut / 2,
        weaker_contradiction=precise_cut(table.contradiction, contradiction, table.weight, PRECISION_WEAKER),
    )
