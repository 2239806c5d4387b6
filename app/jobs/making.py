"""The one way to make the Runner that the settings ask for; serving and working both need it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from app.jobs.runner import ModelSource, Runner
from app.settings import Settings
from app.store.comparisons import ComparisonStore
from app.version import version


def make_runner(
    settings: Settings, store: ComparisonStore, models: ModelSource, *, clock: Callable[[], datetime]
) -> Runner:
    """One that will compute what `store` has queued; not started."""
    return Runner(
        store,
        models,
        clock=clock,
        version=version(),
        max_sentences=settings.max_sentences,
        heartbeat=settings.heartbeat,
    )
