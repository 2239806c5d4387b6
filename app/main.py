"""The only place where the parts meet."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from datetime import datetime

from fastapi import FastAPI

from app.clock import utc_now
from app.jobs.elsewhere import Elsewhere, ModelsElsewhere
from app.jobs.following import Hearing, Looking
from app.jobs.making import make_crew
from app.jobs.purging import purge_regularly
from app.jobs.runner import STOP_SECONDS, Loader
from app.models.loading import ModelLoader
from app.settings import Settings
from app.store.comparisons import ComparisonStore
from app.version import version
from app.web import routes
from app.web.services import Services

log = logging.getLogger(__name__)


def create_app(settings: Settings, *, models: Loader | None = None, clock: Callable[[], datetime] = utc_now) -> FastAPI:
    """The whole application. Nothing is opened, loaded or started before its lifespan begins.

    Raises StartRefused when the settings name no usable database.
    """
    store = ComparisonStore(settings.database)
    loader = models or ModelLoader(settings)
    runner = make_crew(settings, store, loader, clock=clock)
    following = Hearing(store) if store.is_shared else Looking(store, clock=clock)

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await asyncio.to_thread(store.migrate)
        log.info("started, %s", "computing here" if settings.computes else "leaving the computing to workers")
        if settings.computes:
            loader.start()
            runner.start()
        following.start()
        purging = asyncio.create_task(purge_regularly(store, clock=clock))
        try:
            yield
        finally:
            purging.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await purging
            if settings.computes:
                await asyncio.to_thread(runner.stop, STOP_SECONDS)
            await asyncio.to_thread(following.stop)
            store.close()
            log.info("stopped")

    app = FastAPI(title="Crossread", version=version(), lifespan=lifespan, docs_url=None, redoc_url=None)
    services = Services(
        settings=settings,
        store=store,
        runner=runner if settings.computes else Elsewhere(store, clock=clock),
        models=loader if settings.computes else ModelsElsewhere(store, heartbeat=settings.heartbeat),
        clock=clock,
        following=following,
    )
    routes.install(app, services)
    return app
