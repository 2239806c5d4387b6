"""What readers said of pairs: who may say it, what takes whose place, and what of it stays for how long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.comparison.document import to_document
from app.comparison.types import Article
from app.comparison.verdicts import Says, Verdict
from app.errors import NoSuchPage, NoSuchVerdict, NotAllowed, VerdictRefused
from app.store.comparisons import ComparisonStore
from app.store.database import Database
from app.store.slugs import draw
from app.store.verdicts import VerdictStore
from tests.web.factory import compared

NOON = datetime(2024, 5, 3, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=1)
LATEST = NOON + timedelta(minutes=2)
# Their first sentences conflict, their second ones match, their third ones have no counterpart.
LEFT = Article("Five people were hurt in the flood. The mayor thanked the firemen. Rain fell all day.")
RIGHT = Article("Seven people were hurt in the flood. The mayor thanked the firemen. A school was closed.")
CONFLICT, MATCH, UNLINKED = (0, 0), (1, 1), (2, 2)
ANNA, BERT = "A" * 22, "B" * 22  # two browsers


def done(
    store: ComparisonStore, left: Article = LEFT, right: Article = RIGHT, *, maker: str | None = None, days: int = 30
) -> tuple[str, str]:
    """A finished comparison: its slug and its delete token."""
    kept, token = store.keep(left, right, keep_days=days, now=NOON, maker=maker)
    claimed = store.queue.claim(runner="test", now=NOON)
    assert claimed is not None
    store.queue.finish(claimed.slug, runner="test", result=to_document(compared(left, right)), now=NOON)
    return kept.slug, token


def said(store: ComparisonStore, slug: str) -> list[tuple[int, int, str, str, str]]:
    """What was said, in short."""
    return [(v.left, v.right, v.says, v.remark, v.by) for v in store.verdicts.of(slug, now=NOON)]


def test_the_maker_says_what_he_thinks_and_everyone_reads_it(store: ComparisonStore) -> None:
    slug, token = done(store)
    assert store.verdicts.of(slug, now=NOON) == ()
    given = store.verdicts.give(slug, *CONFLICT, "no_contradiction", "Two floods.", token=token, reader=None, now=NOON)
    assert given == Verdict(given.id, 0, 0, "no_contradiction", "Two floods.", "maker", NOON, own=True)
    assert [verdict.own for verdict in store.verdicts.of(slug, now=NOON)] == [False]
    assert store.verdicts.of(slug, now=NOON, token=token) == (given,)


def test_a_verdict_leaves_the_result_as_it_is(store: ComparisonStore) -> None:
    slug, token = done(store)
    before = store.find(slug, now=NOON)
    store.verdicts.give(slug, *CONFLICT, "no_contradiction", "", token=token, reader=None, now=NOON)
    assert store.find(slug, now=NOON) == before


def test_a_later_word_takes_the_place_of_an_earlier_one(store: ComparisonStore) -> None:
    slug, token = done(store)
    first = store.verdicts.give(slug, *CONFLICT, "contradiction", "Sure.", token=token, reader=None, now=NOON)
    second = store.verdicts.give(slug, *CONFLICT, "no_contradiction", "No.", token=token, reader=None, now=LATER)
    assert second.id == first.id
    assert said(store, slug) == [(0, 0, "no_contradiction", "No.", "maker")]


def test_verdicts_come_in_the_order_of_their_pairs_the_makers_first(store: ComparisonStore) -> None:
    slug, token = done(store)
    store.verdicts.let_readers(slug, True, token=token, now=NOON)
    store.verdicts.give(slug, *MATCH, "match", "", token=None, reader=ANNA, now=NOON)
    store.verdicts.give(slug, *CONFLICT, "contradiction", "", token=None, reader=BERT, now=LATER)
    store.verdicts.give(slug, *CONFLICT, "contradiction", "", token=None, reader=ANNA, now=NOON)
    store.verdicts.give(slug, *CONFLICT, "contradiction", "", token=token, reader=None, now=LATEST)
    assert [(v.left, v.by, v.given) for v in store.verdicts.of(slug, now=NOON)] == [
        (0, "maker", LATEST),
        (0, "reader", NOON),
        (0, "reader", LATER),
        (1, "reader", NOON),
    ]


def test_readers_give_verdicts_only_while_the_maker_lets_them(store: ComparisonStore) -> None:
    slug, token = done(store)
    assert store.find(slug, now=NOON).readers_judge is False
    with pytest.raises(NotAllowed, match="Only its maker"):
        store.verdicts.give(slug, *MATCH, "match", "", token=None, reader=ANNA, now=NOON)
    store.verdicts.let_readers(slug, True, token=token, now=NOON)
    assert store.find(slug, now=NOON).readers_judge is True
    store.verdicts.give(slug, *MATCH, "match", "", token=None, reader=ANNA, now=NOON)
    store.verdicts.let_readers(slug, False, token=token, now=NOON)
    with pytest.raises(NotAllowed):
        store.verdicts.give(slug, *MATCH, "no_match", "", token=None, reader=ANNA, now=NOON)
    assert said(store, slug) == [(1, 1, "match", "", "reader")]  # what was said stays


@pytest.mark.parametrize("token", [None, draw(), ""])
def test_only_the_maker_turns_the_switch(store: ComparisonStore, token: str | None) -> None:
    slug, _ = done(store)
    with pytest.raises(NotAllowed):
        store.verdicts.let_readers(slug, True, token=token, now=NOON)
    assert store.find(slug, now=NOON).readers_judge is False


def test_a_wrong_token_is_refused_even_where_readers_may(store: ComparisonStore) -> None:
    slug, token = done(store)
    store.verdicts.let_readers(slug, True, token=token, now=NOON)
    for wrong in (draw(), ""):
        with pytest.raises(NotAllowed):
            store.verdicts.give(slug, *MATCH, "match", "", token=wrong, reader=ANNA, now=NOON)


def test_the_maker_removes_any_and_a_reader_his_own(store: ComparisonStore) -> None:
    slug, token = done(store)
    store.verdicts.let_readers(slug, True, token=token, now=NOON)
    maker = store.verdicts.give(slug, *MATCH, "match", "", token=token, reader=None, now=NOON)
    anna = store.verdicts.give(slug, *MATCH, "match", "", token=None, reader=ANNA, now=NOON)
    bert = store.verdicts.give(slug, *MATCH, "no_match", "", token=None, reader=BERT, now=NOON)
    for theirs in (maker, bert):
        with pytest.raises(NotAllowed):
            store.verdicts.withdraw(slug, theirs.id, token=None, reader=ANNA, now=NOON)
    with pytest.raises(NotAllowed):
        store.verdicts.withdraw(slug, anna.id, token=None, reader=None, now=NOON)
    with pytest.raises(NotAllowed):
        store.verdicts.withdraw(slug, anna.id, token=draw(), reader=ANNA, now=NOON)
    store.verdicts.withdraw(slug, anna.id, token=None, reader=ANNA, now=NOON)
    store.verdicts.withdraw(slug, bert.id, token=token, reader=None, now=NOON)
    store.verdicts.withdraw(slug, maker.id, token=token, reader=None, now=NOON)
    assert said(store, slug) == []
    for gone in (maker, anna, bert):
        with pytest.raises(NoSuchVerdict):
            store.verdicts.withdraw(slug, gone.id, token=token, reader=None, now=NOON)


def test_a_verdict_of_another_comparison_cannot_be_removed_from_here(store: ComparisonStore) -> None:
    (slug, token), (other, others_token) = done(store), done(store)
    theirs = store.verdicts.give(other, *MATCH, "match", "", token=others_token, reader=None, now=NOON)
    with pytest.raises(NoSuchVerdict):
        store.verdicts.withdraw(slug, theirs.id, token=token, reader=None, now=NOON)
    assert len(said(store, other)) == 1


@pytest.mark.parametrize(
    ("pair", "says"),
    [
        (CONFLICT, "contradiction"),
        (CONFLICT, "no_contradiction"),
        (MATCH, "match"),
        (MATCH, "no_match"),
        (MATCH, "contradiction"),
        (UNLINKED, "contradiction"),
    ],
)
def test_what_answers_the_result_can_be_said_and_a_conflict_that_was_missed_anywhere(
    store: ComparisonStore, pair: tuple[int, int], says: Says
) -> None:
    slug, token = done(store)
    assert store.verdicts.give(slug, *pair, says, "", token=token, reader=None, now=NOON).says == says


@pytest.mark.parametrize(
    ("pair", "says"),
    [
        (CONFLICT, "match"),
        (CONFLICT, "no_match"),
        (MATCH, "no_contradiction"),
        (UNLINKED, "no_contradiction"),
        (UNLINKED, "match"),
        (UNLINKED, "no_match"),
        ((3, 0), "contradiction"),
        ((0, 3), "contradiction"),
        ((-1, 0), "contradiction"),
    ],
)
def test_what_answers_nothing_is_refused(store: ComparisonStore, pair: tuple[int, int], says: Says) -> None:
    slug, token = done(store)
    with pytest.raises(VerdictRefused):
        store.verdicts.give(slug, *pair, says, "", token=token, reader=None, now=NOON)
    assert said(store, slug) == []


def test_what_is_not_done_yet_cannot_be_judged(store: ComparisonStore) -> None:
    kept, token = store.keep(LEFT, RIGHT, keep_days=1, now=NOON)
    with pytest.raises(VerdictRefused, match="no result yet"):
        store.verdicts.give(kept.slug, *CONFLICT, "contradiction", "", token=token, reader=None, now=NOON)


def test_a_comparison_that_is_gone_takes_its_verdicts_along(store: ComparisonStore) -> None:
    deleted, token = done(store)
    expired, others_token = done(store, days=1)
    for slug, its in ((deleted, token), (expired, others_token)):
        store.verdicts.give(slug, *MATCH, "match", "", token=its, reader=None, now=NOON)
    store.delete(deleted, token=token, now=NOON)
    tomorrow = NOON + timedelta(days=1)
    for slug in (deleted, expired, "not-a-slug"):
        with pytest.raises(NoSuchPage):
            store.verdicts.of(slug, now=tomorrow)
        with pytest.raises(NoSuchPage):
            store.verdicts.give(slug, *MATCH, "match", "", token=token, reader=None, now=tomorrow)
    store.purge(now=tomorrow)
    assert store.verdicts.count() == 0


def test_nobody_fills_the_store_and_readers_never_take_the_makers_room(
    store: ComparisonStore, address: str | Path
) -> None:
    database = Database(address)
    verdicts = VerdictStore(database, most=2)
    slug, token = done(store)
    verdicts.let_readers(slug, True, token=token, now=NOON)
    first = verdicts.give(slug, *MATCH, "match", "", token=None, reader=ANNA, now=NOON)
    verdicts.give(slug, *MATCH, "match", "", token=None, reader=BERT, now=NOON)
    with pytest.raises(VerdictRefused, match="There are 2 verdicts here, the most"):
        verdicts.give(slug, *CONFLICT, "contradiction", "", token=None, reader=BERT, now=NOON)
    verdicts.give(slug, *MATCH, "no_match", "Another word.", token=None, reader=ANNA, now=NOON)
    verdicts.give(slug, *MATCH, "match", "", token=token, reader=None, now=NOON)
    verdicts.withdraw(slug, first.id, token=token, reader=None, now=NOON)
    verdicts.give(slug, *CONFLICT, "contradiction", "", token=None, reader=BERT, now=NOON)
    database.close()


def test_a_remark_comes_back_as_it_was_written(store: ComparisonStore) -> None:
    slug, token = done(store)
    remark = "<b>&amp;</b> '\"; drop table verdicts; -- \u202eevil\u202c 🧑‍🚒\n\x07 ünïcödé"
    store.verdicts.give(slug, *MATCH, "match", remark, token=token, reader=None, now=NOON)
    assert said(store, slug) == [(1, 1, "match", remark, "maker")]


# Compared again.

MORE = Article(f"It was spring.\n\n{LEFT.text}")  # every sentence is one further on


def test_what_the_maker_said_comes_along_when_the_same_sentences_are_compared_again(store: ComparisonStore) -> None:
    slug, token = done(store, maker=ANNA)
    store.verdicts.give(slug, *CONFLICT, "no_contradiction", "Two floods.", token=token, reader=None, now=NOON)
    store.verdicts.give(slug, *UNLINKED, "contradiction", "Rain, no rain.", token=token, reader=None, now=NOON)
    again, token_again = done(store, MORE, RIGHT, maker=ANNA)
    expected = [
        (1, 0, "no_contradiction", "Two floods.", "maker"),
        (3, 2, "contradiction", "Rain, no rain.", "maker"),
    ]
    assert said(store, again) == expected
    assert all(verdict.own for verdict in store.verdicts.of(again, now=NOON, token=token_again))
    store.delete(slug, token=token, now=NOON)
    assert said(store, again) == expected


def test_it_comes_along_when_the_articles_change_sides_or_break_their_lines_elsewhere(store: ComparisonStore) -> None:
    slug, token = done(store, maker=ANNA)
    store.verdicts.give(slug, *UNLINKED, "contradiction", "", token=token, reader=None, now=NOON)
    again, _ = done(store, Article(RIGHT.text.replace("school was", "school\nwas")), MORE, maker=ANNA)
    assert said(store, again) == [(2, 3, "contradiction", "", "maker")]


@pytest.mark.parametrize("maker", [BERT, None])
def test_it_does_not_come_along_for_anyone_else(store: ComparisonStore, maker: str | None) -> None:
    for first in (ANNA, None):
        slug, token = done(store, maker=first)
        store.verdicts.give(slug, *MATCH, "match", "", token=token, reader=None, now=NOON)
    again, _ = done(store, maker=maker)
    assert said(store, again) == []


def test_what_readers_said_stays_where_they_said_it(store: ComparisonStore) -> None:
    slug, token = done(store, maker=ANNA)
    store.verdicts.let_readers(slug, True, token=token, now=NOON)
    store.verdicts.give(slug, *MATCH, "match", "", token=None, reader=BERT, now=NOON)
    again, _ = done(store, maker=ANNA)
    assert said(store, again) == []
    assert store.find(again, now=NOON).readers_judge is False


def test_what_does_not_fit_the_new_result_stays_behind(store: ComparisonStore) -> None:
    slug, token = done(store, maker=ANNA)
    store.verdicts.give(slug, *MATCH, "no_match", "", token=token, reader=None, now=NOON)
    store.verdicts.give(slug, *CONFLICT, "contradiction", "", token=token, reader=None, now=NOON)
    again, _ = done(store, LEFT, Article("Seven people were hurt in the flood. Snow fell in the hills."), maker=ANNA)
    assert said(store, again) == [(0, 0, "contradiction", "", "maker")]


def test_the_last_word_counts_and_what_was_withdrawn_does_not_come_back(store: ComparisonStore) -> None:
    slug, token = done(store, maker=ANNA)
    store.verdicts.give(slug, *CONFLICT, "contradiction", "", token=token, reader=None, now=NOON)
    store.verdicts.give(slug, *MATCH, "match", "", token=token, reader=None, now=NOON)
    second, second_token = done(store, maker=ANNA)
    store.verdicts.give(second, *CONFLICT, "no_contradiction", "No.", token=second_token, reader=None, now=LATER)
    of_match = store.verdicts.of(second, now=NOON)[1]
    store.verdicts.withdraw(second, of_match.id, token=second_token, reader=None, now=LATER)
    third, third_token = done(store, maker=ANNA)
    assert said(store, third) == [(0, 0, "no_contradiction", "No.", "maker")]
    store.delete(second, token=second_token, now=NOON)
    fourth, _ = done(store, maker=ANNA)
    assert said(store, fourth) == said(store, third)
    store.verdicts.give(third, *MATCH, "no_match", "", token=third_token, reader=None, now=LATEST)
    assert said(store, third)[1] == (1, 1, "no_match", "", "maker")


def test_expired_comparisons_give_nothing_on(store: ComparisonStore) -> None:
    slug, token = done(store, maker=ANNA, days=1)
    store.verdicts.give(slug, *MATCH, "match", "", token=token, reader=None, now=NOON)
    tomorrow = NOON + timedelta(days=1)
    kept, _ = store.keep(LEFT, RIGHT, keep_days=1, now=tomorrow, maker=ANNA)
    store.queue.claim(runner="test", now=tomorrow)
    store.queue.finish(kept.slug, runner="test", result=to_document(compared(LEFT, RIGHT)), now=tomorrow)
    assert store.verdicts.of(kept.slug, now=tomorrow) == ()


def test_a_sentence_that_stands_twice_is_taken_where_the_result_links_it(store: ComparisonStore) -> None:
    slug, token = done(store, maker=ANNA)
    store.verdicts.give(slug, *MATCH, "match", "", token=token, reader=None, now=NOON)
    twice = Article("The mayor thanked the firemen. The mayor thanked the firemen.")
    again, _ = done(store, twice, RIGHT, maker=ANNA)
    assert said(store, again) == [(0, 1, "match", "", "maker")]
