"""Plain numbers that turn evidence about a pair into probabilities, and the cuts that make links of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from app.comparison.types import Floats


@dataclass(frozen=True, slots=True)
class Scorer:
    """A logistic regression over named evidence: probability = 1 / (1 + exp(-(bias + weights · evidence)))."""

    bias: float
    weights: Mapping[str, float]

    def probabilities(self, evidence: Floats, names: tuple[str, ...]) -> Floats:
        """(n,) probabilities for (n, len(names)) evidence. Raises KeyError where a weight names no column."""
        row = np.zeros(len(names), dtype=np.float64)
        for name, weight in self.weights.items():
            row[names.index(name)] = weight
        scores = self.bias + evidence.astype(np.float64) @ row
        found: Floats = (1 / (1 + np.exp(-np.clip(scores, -60, 60)))).astype(np.float32)
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
    first_look: float = 0.0  # of any relation, by the cheap evidence, for the judge to be asked at all


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was fitted for one named judge; `calibrated` is False where the cuts are only stated, not measured."""

    judge: str
    calibrated: bool
    match: Scorer
    contradiction: Scorer
    full: Scorer
    cuts: Cuts
    first_look: Scorer | None = None  # None asks the judge about every candidate

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> Calibration:
        """From what `written` gives. Raises KeyError."""
        return cls(
            judge=document["judge"],
            calibrated=document["calibrated"],
            match=Scorer(**document["match"]),
            contradiction=Scorer(**document["contradiction"]),
            full=Scorer(**document["full"]),
            cuts=Cuts(**document["cuts"]),
            first_look=Scorer(**document["first_look"]) if document.get("first_look") else None,
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
