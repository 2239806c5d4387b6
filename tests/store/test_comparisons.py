"""Keeping, finding, deleting and purging."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.comparison.types import Article
from app.errors import NoSuchPage, NotAllowed
from app.store.comparisons import ComparisonStore
from app.store.kept import Kept

NOON = datetime(2024, 5, 3, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
LEFT = Article("The mill burned.\r\n\r\nNobody was hurt.", title="Mill", source="Valley Post", published="2024-05-03")
RIGHT = Article("A mill burned down \N{GRINNING FACE}.  ", published="2024")
RESULT = {"schema": 1, "links": [{"left": 0, "right": 0, "confidence": 0.93, "reasons": [[0, 3]]}], "notes": ["≠"]}


def keep(store: ComparisonStore, *, days: int = 30, now: datetime = NOON) -> tuple[Kept, str]:
    return store.keep(LEFT, RIGHT, keep_days=days, now=now)


def finished(store: ComparisonStore) -> Kept:
    kept, _ = keep(store)
    claimed = store.queue.claim(runner="test", now=NOON)
    assert claimed is not None
    assert claimed.slug == kept.slug
    store.queue.finish(kept.slug, runner="test", result=RESULT, now=LATER)
    return kept


def test_what_is_kept_is_found_as_it_was_given(store: ComparisonStore) -> None:
    kept, _ = keep(store)
    assert store.find(kept.slug, now=NOON) == kept
    assert (kept.left, kept.right, kept.state, kept.stage) == (LEFT, RIGHT, "queued", "waiting")
    assert (kept.created, kept.expires) == (NOON, NOON + timedelta(days=30))


def test_a_result_is_found_as_it_was_given(store: ComparisonStore) -> None:
    kept = finished(store)
    found = store.find(kept.slug, now=LATER)
    assert (found.state, found.result, found.error) == ("done", RESULT, None)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_comes_back_code_point_for_code_point(store: ComparisonStore, text: str) -> None:
    kept, _ = store.keep(Article(text, title=text), Article("x"), keep_days=1, now=NOON)
    assert store.find(kept.slug, now=NOON).left == Article(text, title=text)


def test_a_very_long_article_is_kept_whole(store: ComparisonStore) -> None:
    long = Article("".join(chr(0x10000 + place % 50_000) for place in range(200_000)))
    kept, _ = store.keep(long, long, keep_days=1, now=NOON)
    assert store.find(kept.slug, now=NOON).right == long


def test_slugs_and_tokens_are_drawn_anew_each_time_with_128_bits(store: ComparisonStore) -> None:
    drawn = [text for kept, token in (keep(store) for _ in range(50)) for text in (kept.slug, token)]
    assert len(set(drawn)) == 100
    assert all(re.fullmatch(r"[\w-]{22}", text, re.ASCII) for text in drawn)  # 22 characters of 6 bits


@pytest.mark.parametrize(
    "slug",
    [
        "",
        "never-given-out",
        "never-given-out-at-all",  # of the right form
        "x" * 1_000_000,
        "\0",
        "never-given-out-at-al\0",
        "\ud800",
        "never-given-out-at-al\ud800",
        "naïve-given-out-at-all",
        "../../etc/passwd",
        "' or 1=1 --",
        "never-given-out-at-all\n",
        "\N{ARABIC-INDIC DIGIT ONE}" * 22,
    ],
)
def test_a_slug_that_never_was_is_no_page_whatever_its_form(store: ComparisonStore, slug: str) -> None:
    for ask in (
        lambda: store.find(slug, now=NOON),
        lambda: store.progress(slug, now=NOON),
        lambda: store.delete(slug, token="x", now=NOON),
    ):
        with pytest.raises(NoSuchPage) as refused:
            ask()
        assert str(refused.value) == str(NoSuchPage())


def test_expired_deleted_and_never_given_out_look_alike(store: ComparisonStore) -> None:
    expired, _ = keep(store, days=1)
    deleted, token = keep(store)
    store.delete(deleted.slug, token=token, now=NOON)
    said = set()
    for slug in (expired.slug, deleted.slug, "never-given-out-at-all"):
        with pytest.raises(NoSuchPage) as refused:
            store.find(slug, now=NOON + timedelta(days=1))
        said.add((type(refused.value), str(refused.value), refused.value.field))
    assert len(said) == 1


def test_it_is_there_until_the_very_moment_it_expires(store: ComparisonStore) -> None:
    kept, _ = keep(store, days=1)
    assert store.find(kept.slug, now=kept.expires - timedelta(microseconds=1)).slug == kept.slug
    with pytest.raises(NoSuchPage):
        store.find(kept.slug, now=kept.expires)


@pytest.mark.parametrize("token", [None, "", "wrong", "\0", "\ud800", "é" * 10_000])
def test_only_its_own_token_deletes_it(store: ComparisonStore, token: str | None) -> None:
    kept, right_token = keep(store)
    with pytest.raises(NotAllowed):
        store.delete(kept.slug, token=token, now=NOON)
    assert store.find(kept.slug, now=NOON) == kept
    store.delete(kept.slug, token=right_token, now=NOON)
    with pytest.raises(NoSuchPage):
        store.delete(kept.slug, token=right_token, now=NOON)


def test_the_token_of_another_comparison_does_not_delete_it(store: ComparisonStore) -> None:
    kept, _ = keep(store)
    _, others = keep(store)
    with pytest.raises(NotAllowed):
        store.delete(kept.slug, token=others, now=NOON)


def test_an_expired_one_cannot_be_told_by_its_token(store: ComparisonStore) -> None:
    kept, _ = keep(store, days=1)
    with pytest.raises(NoSuchPage):
        store.delete(kept.slug, token="wrong", now=kept.expires)


def test_neither_the_token_nor_a_deleted_text_is_in_the_files(file_store: ComparisonStore, tmp_path: Path) -> None:
    kept, token = keep(file_store)
    other, other_token = keep(file_store)
    file_store.delete(other.slug, token=other_token, now=NOON)
    file_store.close()  # the write-ahead log goes into the file
    left_behind = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert kept.slug.encode() in left_behind  # or this test would look in the wrong place
    assert token.encode() not in left_behind
    assert other.slug.encode() not in left_behind


def test_the_purge_deletes_the_expired_alone_whatever_their_state(store: ComparisonStore) -> None:
    running, _ = keep(store, days=1)
    assert store.queue.claim(runner="test", now=NOON) is not None
    keep(store, days=1)  # queued
    stays, _ = keep(store, days=2)
    tomorrow = NOON + timedelta(days=1)
    assert store.purge(now=tomorrow - timedelta(seconds=1)) == 0
    assert store.purge(now=tomorrow) == 2
    assert store.purge(now=tomorrow) == 0
    assert store.find(stays.slug, now=tomorrow) == stays
    with pytest.raises(NoSuchPage):
        store.find(running.slug, now=NOON)


def test_moments_come_back_in_utc_wherever_they_were_told(store: ComparisonStore) -> None:
    in_delhi = datetime(2024, 5, 3, 17, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    kept, _ = keep(store, now=in_delhi)
    found = store.find(kept.slug, now=NOON)
    assert found.created == NOON
    assert found.created.utcoffset() == timedelta(0)
