"""What the runner asks of the store."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from app.comparison.types import Article
from app.errors import NoSuchPage
from app.store.comparisons import MOST_ATTEMPTS, ComparisonStore
from app.store.kept import Kept, Progress

NOON = datetime(2024, 5, 3, 12, tzinfo=UTC)
ONE = Article("One.")


def keep(store: ComparisonStore, *, days: int = 30, now: datetime = NOON) -> str:
    kept, _ = store.keep(ONE, ONE, keep_days=days, now=now)
    return kept.slug


def claim(store: ComparisonStore) -> Kept | None:
    return store.claim(runner="test", now=NOON)


def claimed_slug(store: ComparisonStore) -> str | None:
    kept = claim(store)
    return None if kept is None else kept.slug


def test_the_oldest_is_claimed_first_and_each_once(store: ComparisonStore) -> None:
    kept = [keep(store) for _ in range(5)]
    assert store.waiting() == 5
    assert [claimed_slug(store) for _ in range(6)] == [*kept, None]
    assert store.waiting() == 0


def test_the_order_is_that_of_keeping_even_when_the_clock_was_set_back(store: ComparisonStore) -> None:
    first = keep(store)
    keep(store, now=NOON - timedelta(hours=1))
    assert claimed_slug(store) == first


def test_a_claimed_one_is_running(store: ComparisonStore) -> None:
    slug = keep(store)
    claimed = claim(store)
    assert claimed is not None
    assert (claimed.slug, claimed.state, claimed.left) == (slug, "running", ONE)
    assert store.find(slug, now=NOON) == claimed


def test_an_expired_one_is_not_claimed(store: ComparisonStore) -> None:
    keep(store, days=1)
    assert store.claim(runner="test", now=NOON + timedelta(days=1)) is None


def test_threads_that_claim_at_once_never_get_the_same(store: ComparisonStore) -> None:
    kept = [keep(store) for _ in range(40)]
    with ThreadPoolExecutor(8) as pool:
        claimed = list(pool.map(lambda _: claimed_slug(store), range(48)))
    assert sorted(slug for slug in claimed if slug) == sorted(kept)
    assert claimed.count(None) == 8


def test_progress_is_seen_by_whoever_asks(store: ComparisonStore) -> None:
    slug = keep(store)
    assert store.progress(slug, now=NOON) == Progress("queued", "waiting", 0, 0)
    claim(store)
    assert store.report(slug, stage="checking", done=3, total=5)
    assert store.progress(slug, now=NOON) == Progress("running", "checking", 3, 5)
    found = store.find(slug, now=NOON)
    assert (found.stage, found.done, found.total) == ("checking", 3, 5)


def test_a_failure_is_found_with_its_words(store: ComparisonStore) -> None:
    slug = keep(store)
    claim(store)
    store.fail(slug, title="It failed", detail="Try shorter articles.", now=NOON)
    found = store.find(slug, now=NOON)
    assert (found.state, found.error, found.result) == ("failed", ("It failed", "Try shorter articles."), None)


def test_what_comes_of_a_deleted_one_is_dropped_in_silence(store: ComparisonStore) -> None:
    kept, token = store.keep(ONE, ONE, keep_days=1, now=NOON)
    claim(store)
    store.delete(kept.slug, token=token, now=NOON)
    assert not store.report(kept.slug, stage="reading", done=1, total=2)
    store.finish(kept.slug, result={"schema": 1}, now=NOON)
    store.fail(kept.slug, title="t", detail="d", now=NOON)
    with pytest.raises(NoSuchPage):
        store.find(kept.slug, now=NOON)


def test_a_second_result_does_not_replace_the_first(store: ComparisonStore) -> None:
    slug = keep(store)
    claim(store)
    store.finish(slug, result={"schema": 1}, now=NOON)
    store.finish(slug, result={"schema": 2}, now=NOON)
    store.fail(slug, title="t", detail="d", now=NOON)
    found = store.find(slug, now=NOON)
    assert (found.state, found.result, found.error) == ("done", {"schema": 1}, None)


def test_what_was_running_at_a_crash_is_taken_up_again_in_its_old_place(store: ComparisonStore) -> None:
    first, second = keep(store), keep(store)
    claim(store)
    store.report(first, stage="checking", done=3, total=5)
    assert store.give_back(now=NOON) == 1
    assert store.progress(first, now=NOON) == Progress("queued", "waiting", 0, 0)
    assert [claimed_slug(store), claimed_slug(store)] == [first, second]


def test_one_that_crashes_its_process_each_time_is_failed_and_the_next_has_its_turn(store: ComparisonStore) -> None:
    poisonous, next_one = keep(store), keep(store)
    for _ in range(MOST_ATTEMPTS):
        assert claimed_slug(store) == poisonous
        store.give_back(now=NOON)
    assert claimed_slug(store) == next_one
    found = store.find(poisonous, now=NOON)
    assert found.state == "failed"
    assert found.error is not None
    assert "given up" in found.error[1]


def test_one_handed_back_in_good_order_may_be_taken_up_any_number_of_times(store: ComparisonStore) -> None:
    slug = keep(store)
    for _ in range(MOST_ATTEMPTS + 2):
        assert claimed_slug(store) == slug
        store.hand_back(slug)
    assert claimed_slug(store) == slug
