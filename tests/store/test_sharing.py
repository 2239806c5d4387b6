"""How long, behind which password, under which second links; and the list of one browser."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.comparison.types import Article
from app.errors import InputRefused, NoSuchPage, NotAllowed, PasswordNeeded, PasswordWrong
from app.store.comparisons import ComparisonStore
from app.store.lasting import AFTER_LEAVING, KEEP_NOTHING
from app.store.passwords import NO_PROOF, Proof
from app.store.sharing import MOST_LINKS, Wish
from app.store.slugs import fingerprint

NOON = datetime(2024, 5, 3, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LEFT, RIGHT = Article("The mill burned.", title="Mill"), Article("A mill burned down.")
PASSWORD = "four plain words together"


def keep(store: ComparisonStore, *, days: int = 30, maker: str | None = None) -> tuple[str, str]:
    kept, token = store.keep(LEFT, RIGHT, keep_days=days, now=NOON, maker=maker)
    return kept.slug, token


def finish(store: ComparisonStore, *, now: datetime) -> None:
    claimed = store.queue.claim(runner="test", now=now)
    assert claimed is not None
    store.queue.finish(claimed.slug, runner="test", result={"schema": 1}, now=now)


def is_there(store: ComparisonStore, slug: str, now: datetime) -> bool:
    try:
        store.find(slug, now=now)
    except NoSuchPage:
        return False
    return True


def test_its_maker_changes_how_long_it_is_kept_from_now_on(store: ComparisonStore) -> None:
    slug, token = keep(store)
    store.sharing.change(slug, Wish(keep_days=7), token=token, now=NOON + DAY)
    assert store.find(slug, now=NOON + DAY).expires == NOON + DAY + timedelta(days=7)
    assert not is_there(store, slug, NOON + DAY + timedelta(days=7))


@pytest.mark.parametrize("wrong", [None, "", "A" * 22])
def test_nobody_else_changes_anything(store: ComparisonStore, wrong: str | None) -> None:
    slug, token = keep(store)
    excerpt = store.sharing.make_excerpt(slug, token=token, now=NOON)
    before = store.find(slug, now=NOON)
    with pytest.raises(NotAllowed):
        store.sharing.change(slug, Wish(keep_days=1, password=PASSWORD), token=wrong, now=NOON)
    with pytest.raises(NotAllowed):
        store.sharing.make_excerpt(slug, token=wrong, now=NOON)
    with pytest.raises(NotAllowed):
        store.sharing.excerpts(slug, token=wrong, now=NOON)
    with pytest.raises(NotAllowed):
        store.sharing.revoke(slug, excerpt, token=wrong, now=NOON)
    with pytest.raises(NotAllowed):
        store.sharing.leave(slug, token=wrong, now=NOON)
    assert store.find(slug, now=NOON) == before
    assert store.sharing.excerpts(slug, token=token, now=NOON) == (excerpt,)


def test_with_a_password_only_its_maker_and_who_has_it_may_read(store: ComparisonStore) -> None:
    slug, token = keep(store)
    store.sharing.check(slug, NO_PROOF, now=NOON)
    store.sharing.change(slug, Wish(password=PASSWORD), token=token, now=NOON)
    key = store.find(slug, now=NOON).reading_key
    for proof in (Proof(token=token), Proof(password=PASSWORD), Proof(key=key)):
        store.sharing.check(slug, proof, now=NOON)
    for proof in (NO_PROOF, Proof(token="A" * 22), Proof(key=""), Proof(key="é"), Proof(key=PASSWORD)):
        with pytest.raises(PasswordNeeded):
            store.sharing.check(slug, proof, now=NOON)
    for wrong in ("", PASSWORD.upper(), f"{PASSWORD} ", "\udfff"):
        with pytest.raises(PasswordWrong):
            store.sharing.check(slug, Proof(password=wrong), now=NOON)


def test_who_gave_an_older_password_is_asked_again(store: ComparisonStore) -> None:
    slug, token = keep(store)
    store.sharing.change(slug, Wish(password=PASSWORD), token=token, now=NOON)
    key = store.find(slug, now=NOON).reading_key
    store.sharing.change(slug, Wish(password=PASSWORD), token=token, now=NOON)
    with pytest.raises(PasswordNeeded):
        store.sharing.check(slug, Proof(key=key), now=NOON)
    store.sharing.change(slug, Wish(open_to_all=True), token=token, now=NOON)
    store.sharing.check(slug, NO_PROOF, now=NOON)
    assert not store.find(slug, now=NOON).locked


def test_a_password_is_one_however_its_letters_are_put_together(store: ComparisonStore) -> None:
    slug, token = keep(store)
    store.sharing.change(slug, Wish(password="caf\N{LATIN SMALL LETTER E WITH ACUTE} noir"), token=token, now=NOON)
    store.sharing.check(slug, Proof(password="cafe\N{COMBINING ACUTE ACCENT} noir"), now=NOON)


def test_an_excerpt_leads_to_its_comparison_until_it_is_revoked(store: ComparisonStore) -> None:
    slug, token = keep(store)
    first, second = (store.sharing.make_excerpt(slug, token=token, now=NOON + n * HOUR) for n in range(2))
    assert len({slug, first, second}) == 3
    assert store.sharing.excerpts(slug, token=token, now=NOON) == (first, second)
    assert store.sharing.find_excerpt(first, NO_PROOF, now=NOON) == store.find(slug, now=NOON)
    store.sharing.revoke(slug, first, token=token, now=NOON)
    with pytest.raises(NoSuchPage):
        store.sharing.find_excerpt(first, NO_PROOF, now=NOON)
    assert store.sharing.find_excerpt(second, NO_PROOF, now=NOON).slug == slug


def test_an_excerpt_ends_with_its_comparison(store: ComparisonStore) -> None:
    (deleted, token), (expired, other) = keep(store), keep(store, days=1)
    links = [
        store.sharing.make_excerpt(slug, token=its, now=NOON) for slug, its in ((deleted, token), (expired, other))
    ]
    store.delete(deleted, token=token, now=NOON)
    later = NOON + DAY
    for link in (*links, "A" * 22, "x", ""):
        with pytest.raises(NoSuchPage):
            store.sharing.find_excerpt(link, NO_PROOF, now=later)
    assert store.purge(now=later) == 1


def test_a_comparison_is_not_found_under_its_excerpts_slug_nor_the_other_way(store: ComparisonStore) -> None:
    slug, token = keep(store)
    excerpt = store.sharing.make_excerpt(slug, token=token, now=NOON)
    with pytest.raises(NoSuchPage):
        store.find(excerpt, now=NOON)
    with pytest.raises(NoSuchPage):
        store.sharing.find_excerpt(slug, NO_PROOF, now=NOON)


def test_the_password_stands_before_excerpts_too(store: ComparisonStore) -> None:
    slug, token = keep(store)
    excerpt = store.sharing.make_excerpt(slug, token=token, now=NOON)
    store.sharing.change(slug, Wish(password=PASSWORD), token=token, now=NOON)
    with pytest.raises(PasswordNeeded):
        store.sharing.find_excerpt(excerpt, NO_PROOF, now=NOON)
    assert store.sharing.find_excerpt(excerpt, Proof(password=PASSWORD), now=NOON).slug == slug


def test_one_comparisons_maker_does_not_revoke_anothers_excerpt(store: ComparisonStore) -> None:
    (slug, token), (other, others) = keep(store), keep(store)
    excerpt = store.sharing.make_excerpt(other, token=others, now=NOON)
    for name in (excerpt, "A" * 22, "x"):
        with pytest.raises(NoSuchPage):
            store.sharing.revoke(slug, name, token=token, now=NOON)
    assert store.sharing.find_excerpt(excerpt, NO_PROOF, now=NOON).slug == other


def test_there_is_an_end_to_making_excerpts(store: ComparisonStore) -> None:
    slug, token = keep(store)
    for _ in range(MOST_LINKS):
        store.sharing.make_excerpt(slug, token=token, now=NOON)
    with pytest.raises(InputRefused):
        store.sharing.make_excerpt(slug, token=token, now=NOON)


def test_what_is_kept_for_nobody_ends_an_hour_after_it_is_done(store: ComparisonStore) -> None:
    slug, _ = keep(store, days=KEEP_NOTHING)
    finish(store, now=NOON + 2 * HOUR)
    assert store.find(slug, now=NOON + 2 * HOUR).fleeting
    assert is_there(store, slug, NOON + 3 * HOUR - timedelta(seconds=1))
    assert not is_there(store, slug, NOON + 3 * HOUR)


def test_it_ends_so_when_it_fails_too(store: ComparisonStore) -> None:
    slug, _ = keep(store, days=KEEP_NOTHING)
    claimed = store.queue.claim(runner="test", now=NOON)
    assert claimed is not None
    store.queue.fail(slug, runner="test", title="No", detail="No.", now=NOON)
    assert not is_there(store, slug, NOON + HOUR)


def test_what_is_kept_for_nobody_does_not_wait_for_ever(store: ComparisonStore) -> None:
    keep(store, days=KEEP_NOTHING)
    assert store.queue.claim(runner="test", now=NOON + DAY) is None
    assert store.purge(now=NOON + DAY) == 1


def test_when_its_maker_leaves_it_ends_unless_he_comes_back_at_once(store: ComparisonStore) -> None:
    slug, token = keep(store, days=KEEP_NOTHING)
    finish(store, now=NOON)
    store.sharing.leave(slug, token=token, now=NOON)
    store.sharing.stay(slug, token=token, now=NOON + AFTER_LEAVING / 2)
    assert is_there(store, slug, NOON + HOUR / 2)
    store.sharing.leave(slug, token=token, now=NOON + HOUR / 2)
    assert not is_there(store, slug, NOON + HOUR / 2 + AFTER_LEAVING)
    with pytest.raises(NoSuchPage):
        store.sharing.stay(slug, token=token, now=NOON + HOUR / 2 + AFTER_LEAVING)


def test_leaving_and_staying_never_make_it_last_longer(store: ComparisonStore) -> None:
    slug, token = keep(store, days=KEEP_NOTHING)
    finish(store, now=NOON)
    almost = NOON + HOUR - timedelta(seconds=1)
    store.sharing.leave(slug, token=token, now=almost)
    store.sharing.stay(slug, token=token, now=almost)
    assert not is_there(store, slug, NOON + HOUR)


def test_what_is_done_after_its_maker_left_ends_no_later_for_that(store: ComparisonStore) -> None:
    slug, token = keep(store, days=KEEP_NOTHING)
    store.sharing.leave(slug, token=token, now=NOON)
    finish(store, now=NOON + AFTER_LEAVING / 2)
    assert not is_there(store, slug, NOON + AFTER_LEAVING)


def test_leaving_changes_nothing_of_what_is_kept(store: ComparisonStore) -> None:
    slug, token = keep(store)
    before = store.find(slug, now=NOON)
    store.sharing.leave(slug, token=token, now=NOON)
    store.sharing.stay(slug, token=token, now=NOON)
    assert store.find(slug, now=NOON) == before


def test_its_maker_may_keep_it_after_all(store: ComparisonStore) -> None:
    slug, token = keep(store, days=KEEP_NOTHING)
    store.sharing.change(slug, Wish(keep_days=7), token=token, now=NOON)
    finish(store, now=NOON)
    store.sharing.leave(slug, token=token, now=NOON)
    kept = store.find(slug, now=NOON)
    assert (kept.fleeting, kept.expires) == (False, NOON + timedelta(days=7))


def test_the_list_has_what_one_browser_made_newest_first(store: ComparisonStore) -> None:
    mine = [keep(store, maker="me")[0] for _ in range(3)]
    keep(store, maker="you")
    keep(store)
    expired, _ = keep(store, days=1, maker="me")
    listed = store.sharing.made_by(fingerprint("me"), now=NOON + DAY)
    assert [one.slug for one in listed] == mine[::-1]
    assert expired not in mine
    assert (listed[0].left, listed[0].right, listed[0].created) == (LEFT, RIGHT, NOON)
    assert store.sharing.made_by(fingerprint("nobody"), now=NOON) == ()


def test_all_of_the_list_is_deleted_at_once_and_nothing_else(store: ComparisonStore) -> None:
    (mine, token), (other, _) = keep(store, maker="me"), keep(store, maker="you")
    excerpt = store.sharing.make_excerpt(mine, token=token, now=NOON)
    assert store.sharing.delete_made_by(fingerprint("me")) == 1
    assert is_there(store, other, NOON)
    assert not is_there(store, mine, NOON)
    with pytest.raises(NoSuchPage):
        store.sharing.find_excerpt(excerpt, NO_PROOF, now=NOON)


def test_a_token_shows_whose_it_is(store: ComparisonStore) -> None:
    slug, token = keep(store)
    assert store.find(slug, now=NOON, token=token).own
    assert not store.find(slug, now=NOON, token="A" * 22).own
    assert not store.find(slug, now=NOON).own
