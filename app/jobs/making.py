"""The one way to make the runners that the settings ask for; serving and working both need it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime

from app.jobs.crew import Crew
from app.jobs.runner import ModelSource, Runner
from app.settings import Settings
from app.store.comparisons import ComparisonStore
from app.version import version


def make_runner(
    settings: Settings,
    store: ComparisonStore,
    models: ModelSource,
    *,
    clock: Callable[[], datetime],
    fresh: bool = False,
    ended: threading.Condition | None = None,
) -> Runner:
    """One that will compute what `store` has queued; not started. `fresh` and `ended` are the Runner's own."""
    return Runner(
        store,
        models,
        clock=clock,
        version=version(),
        max_sentences=settings.max_sentences,
        heartbeat=settings.heartbeat,
        fresh=fresh,
        ended=ended,
    )


def make_crew(
    settings: Settings, store: ComparisonStore, models: ModelSource, *, clock: Callable[[], datetime]
) -> Crew:
    """As many as the settings let work side by side; not started.

    Only the first takes up again what was in hand when a process ended, so that of two such comparisons, of which one
    may be why, the other is not there when it happens again.
    """
    ended = threading.Condition()
    return Crew(
        [make_runner(settings, store, models, clock=clock, fresh=n > 0, ended=ended) for n in range(settings.at_once)]
    )
