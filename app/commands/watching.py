"""Figures about this process and the queue, for Prometheus, where a setting asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime

from app.metrics import Waiting, exposed
from app.settings import Settings
from app.store.statistics import Watch


@contextmanager
def watched(settings: Settings, *, clock: Callable[[], datetime], waits: bool = False) -> Iterator[None]:
    """Answer at the port that the settings name for as long as this lasts. Raises StartRefused.

    `waits`: where another process still uses the port, begin when it is free.
    """
    with closing(Watch(settings.database)) as watch:

        def waiting() -> Waiting:
            length, oldest = watch.waiting(now=clock())
            return Waiting(length, oldest.total_seconds())

        with exposed(settings.metrics_host, settings.metrics_port, waiting, waits=waits):
            yield
