"""Reports of progress: how often, and what ends the work."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.comparison.types import Article
from app.errors import Cancelled
from app.jobs.reporting import Report
from app.store.comparisons import ComparisonStore
from tests.fakes import Seconds, SettableClock

ONE = Article("One.")


def begun(store: ComparisonStore, clock: SettableClock) -> tuple[str, str]:
    kept, token = store.keep(ONE, ONE, keep_days=1, now=clock())
    assert store.queue.claim(runner="test", now=clock()) is not None
    return kept.slug, token


def test_it_writes_at_most_five_times_a_second(store: ComparisonStore, clock: SettableClock) -> None:
    slug, _ = begun(store, clock)
    seconds = Seconds()
    report = Report(store, slug, runner="test", stopping=lambda: False, monotonic=seconds)
    seen = []
    for step in range(100):  # a hundred steps in a second
        report("checking", step, 100)
        seen.append(store.progress(slug, now=clock()).done)
        seconds.now += 0.01
    assert sorted(set(seen)) == [0, 20, 40, 60, 80]


def test_a_new_stage_is_written_at_once(store: ComparisonStore, clock: SettableClock) -> None:
    slug, _ = begun(store, clock)
    report = Report(store, slug, runner="test", stopping=lambda: False, monotonic=Seconds())
    for stage in ("reading", "comparing", "checking"):
        report(stage, 1, 2)
        assert store.progress(slug, now=clock()).stage == stage


def test_a_deleted_comparison_is_cancelled(store: ComparisonStore, clock: SettableClock) -> None:
    slug, token = begun(store, clock)
    report = Report(store, slug, runner="test", stopping=lambda: False)
    report("reading", 0, 1)
    store.delete(slug, token=token, now=clock())
    with pytest.raises(Cancelled):
        report("comparing", 0, 1)


def test_a_purged_comparison_is_cancelled(store: ComparisonStore, clock: SettableClock) -> None:
    slug, _ = begun(store, clock)
    store.purge(now=clock() + timedelta(days=1))
    with pytest.raises(Cancelled):
        Report(store, slug, runner="test", stopping=lambda: False)("reading", 0, 1)


def test_it_is_cancelled_when_the_server_stops(store: ComparisonStore, clock: SettableClock) -> None:
    slug, _ = begun(store, clock)
    with pytest.raises(Cancelled):
        Report(store, slug, runner="test", stopping=lambda: True)("reading", 0, 1)
