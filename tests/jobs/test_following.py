"""News of a comparison come from whatever process has worked on it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest

from app.comparison.types import Article
from app.jobs.following import Hearing
from app.store.comparisons import ComparisonStore

NOON = datetime(2024, 5, 3, 12, tzinfo=UTC)
ONE = Article("One.")
PATIENCE = 60.0  # seconds until a test gives up


@pytest.fixture
def store(shared_database: str) -> Iterator[ComparisonStore]:
    """A store on PostgreSQL."""
    with closing(ComparisonStore(shared_database)) as opened:
        yield opened


@pytest.fixture
def hearing(store: ComparisonStore) -> Iterator[Hearing]:
    """It never looks without news, so that nothing but news can end the waiting."""
    listening = Hearing(store, every=3600)
    listening.start()
    yield listening
    listening.stop()


def test_each_step_of_another_process_is_heard_of(
    hearing: Hearing, store: ComparisonStore, shared_database: str
) -> None:
    kept, token = store.keep(ONE, ONE, keep_days=1, now=NOON)
    with closing(ComparisonStore(shared_database)) as worker:
        worker.queue.claim(runner="w", now=NOON)

        def beat() -> bool:
            return worker.queue.beat(kept.slug, runner="w")

        steps: list[Callable[[], object]] = [
            beat,
            lambda: worker.queue.report(kept.slug, runner="w", stage="checking", done=1, total=2),
            lambda: worker.queue.finish(kept.slug, runner="w", result={}, now=NOON),
            lambda: store.delete(kept.slug, token=token, now=NOON),
        ]

        async def follow() -> None:
            with hearing.of(kept.slug) as news:
                waiting = asyncio.create_task(news.wait())
                while not waiting.done():  # until the listening has begun
                    await asyncio.to_thread(beat)
                    await asyncio.sleep(0.1)
                for step in steps:
                    await asyncio.to_thread(step)
                    await asyncio.wait_for(news.wait(), PATIENCE)

        asyncio.run(follow())
