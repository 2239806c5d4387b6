"""The same key and body lead to the same comparison for a day, on any machine, and nothing secret is kept of them."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.comparison.types import Article
from app.errors import KeyReused
from app.store.comparisons import ComparisonStore
from app.store.once import LASTS, AnsweredMeanwhile, Earlier, Once

NOON = datetime(2024, 5, 3, 12, tzinfo=UTC)
ONCE = Once("a key that nobody guesses".replace(" ", "-"), b'{"left":1}')
ONE = Article("The secret is 4711.")


def keep(store: ComparisonStore, once: Once = ONCE, *, now: datetime = NOON) -> Earlier:
    kept, token = store.keep(ONE, ONE, keep_days=30, now=now, once=once)
    return Earlier(kept.slug, token)


def test_the_same_request_leads_to_the_same_comparison_and_token(store: ComparisonStore) -> None:
    made = keep(store)
    assert store.once.find(ONCE, now=NOON + LASTS - timedelta(seconds=1)) == made
    store.delete(made.slug, token=made.token, now=NOON)


def test_another_process_on_the_same_database_gives_the_same_token(store: ComparisonStore, address: str | Path) -> None:
    made = keep(store)
    with closing(ComparisonStore(address)) as other:
        assert other.once.find(ONCE, now=NOON) == made


def test_another_body_is_refused(store: ComparisonStore) -> None:
    keep(store)
    with pytest.raises(KeyReused) as refused:
        store.once.find(Once(ONCE.key, b'{"left":2}'), now=NOON)
    assert refused.value.field == "Idempotency-Key"


def test_keys_of_different_programs_never_meet(store: ComparisonStore) -> None:
    keep(store)
    assert store.once.find(Once(ONCE.key, ONCE.body, "newsroom"), now=NOON) is None


def test_after_a_day_the_key_is_free_again(store: ComparisonStore) -> None:
    made = keep(store)
    assert store.once.find(ONCE, now=NOON + LASTS) is None
    assert keep(store, Once(ONCE.key, b"other"), now=NOON + LASTS) != made


def test_the_purge_forgets_what_is_a_day_old(file_store: ComparisonStore, tmp_path: Path) -> None:
    keep(file_store)
    file_store.purge(now=NOON + LASTS)
    with closing(sqlite3.connect(tmp_path / "crossread.db")) as database:
        assert database.execute("SELECT count(*) FROM idempotency_keys").fetchone() == (0,)


def test_of_two_at_once_one_is_kept_and_the_other_told(store: ComparisonStore) -> None:
    told: list[Earlier | None] = []
    start = threading.Barrier(4)

    def ask() -> None:
        start.wait()
        try:
            told.append(keep(store))
        except AnsweredMeanwhile:
            told.append(None)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    made = [one for one in told if one is not None]
    assert len(made) == 1
    assert store.waiting() == 1
    assert store.once.find(ONCE, now=NOON) == made[0]


def test_what_was_answered_first_is_what_is_answered(store: ComparisonStore) -> None:
    keep(store)
    assert store.once.settle(ONCE, {"state": "queued"}) == {"state": "queued"}
    assert store.once.settle(ONCE, {"state": "done"}) == {"state": "queued"}


def test_a_deleted_comparison_is_not_made_anew_by_a_late_request(store: ComparisonStore) -> None:
    made = keep(store)
    store.delete(made.slug, token=made.token, now=NOON)
    assert store.once.find(ONCE, now=NOON) == made  # which leads to nothing


def test_neither_key_nor_body_nor_token_is_in_the_database(file_store: ComparisonStore, tmp_path: Path) -> None:
    made = keep(file_store)
    file_store.close()
    content = b"".join(file.read_bytes() for file in tmp_path.glob("crossread.db*"))
    for secret in (ONCE.key.encode(), ONCE.body, made.token.encode()):
        assert secret not in content


def test_a_weak_key_alone_does_not_tell_the_token(store: ComparisonStore) -> None:
    weak = [keep(store, Once("1", bytes([n])), now=NOON + n * LASTS).token for n in range(2)]
    assert len(set(weak)) == 2
