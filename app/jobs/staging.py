"""Takes the time of each stage of a comparison, and ends one that takes far too long."""

from __future__ import annotations

import time
from collections.abc import Callable

from app.comparison.ports import Progress
from app.errors import TooLong
from app.metrics import stage_took

# Seconds. Two texts of 3,000 sentences each take a few minutes on two cores, and a busy machine takes some times that.
MOST = 3_600.0


class Stages:
    """A Progress that times the stages on the way to another one."""

    def __init__(
        self, progress: Progress, *, most: float = MOST, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._progress = progress
        self._monotonic = monotonic
        self._until = monotonic() + most
        self._stage = ""
        self._began = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Tell the other one. Raises TooLong where it has all taken too long, and what the other one raises."""
        if stage != self._stage:
            self._begin(stage)
        if self._monotonic() > self._until:
            raise TooLong("This comparison took too long, so it was given up. Compare the articles in parts.")
        self._progress(stage, done, total)

    def end(self) -> None:
        """It is done."""
        self._begin("")

    def _begin(self, stage: str) -> None:
        now = self._monotonic()
        if self._stage:
            stage_took(self._stage, now - self._began)
        self._stage, self._began = stage, now
