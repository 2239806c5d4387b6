"""Scores one answer against its gold case, and makes figures from the sums.

An answer is the `result` of docs/api.md. Its sentences are laid on the gold ones by overlap of characters, so that any
segmentation can be scored; links are scored as cells (left gold sentence, right gold sentence).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.gold import Case, Cell, Json

STATUSES = ("contradictory", "matched", "unique")  # the first of these that any part of a sentence has is its status
SIDES = ("left", "right")
# A reason's span marks words: longer than this many characters and than twice the gold span, it marks none.
LONGEST_WORDS = 60
Counts = Counter[Any]  # by name; of statuses by ("status", wanted, said)


def overlay(predicted: Sequence[Json], gold: Sequence[Json]) -> list[int | None]:
    """For each predicted sentence the index of the gold sentence it overlaps most, None where it overlaps none."""
    placed: list[int | None] = []
    for sentence in predicted:
        best, size = None, 0
        for index, wanted in enumerate(gold):
            overlap = min(sentence["end"], wanted["end"]) - max(sentence["start"], wanted["start"])
            if overlap > size:
                best, size = index, overlap
        placed.append(best)
    return placed


def score(case: Case, result: Json) -> Counts:
    """Counts for one case; every figure is made from sums of these."""
    counts: Counts = Counter()
    for side in SIDES:
        text = case.side(side)["text"]
        counts["text changed"] += result[side].get("text", text) != text
        counts["bad offsets"] += sum(not 0 <= s["start"] < s["end"] <= len(text) for s in result[side]["sentences"])
    places = {side: overlay(result[side]["sentences"], case.side(side)["sentences"]) for side in SIDES}
    found = answered(result["links"], places)
    for cell in (set(case.cells) | set(found)) - case.ignore:
        _score_cell(counts, case, cell, case.cells.get(cell), found.get(cell))
    for at, side in enumerate(SIDES):
        for index in range(len(case.side(side)["sentences"])):
            wanted = _wanted_status(case, at, index, found)
            if wanted:
                sentences = zip(result[side]["sentences"], places[side], strict=True)
                parts = {sentence["status"] for sentence, place in sentences if place == index}
                said = next((status for status in STATUSES if status in parts), "unique")
                counts["status", wanted, said] += 1
    return counts


def answered(links: Sequence[Json], places: Mapping[str, list[int | None]]) -> dict[Cell, Json]:
    """The link answered for each cell; of several in one cell a contradiction, else the first."""
    found: dict[Cell, Json] = {}
    for link in links:
        left, right = places["left"][link["left"]], places["right"][link["right"]]
        if left is None or right is None:
            continue
        known = found.get((left, right))
        if known is None or (link["relation"] == "contradiction" and known["relation"] != "contradiction"):
            found[left, right] = link
    return found


def _score_cell(counts: Counts, case: Case, cell: Cell, want: Json | None, got: Json | None) -> None:
    relation = want["relation"] if want else None
    answer = got["relation"] if got else None
    arguable = want is not None and relation == "contradiction" and want["degree"] == "arguable"
    if want and relation == "match":
        counts["match wanted"] += 1
        counts["match found"] += answer == "match"
        if want["degree"] == "full":
            counts["full wanted"] += 1
            counts["full found"] += answer == "match"
    elif want and relation == "contradiction" and not arguable:
        counts["conflict wanted"] += 1
        counts["conflict found"] += answer == "contradiction"
        counts["missed as match"] += answer == "match"
        if got and answer == "contradiction":
            hits = _reason_hits(case, cell, want, got)
            counts["reasons wanted"] += bool(hits)
            counts["reasons hit"] += any(hits)
    if answer == "match" and relation != "contradiction":
        counts["match said"] += 1
        counts["match right"] += relation == "match"
    if answer == "contradiction" and not arguable:
        counts["conflict said"] += 1
        counts["conflict right"] += relation == "contradiction"


def _reason_hits(case: Case, cell: Cell, want: Json, got: Json) -> list[bool]:
    """For each gold fact whose words are found in both sentences: whether one reason marks them on both sides."""
    hits = []
    for fact in want.get("facts", []):
        spots = []
        for side, index in zip(SIDES, cell, strict=True):
            sentence = case.side(side)["sentences"][index]
            at = case.side(side)["text"].find(fact[side], sentence["start"], sentence["end"])
            spots.append((side, at, at + len(fact[side])))
        if all(at >= 0 for _, at, _ in spots):
            hits.append(
                any(all(_marks(reason.get(side), at, end) for side, at, end in spots) for reason in got["reasons"])
            )
    return hits


def _marks(span: Sequence[int] | None, start: int, end: int) -> bool:
    if not span:
        return False
    return span[0] < end and span[1] > start and span[1] - span[0] <= max(LONGEST_WORDS, 2 * (end - start))


def _wanted_status(case: Case, at: int, index: int, answered: Mapping[Cell, Json]) -> str | None:
    """The status of a gold sentence on side `at`, None where the gold leaves it open."""
    mine = [link for cell, link in case.cells.items() if cell[at] == index]
    degrees = {link["degree"] for link in mine if link["relation"] == "contradiction"}
    if "clear" in degrees:
        return "contradictory"
    if at == 0 and any(cell[0] == index and cell in case.ignore and cell not in case.cells for cell in answered):
        return None
    if "arguable" in degrees:
        return None
    return "matched" if any(link["relation"] == "match" for link in mine) else "unique"


def ratio(part: float, whole: float) -> float:
    """To four decimals; not a number where there is nothing to divide by."""
    return round(part / whole, 4) if whole else float("nan")


def f1(precision: float, recall: float) -> float:
    """Their harmonic mean, 0 where either is not a number."""
    return round(2 * precision * recall / (precision + recall), 4) if precision + recall > 0 else 0.0


def figures(counts: Counts, pairs: int) -> Json:
    """The figures of summed counts over `pairs` pairs of articles; benchmarks.evaluate explains them."""
    match = ratio(counts["match right"], counts["match said"]), ratio(counts["match found"], counts["match wanted"])
    conflict = (
        ratio(counts["conflict right"], counts["conflict said"]),
        ratio(counts["conflict found"], counts["conflict wanted"]),
    )
    judged = sum(number for key, number in counts.items() if isinstance(key, tuple))
    by_status = {}
    for status in STATUSES:
        right = counts["status", status, status]
        said = sum(counts["status", other, status] for other in STATUSES)
        wanted = sum(counts["status", status, other] for other in STATUSES)
        by_status[status] = f1(ratio(right, said) if said else 0.0, ratio(right, wanted) if wanted else 0.0)
    return {
        "pairs": pairs,
        "match": {
            "P": match[0],
            "R": match[1],
            "F1": f1(*match),
            "R full": ratio(counts["full found"], counts["full wanted"]),
            "wanted": counts["match wanted"],
        },
        "conflict": {
            "P": conflict[0],
            "R": conflict[1],
            "F1": f1(*conflict),
            "wanted": counts["conflict wanted"],
            "missed as match": counts["missed as match"],
        },
        "false conflicts per pair": ratio(counts["conflict said"] - counts["conflict right"], pairs),
        "status": {
            "accuracy": ratio(sum(counts["status", status, status] for status in STATUSES), judged),
            "macro-F1": round(sum(by_status.values()) / len(STATUSES), 4),
            **by_status,
        },
        "reason hit": ratio(counts["reasons hit"], counts["reasons wanted"]),
        "bad offsets": counts["bad offsets"],
        "text changed": counts["text changed"],
    }


def report(scored: Sequence[tuple[Case, Counts]]) -> Json:
    """Figures by variant, and by variant and kind of pair, sorted by name."""
    totals: dict[str, Counts] = {}
    pairs: Counter[str] = Counter()
    for case, counts in scored:
        for key in (case.variant, f"{case.variant}:{case.kind}"):
            totals.setdefault(key, Counter()).update(counts)
            pairs[key] += 1
    return {key: figures(totals[key], pairs[key]) for key in sorted(totals)}
