"""What the runner asks of the store."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.comparison.types import Article
from app.errors import NoSuchPage
from app.store.comparisons import ComparisonStore
from app.store.database import Database
from app.store.kept import Kept, Progress
from app.store.queue import MOST_ATTEMPTS, InHand
from app.store.tables import comparisons

NOON = datetime(2024, 5, 3, 12, tzinfo=UTC)
ONE = Article("One.")


def keep(store: ComparisonStore, *, days: int = 30, now: datetime = NOON, visitor: str | None = None) -> str:
    kept, _ = store.keep(ONE, ONE, keep_days=days, now=now, visitor=visitor)
    return kept.slug


def claim(store: ComparisonStore) -> Kept | None:
    return store.queue.claim(runner="test", now=NOON)


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
    assert store.queue.claim(runner="test", now=NOON + timedelta(days=1)) is None


def test_a_fresh_one_is_none_that_was_in_hand_when_a_process_ended(store: ComparisonStore) -> None:
    first, second = keep(store), keep(store)
    claim(store)
    store.queue.take_back(in_hand(store), now=NOON)
    fresh = store.queue.claim(runner="test", now=NOON, fresh=True)
    assert fresh is not None
    assert fresh.slug == second
    assert store.queue.claim(runner="other", now=NOON, fresh=True) is None
    assert claimed_slug(store) == first


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
    assert store.queue.report(slug, runner="test", stage="checking", done=3, total=5)
    assert store.progress(slug, now=NOON) == Progress("running", "checking", 3, 5)
    found = store.find(slug, now=NOON)
    assert (found.stage, found.done, found.total) == ("checking", 3, 5)


def test_a_failure_is_found_with_its_words(store: ComparisonStore) -> None:
    slug = keep(store)
    claim(store)
    store.queue.fail(slug, runner="test", title="It failed", detail="Try shorter articles.", now=NOON)
    found = store.find(slug, now=NOON)
    assert (found.state, found.error, found.result) == ("failed", ("It failed", "Try shorter articles."), None)


def test_what_comes_of_a_deleted_one_is_dropped_in_silence(store: ComparisonStore) -> None:
    kept, token = store.keep(ONE, ONE, keep_days=1, now=NOON)
    claim(store)
    store.delete(kept.slug, token=token, now=NOON)
    assert not store.queue.report(kept.slug, runner="test", stage="reading", done=1, total=2)
    store.queue.finish(kept.slug, runner="test", result={"schema": 1}, now=NOON)
    store.queue.fail(kept.slug, runner="test", title="t", detail="d", now=NOON)
    with pytest.raises(NoSuchPage):
        store.find(kept.slug, now=NOON)


def test_a_second_result_does_not_replace_the_first(store: ComparisonStore) -> None:
    slug = keep(store)
    claim(store)
    store.queue.finish(slug, runner="test", result={"schema": 1}, now=NOON)
    store.queue.finish(slug, runner="test", result={"schema": 2}, now=NOON)
    store.queue.fail(slug, runner="test", title="t", detail="d", now=NOON)
    found = store.find(slug, now=NOON)
    assert (found.state, found.result, found.error) == ("done", {"schema": 1}, None)


def in_hand(store: ComparisonStore) -> InHand:
    (only,) = store.queue.running(now=NOON)
    return only


def test_what_a_worker_left_is_taken_up_again_in_its_old_place(store: ComparisonStore) -> None:
    first, second = keep(store), keep(store)
    claim(store)
    store.queue.report(first, runner="test", stage="checking", done=3, total=5)
    assert store.queue.take_back(in_hand(store), now=NOON)
    assert store.progress(first, now=NOON) == Progress("queued", "waiting", 0, 0)
    assert [claimed_slug(store), claimed_slug(store)] == [first, second]


def test_what_showed_a_sign_of_life_meanwhile_is_not_taken_back(store: ComparisonStore) -> None:
    slug = keep(store)
    claim(store)
    seen = in_hand(store)
    assert store.queue.beat(slug, runner="test")
    assert not store.queue.take_back(seen, now=NOON)
    assert store.progress(slug, now=NOON).state == "running"


def test_it_is_taken_back_once_however_many_see_it(store: ComparisonStore) -> None:
    keep(store)
    claim(store)
    seen = in_hand(store)
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda _: store.queue.take_back(seen, now=NOON), range(8))) == 1


def test_whoever_lost_it_is_told_so_and_says_nothing_more_of_it(store: ComparisonStore) -> None:
    slug = keep(store)
    store.queue.claim(runner="slow", now=NOON)
    store.queue.take_back(in_hand(store), now=NOON)
    assert claimed_slug(store) == slug
    assert not store.queue.beat(slug, runner="slow")
    assert not store.queue.report(slug, runner="slow", stage="checking", done=1, total=2)
    store.queue.finish(slug, runner="slow", result={"schema": 2}, now=NOON)
    store.queue.fail(slug, runner="slow", title="t", detail="d", now=NOON)
    store.queue.hand_back(slug, runner="slow")
    assert store.progress(slug, now=NOON).state == "running"
    store.queue.finish(slug, runner="test", result={"schema": 1}, now=NOON)
    assert store.find(slug, now=NOON).result == {"schema": 1}


def test_one_that_ends_its_process_each_time_is_set_aside_and_the_next_has_its_turn(store: ComparisonStore) -> None:
    poisonous, next_one = keep(store), keep(store)
    for _ in range(MOST_ATTEMPTS):
        assert claimed_slug(store) == poisonous
        store.queue.take_back(in_hand(store), now=NOON)
    assert claimed_slug(store) == next_one
    found = store.find(poisonous, now=NOON)
    assert found.state == "failed"
    assert found.error is not None
    assert "given up" in found.error[1]


def test_one_handed_back_in_good_order_may_be_taken_up_any_number_of_times(store: ComparisonStore) -> None:
    slug = keep(store)
    for _ in range(MOST_ATTEMPTS + 2):
        assert claimed_slug(store) == slug
        store.queue.hand_back(slug, runner="test")
    assert claimed_slug(store) == slug


def test_a_crowd_of_one_visitor_does_not_hold_up_the_one_of_another(store: ComparisonStore) -> None:
    crowd = [keep(store, visitor="many") for _ in range(20)]
    assert claimed_slug(store) == crowd[0]
    single = keep(store, visitor="one")
    assert [claimed_slug(store) for _ in range(3)] == [crowd[1], single, crowd[2]]


def test_visitors_take_turns_and_each_ones_stay_in_order(store: ComparisonStore) -> None:
    theirs = {name: [keep(store, visitor=name) for _ in range(4)] for name in ("ada", "ben")}
    order = [claimed_slug(store) for _ in range(8)]
    assert ["a" if slug in theirs["ada"] else "b" for slug in order] == list("abababab")
    for slugs in theirs.values():
        assert [slug for slug in order if slug in slugs] == slugs


def test_who_comes_does_not_for_ever_overtake_who_waits(store: ComparisonStore) -> None:
    waiting = [keep(store, visitor="many") for _ in range(5)]
    order = []
    for number in range(30):  # before each turn, somebody comes who was never here
        keep(store, visitor=f"new {number}")
        order.append(claimed_slug(store))
    assert [slug for slug in order if slug in waiting] == waiting


def test_who_asked_is_forgotten_when_it_is_over(store: ComparisonStore, address: str | Path) -> None:
    for over in ("done", "failed"):
        slug = keep(store, visitor="ada")
        claim(store)
        if over == "done":
            store.queue.finish(slug, runner="test", result={"schema": 1}, now=NOON)
        else:
            store.queue.fail(slug, runner="test", title="t", detail="d", now=NOON)
    with closing(Database(address)) as database, database.reading() as connection:
        asked = sa.select(comparisons.c.visitor_sha256).distinct()
        assert connection.execute(asked).scalars().all() == [None]
