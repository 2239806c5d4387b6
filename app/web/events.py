"""Tells how far a comparison is, as server-sent events."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator

from starlette.concurrency import run_in_threadpool

from app.errors import NoSuchPage
from app.store.kept import Progress
from app.web.services import Services

QUIET = 15.0  # seconds without news until a comment keeps proxies from closing the line


async def events(services: Services, slug: str, progress: Progress) -> AsyncIterator[str]:
    """`progress` whenever state or progress has changed, at last one `end`, also where the comparison was deleted."""
    said, told = "", await run_in_threadpool(_news, progress, services)
    spoke = time.monotonic()
    with services.following.of(slug) as news:
        while True:
            if told != said:
                yield told
                said, spoke = told, time.monotonic()
            elif time.monotonic() >= spoke + QUIET:
                yield ": still here\n\n"
                spoke = time.monotonic()
            if progress.over:
                yield _event("end", {"state": progress.state})
                return
            await news.wait()
            try:
                progress, told = await run_in_threadpool(_look, slug, services)
            except NoSuchPage:
                yield _event("end", {"state": None})
                return


def _look(slug: str, services: Services) -> tuple[Progress, str]:
    progress = services.store.progress(slug, now=services.clock())
    return progress, _news(progress, services)


def _news(progress: Progress, services: Services) -> str:
    state = services.models
    models = "ready" if state.ready else "away" if state.away else "failed" if state.failed else "loading"
    told = {"stage": progress.stage, "done": progress.done, "total": progress.total}
    return _event("progress", {"state": progress.state, "progress": told, "models": models})


def _event(name: str, told: dict[str, object]) -> str:
    return f"event: {name}\ndata: {json.dumps(told)}\n\n"
