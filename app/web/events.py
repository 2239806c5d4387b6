"""Tells how far a comparison is, as server-sent events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

from starlette.concurrency import run_in_threadpool

from app.errors import NoSuchPage
from app.store.kept import Progress
from app.web.services import Services

LOOK_EVERY = 0.25  # seconds; quicker than an eye sees a bar move, slow enough for a database
QUIET = 60  # looks without news (15 seconds) until a comment keeps proxies from closing the line


async def events(services: Services, slug: str, progress: Progress) -> AsyncIterator[str]:
    """`progress` whenever state or progress has changed, at last one `end`, also where the comparison was deleted."""
    said = ""
    quiet = 0
    while True:
        news = _news(progress, services)
        if news != said:
            yield news
            said, quiet = news, 0
        elif quiet >= QUIET:
            yield ": still here\n\n"
            quiet = 0
        if progress.over:
            yield _event("end", {"state": progress.state})
            return
        await asyncio.sleep(LOOK_EVERY)
        quiet += 1
        try:
            progress = await run_in_threadpool(services.store.progress, slug, now=services.clock())
        except NoSuchPage:
            yield _event("end", {"state": None})
            return


def _news(progress: Progress, services: Services) -> str:
    models = "ready" if services.models.ready else "failed" if services.models.failed else "loading"
    told = {"stage": progress.stage, "done": progress.done, "total": progress.total}
    return _event("progress", {"state": progress.state, "progress": told, "models": models})


def _event(name: str, told: dict[str, object]) -> str:
    return f"event: {name}\ndata: {json.dumps(told)}\n\n"
