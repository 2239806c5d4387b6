"""Computes what others have queued, until a signal says stop; the work in hand is given back then."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from types import FrameType

from app import logs
from app.commands.watching import watched
from app.jobs.dealing import Dealing
from app.jobs.making import make_crew, make_runner
from app.jobs.runner import STOP_SECONDS, Loader
from app.models.loading import ModelLoader
from app.settings import Settings
from app.store.comparisons import ComparisonStore

log = logging.getLogger(__name__)
LOOK_SECONDS = 0.1  # between two looks whether the models are there, or a signal came


def work(
    settings: Settings,
    *,
    clock: Callable[[], datetime],
    say: Callable[[str], None],
    models: Loader | None = None,
) -> None:
    """Work until SIGTERM or SIGINT. Raises StartRefused, and ModelFailed where the models cannot be loaded."""
    logs.configure(kind=settings.log)
    log.info("settings: %s", settings.said())
    with closing(ComparisonStore(settings.database)) as store, _told_to_stop() as stop:
        store.migrate()
        loader = models or ModelLoader(settings)
        loader.start()
        while not (loader.ready or loader.failed or stop.wait(LOOK_SECONDS)):
            pass
        if stop.is_set():
            return
        loader.wait(0)  # says what is wrong with them
        working = (
            Dealing(store, make_runner(settings, store, loader, clock=clock), heartbeat=settings.heartbeat)
            if store.is_shared
            else make_crew(settings, store, loader, clock=clock)
        )
        with watched(settings, clock=clock):
            say("This worker is ready.")
            working.start()
            stop.wait()
            working.stop(STOP_SECONDS)


@contextmanager
def _told_to_stop() -> Iterator[threading.Event]:
    """Set by the signals that end a program in good order; a second one ends it at once."""
    told = threading.Event()

    def tell(number: int, _: FrameType | None) -> None:
        told.set()
        signal.signal(number, before[signal.Signals(number)])

    before = {number: signal.signal(number, tell) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield told
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
