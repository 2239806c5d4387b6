"""The one piece of work there is: two articles and the models in, a document to keep out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from app.comparison import document, pipeline
from app.comparison.forgetting import forget_endless
from app.comparison.ports import Progress
from app.comparison.types import Article
from app.jobs.giving_back import give_back
from app.jobs.staging import Stages
from app.models.loading import Models


class Compute(Protocol):
    """How two articles become a result."""

    def __call__(
        self, left: Article, right: Article, *, models: Models, version: str, max_sentences: int, progress: Progress
    ) -> Mapping[str, object]:
        """Return the contract's `result`. Raises CrossreadError, and whatever `progress` raises to end the work."""


def compute(
    left: Article, right: Article, *, models: Models, version: str, max_sentences: int, progress: Progress
) -> Mapping[str, object]:
    """Compare as the pipeline does."""
    stages = Stages(progress)
    try:
        made = pipeline.compare(
            left,
            right,
            encoder=models.encoder,
            judge=models.judge,
            calibration=models.calibration,
            version=version,
            max_sentences=max_sentences,
            progress=stages,
        )
    except BaseException:  # a deletion, too: what was read of the texts is not to stay
        forget_endless((len(left.text), len(right.text)))
        raise
    forget_endless(sentence.end - sentence.start for side in (made.left, made.right) for sentence in side.sentences)
    stages.end()
    result = document.to_document(made)
    give_back()
    return result
