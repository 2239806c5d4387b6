"""Counts of what is kept."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from app.comparison.types import Article
from app.store.comparisons import ComparisonStore
from app.store.statistics import statistics
from tests.fakes import SettableClock

DAM, BRIDGE = Article("A dam broke in Arden."), Article("A bridge held.")


def keep(store: ComparisonStore, clock: SettableClock, *, days: int = 30) -> str:
    return store.keep(DAM, BRIDGE, keep_days=days, now=clock())[0].slug


def test_an_empty_store_has_nothing_to_count(tmp_path: Path, clock: SettableClock) -> None:
    found = statistics(tmp_path / "new.db", now=clock())
    assert (found.total, found.expired, found.bytes) == (0, 0, 0)
    assert (found.oldest_queued, found.median_time, found.longest_time) == (None, None, None)


def test_each_is_counted_by_its_state_and_age(
    store: ComparisonStore, address: str | Path, clock: SettableClock
) -> None:
    ages = (timedelta(days=40), timedelta(days=8), timedelta(hours=30), timedelta(hours=2), timedelta(minutes=5))
    noon = clock()
    for age in ages:
        clock.now = noon - age
        keep(store, clock, days=365)
    clock.now = noon
    found = statistics(address, now=clock())
    assert dict(found.ages["queued"]) == {"hour": 1, "day": 1, "week": 1, "month": 1, "older": 1}
    assert found.total == len(ages)
    assert found.oldest_queued == timedelta(days=40)
    assert found.bytes > 0


def test_states_and_times_are_those_of_the_comparisons(
    store: ComparisonStore, address: str | Path, clock: SettableClock
) -> None:
    for seconds in (2, 4, 60):
        slug = keep(store, clock)
        store.queue.claim(runner="me", now=clock())
        clock.advance(timedelta(seconds=seconds))
        store.queue.finish(slug, runner="me", result={"schema": 1}, now=clock())
    failed = keep(store, clock)
    store.queue.claim(runner="me", now=clock())
    store.queue.fail(failed, runner="me", title="No", detail="Why", now=clock())
    keep(store, clock)
    store.queue.claim(runner="me", now=clock())
    found = statistics(address, now=clock())
    assert {state: sum(ages.values()) for state, ages in found.ages.items()} == {
        "queued": 0,
        "running": 1,
        "done": 3,
        "failed": 1,
    }
    assert found.median_time == timedelta(seconds=4)
    assert found.longest_time == timedelta(seconds=60)


def test_what_has_expired_is_counted_apart_until_it_is_purged(
    store: ComparisonStore, address: str | Path, clock: SettableClock
) -> None:
    keep(store, clock, days=1)
    clock.advance(timedelta(days=1))
    found = statistics(address, now=clock())
    assert (found.total, found.expired, found.oldest_queued) == (0, 1, None)
    store.purge(now=clock())
    assert statistics(address, now=clock()).expired == 0
