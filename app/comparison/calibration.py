"""Plain numbers that turn evidence about a pair into probabilities, and the cuts that make links of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.comparison.trees import Trees
from app.comparison.types import Floats

FIRST = ("plain_match", "plain_contradiction")  # log odds by the trees, evidence for the scorers


@dataclass(frozen=True, slots=True)
class Scorer:
    """A logistic regression over named evidence: probability = 1 / (1 + exp(-(bias + weights · evidence)))."""

    bias: float
    weights: Mapping[str, float]

    def probabilities(self, evidence: Floats, names: tuple[str, ...]) -> Floats:
        """(n,) probabilities for (n, len(names)) evidence. Raises ValueError where a weight names no column."""
        row = np.zeros(len(names), dtype=np.float64)
        for name, weight in self.weights.items():
            row[names.index(name)] = weight
        return as_probabilities(self.bias + evidence.astype(np.float64) @ row)


def as_probabilities(odds: NDArray[np.float64]) -> Floats:
    """(n,) log odds as probabilities."""
    found: Floats = (1 / (1 + np.exp(-np.clip(odds, -60, 60)))).astype(np.float32)
    return found


@dataclass(frozen=True, slots=True)
class Cuts:
    """The least probability for each kind of link; all stand in the provenance."""

    match: float
    full: float  # of a match, that it is a full one
    likely: float  # of a contradiction
    possible: float
    weaker_match: float  # what a less cautious reader may ask for
    weaker_contradiction: float
    # By the trees alone, for the judge to be asked at all: either is enough.
    first_look: float = 0.0  # of a match
    first_look_contradiction: float = 0.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was fitted for one named judge; `calibrated` is False where the cuts are only stated, not measured.

    The trees look at what costs nothing: similarity, facts, words. The scorers weigh their log odds (`FIRST`) and
    what the judge says.
    """

    judge: str
    calibrated: bool
    match: Scorer
    contradiction: Scorer
    full: Scorer
    cuts: Cuts
    plain_match: Trees | None = None
    plain_contradiction: Trees | None = None

    def first_odds(self, evidence: Floats, names: tuple[str, ...]) -> Floats:
        """(n, len(FIRST)) log odds by the trees; zeros where there are none."""
        found: Floats = np.zeros((len(evidence), len(FIRST)), dtype=np.float32)
        for n, trees in enumerate((self.plain_match, self.plain_contradiction)):
            if trees:
                found[:, n] = trees.log_odds(evidence, names)
        return found

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> Calibration:
        """From what `written` gives. Raises KeyError."""
        trees = [Trees.read(document[name]) if document[name] else None for name in FIRST]
        return cls(
            judge=document["judge"],
            calibrated=document["calibrated"],
            match=Scorer(**document["match"]),
            contradiction=Scorer(**document["contradiction"]),
            full=Scorer(**document["full"]),
            cuts=Cuts(**document["cuts"]),
            plain_match=trees[0],
            plain_contradiction=trees[1],
        )

    def settings(self) -> dict[str, float | str | bool]:
        """What goes into the provenance."""
        return {"calibrated": self.calibrated, **asdict(self.cuts)}

    def written(self) -> dict[str, Any]:
        """As JSON types."""
        return asdict(self)


# For a judge that nothing was fitted for: its own probabilities, and cuts on the careful side, stated and not measured.
STATED = Calibration(
    judge="any",
    calibrated=False,
    match=Scorer(0.0, {"judged_match": 1.0}),
    contradiction=Scorer(0.0, {"judged_contradiction": 1.0}),
    full=Scorer(0.0, {"judged_full": 1.0}),
    cuts=Cuts(match=0.7, full=0.6, likely=0.97, possible=0.92, weaker_match=0.5, weaker_contradiction=0.8),
)
