"""Everything goes from one database to another, and from a backup to a database; nothing half, nothing twice."""

from __future__ import annotations

import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.comparison.document import to_document
from app.comparison.types import Article
from app.errors import StartRefused
from app.store.comparisons import ComparisonStore
from app.store.copying import copy_all
from app.store.once import Earlier, Once
from app.store.passwords import Proof
from app.store.sharing import Wish
from tests.postgres import PROGRAMS, Postgres
from tests.processes import crossread
from tests.web.factory import compared

NOON = datetime(2024, 5, 3, 12, tzinfo=UTC)
LEFT = Article("Five people were hurt in the flood.", title="Left \U0001d11e", published="2024-05-02")
RIGHT = Article("Seven people were hurt in the flood.")
ONCE = Once("a-key-that-nobody-guesses", b"{}")


class Filled:
    """A store with one comparison of each state, and all that can be said of one."""

    def __init__(self, store: ComparisonStore) -> None:
        kept, self.token = store.keep(LEFT, RIGHT, keep_days=30, now=NOON, once=ONCE, maker="ada")
        self.done = kept.slug
        store.queue.claim(runner="w", now=NOON)
        store.queue.finish(self.done, runner="w", result=to_document(compared(LEFT, RIGHT)), now=NOON)
        store.verdicts.give(self.done, 0, 0, "contradiction", "Yes.", token=self.token, reader=None, now=NOON)
        store.sharing.change(self.done, Wish(password="correct horse"), token=self.token, now=NOON)
        self.excerpt = store.sharing.make_excerpt(self.done, token=self.token, now=NOON)
        self.failed, self.running, self.queued = (
            store.keep(LEFT, RIGHT, keep_days=30, now=NOON, visitor="ben")[0].slug for _ in range(3)
        )
        store.queue.claim(runner="w", now=NOON)
        store.queue.fail(self.failed, runner="w", title="t", detail="d", now=NOON)
        store.queue.claim(runner="w", now=NOON)

    def check(self, store: ComparisonStore, before: ComparisonStore) -> None:
        """Whether all is there as it was."""
        for slug in (self.done, self.failed, self.queued):
            assert store.find(slug, now=NOON) == before.find(slug, now=NOON)
        assert store.verdicts.of(self.done, now=NOON) == before.verdicts.of(self.done, now=NOON)
        proof = Proof(token=None, password="correct horse", key=None)
        assert store.sharing.find_excerpt(self.excerpt, proof, now=NOON).slug == self.done
        assert store.once.find(ONCE, now=NOON) == Earlier(self.done, self.token)


@pytest.fixture
def filled(file_store: ComparisonStore) -> Filled:
    return Filled(file_store)


def test_everything_goes_from_sqlite_to_postgresql_and_the_work_goes_on_there(
    filled: Filled, file_store: ComparisonStore, shared_database: str, tmp_path: Path
) -> None:
    done = crossread("migrate", "--from", "sqlite:///crossread.db", data=tmp_path, database_url=shared_database)
    assert (done.returncode, done.stdout) == (0, "4 comparisons are in the new database.\n"), done.stderr
    with closing(ComparisonStore(shared_database)) as store:
        filled.check(store, file_store)
        new, _ = store.keep(LEFT, RIGHT, keep_days=30, now=NOON, visitor="ben")
        order = []
        while (claimed := store.queue.claim(runner="w", now=NOON)) is not None:
            order.append(claimed.slug)
        assert order == [filled.running, filled.queued, new.slug]  # what somebody had in hand is in its old place
        with pytest.raises(StartRefused, match="must be empty"):
            copy_all(tmp_path / "crossread.db", shared_database)


def test_everything_comes_back_to_sqlite(shared_database: str, tmp_path: Path) -> None:
    with (
        closing(ComparisonStore(shared_database)) as before,
        closing(ComparisonStore(tmp_path / "new" / "crossread.db")) as after,
    ):
        filled = Filled(before)
        copy_all(shared_database, tmp_path / "new" / "crossread.db")
        filled.check(after, before)


@pytest.mark.parametrize(
    ("source", "why"), [("sqlite:///nothing.db", "There is no database"), ("sqlite:///crossread.db", "the same")]
)
def test_a_source_that_cannot_be_meant_is_refused(
    file_store: ComparisonStore, tmp_path: Path, source: str, why: str
) -> None:
    address = source.replace("///", f"///{tmp_path}/")
    with pytest.raises(StartRefused, match=why):
        copy_all(address, f"sqlite:///{tmp_path}/crossread.db")
    assert not (tmp_path / "nothing.db").exists()


def test_a_dump_of_postgresql_is_a_backup(postgres: Postgres, shared_database: str, tmp_path: Path) -> None:
    with closing(ComparisonStore(shared_database)) as before:
        filled = Filled(before)
        dump = tmp_path / "crossread.dump"
        subprocess.run([PROGRAMS / "pg_dump", "--format=custom", "--file", dump, shared_database], check=True)
        restored = postgres.create("restored")
        subprocess.run([PROGRAMS / "pg_restore", "--no-owner", "--dbname", restored, dump], check=True)
        with closing(ComparisonStore(restored)) as after:
            after.migrate()
            filled.check(after, before)


def test_a_copy_that_sqlite_makes_while_it_is_used_is_a_backup(
    filled: Filled, file_store: ComparisonStore, tmp_path: Path
) -> None:
    source, copy = sqlite3.connect(tmp_path / "crossread.db"), sqlite3.connect(tmp_path / "copy.db")
    with closing(source), closing(copy):
        source.backup(copy)  # what the shell's .backup does
    file_store.keep(LEFT, RIGHT, keep_days=30, now=NOON)
    with closing(ComparisonStore(tmp_path / "copy.db")) as after:
        after.migrate()
        filled.check(after, file_store)
        assert after.waiting() == 1
