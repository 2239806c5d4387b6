"""Looks after the database without serving."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime

from app.settings import Settings
from app.store.comparisons import ComparisonStore
from app.store.copying import copy_all


def migrate(settings: Settings) -> None:
    """Bring the database to its present form. Raises StartRefused."""
    with closing(ComparisonStore(settings.database)) as store:
        store.migrate()


def take_over(settings: Settings, source: str) -> int:
    """Copy everything from the database at `source`; return how many comparisons. Raises StartRefused, StoreFailed."""
    return copy_all(source, settings.database)["comparisons"]


def purge(settings: Settings, *, now: datetime) -> int:
    """Delete what has expired; return how many comparisons that were. Raises StartRefused, StoreFailed."""
    with closing(ComparisonStore(settings.database)) as store:
        store.migrate()
        return store.purge(now=now)
