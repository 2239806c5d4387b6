"""On SQLite one look, for all who follow a comparison, finds the news."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from app.comparison.types import Article
from app.jobs.following import Looking, News
from app.store.comparisons import ComparisonStore
from tests.fakes import SettableClock

ONE = Article("One.")
PATIENCE = 60.0  # seconds until a test gives up
NEVER = 3600.0


@pytest.fixture
def looking(store: ComparisonStore, clock: SettableClock) -> Iterator[Looking]:
    """Who follows never looks without news, so that nothing but news can end the waiting."""
    made = Looking(store, clock=clock, look_every=0.01, every=NEVER)
    made.start()
    yield made
    made.stop()


async def heard(news: News) -> None:
    await asyncio.wait_for(news.wait(), PATIENCE)


def test_each_step_is_found_by_all_who_follow_it(
    looking: Looking, store: ComparisonStore, clock: SettableClock
) -> None:
    kept, token = store.keep(ONE, ONE, keep_days=1, now=clock())
    steps = (
        lambda: store.queue.claim(runner="w", now=clock()),
        lambda: store.queue.report(kept.slug, runner="w", stage="checking", done=1, total=2),
        lambda: store.queue.finish(kept.slug, runner="w", result={}, now=clock()),
        lambda: store.delete(kept.slug, token=token, now=clock()),
    )

    async def follow() -> None:
        with looking.of(kept.slug) as one, looking.of(kept.slug) as other:
            await asyncio.gather(heard(one), heard(other))  # of what it was when they came
            for step in steps:
                await asyncio.to_thread(step)
                await asyncio.gather(heard(one), heard(other))
        with looking.of(kept.slug) as late:  # nothing has changed since it was seen, but not by this one
            await heard(late)

    asyncio.run(follow())


def test_no_news_of_one_are_news_of_another(looking: Looking, store: ComparisonStore, clock: SettableClock) -> None:
    quiet, busy = (store.keep(ONE, ONE, keep_days=1, now=clock())[0].slug for _ in range(2))

    async def follow() -> None:
        with looking.of(quiet) as one, looking.of(busy) as other:
            await asyncio.gather(heard(one), heard(other))
            waiting = asyncio.create_task(one.wait())
            await asyncio.to_thread(store.queue.claim, runner="w", now=clock())
            first = store.progress(quiet, now=clock()).state  # the one whose turn it is
            await (heard(other) if first == "queued" else asyncio.wait_for(waiting, PATIENCE))
            assert waiting.done() == (first == "running")
            waiting.cancel()

    asyncio.run(follow())


def test_the_store_tells_of_many_at_once(store: ComparisonStore, clock: SettableClock) -> None:
    slugs = [store.keep(ONE, ONE, keep_days=1, now=clock())[0].slug for _ in range(3)]
    store.queue.claim(runner="w", now=clock())
    many = [*slugs, *(f"{n:022d}" for n in range(1_000))]
    found = store.progress_of(many, now=clock())
    assert found == {slug: store.progress(slug, now=clock()) for slug in slugs}
    assert sorted(progress.state for progress in found.values()) == ["queued", "queued", "running"]
    clock.now = max(store.find(slug, now=clock()).expires for slug in slugs)
    assert store.progress_of(slugs, now=clock()) == {}
