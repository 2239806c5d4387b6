"""The file itself: its place, mode, migrations, and what is said when it cannot be used."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from app.comparison.types import Article
from app.errors import StartRefused, StoreFailed
from app.store.comparisons import ComparisonStore
from app.store.tables import metadata
from tests.postgres import Postgres

NOON = datetime(2024, 5, 3, 12, tzinfo=UTC)
SECRET = Article("The secret is 4711.")


def test_what_is_kept_outlives_a_process_that_is_killed(tmp_path: Path) -> None:
    keep_and_die = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from app.comparison.types import Article
from app.store.comparisons import ComparisonStore
store = ComparisonStore(Path(sys.argv[1]))
store.migrate()
kept, _ = store.keep(Article("Left."), Article("Right."), keep_days=30, now=datetime(2024, 5, 3, 12, tzinfo=UTC))
print(kept.slug, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    path = tmp_path / "crossread.db"
    died = subprocess.run([sys.executable, "-c", keep_and_die, path], capture_output=True, text=True, check=False)
    assert died.returncode == -9, died.stderr
    store = ComparisonStore(path)
    store.migrate()
    assert store.find(died.stdout.strip(), now=NOON).left == Article("Left.")
    store.close()


def test_migrating_again_changes_nothing(store: ComparisonStore) -> None:
    kept, _ = store.keep(SECRET, SECRET, keep_days=1, now=NOON)
    store.migrate()
    assert store.find(kept.slug, now=NOON) == kept


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_several_may_migrate_an_empty_database_at_once(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    where: str | Path = tmp_path / "crossread.db"
    if kind == "postgresql":
        where = request.getfixturevalue("postgres").create("empty")
    stores = [ComparisonStore(where) for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(ComparisonStore.migrate, stores))
    kept, _ = stores[0].keep(SECRET, SECRET, keep_days=1, now=NOON)
    assert all(store.find(kept.slug, now=NOON) == kept for store in stores)
    for store in stores:
        store.close()


def test_the_migrations_make_the_tables_that_the_code_expects(file_store: ComparisonStore, tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'crossread.db'}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_the_file_is_write_ahead_and_its_owners_alone(file_store: ComparisonStore, tmp_path: Path) -> None:
    file_store.keep(SECRET, SECRET, keep_days=1, now=NOON)
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in tmp_path.iterdir()}
    assert modes == dict.fromkeys(("crossread.db", "crossread.db-wal", "crossread.db-shm"), "0o600")


def test_the_folder_is_made_private_whatever_characters_its_name_has(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "100% ?#ü data"
    store = ComparisonStore(folder / "crossread.db")
    store.migrate()
    store.close()
    assert (folder / "crossread.db").is_file()
    assert folder.stat().st_mode & 0o777 == 0o700


def test_an_address_serves_as_well_as_a_path(tmp_path: Path) -> None:
    store = ComparisonStore(f"sqlite:///{tmp_path / 'other.db'}")
    store.migrate()
    assert store.waiting() == 0
    store.close()
    assert (tmp_path / "other.db").is_file()


@pytest.mark.parametrize(
    "written",
    [
        "postgresql://crossread@/{name}?host={folder}",
        "postgresql+psycopg://crossread@/{name}?host={folder}",
        "postgres://crossread@{encoded}/{name}",
        "postgresql://{encoded}/{name}?user=crossread",
    ],
)
def test_postgresql_is_found_by_a_sockets_folder_however_it_is_written(
    written: str, shared_database: str, postgres: Postgres
) -> None:
    folder = str(postgres.folder)
    address = written.format(name="tests", folder=folder, encoded=quote(folder, safe=""))
    with closing(ComparisonStore(address)) as store:
        assert store.waiting() == 0
        assert store.driver_arguments()["host"] == folder


def test_a_database_that_is_not_there_is_told_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(StartRefused, match="cannot be used") as refused:
        ComparisonStore(f"postgresql://me:secret@/x?host={tmp_path}").migrate()
    assert "secret" not in str(refused.value)


def test_each_comparison_has_a_ticket_and_a_lost_one_is_put_again(shared_database: str) -> None:
    with closing(ComparisonStore(shared_database)) as store, psycopg.connect(shared_database, autocommit=True) as other:
        for _ in range(3):
            store.keep(SECRET, SECRET, keep_days=1, now=NOON)
        count = "select count(*) from procrastinate_jobs where status = 'todo'"
        assert other.execute(count).fetchone() == (3,)
        other.execute("delete from procrastinate_jobs where id in (select id from procrastinate_jobs limit 2)")
        for _ in range(2):
            store.queue.put_missing_tickets(now=NOON)
            assert other.execute(count).fetchone() == (3,)
        claimed = store.queue.claim(runner="w", now=NOON)
        assert claimed is not None
        store.queue.hand_back(claimed.slug, runner="w")
        assert other.execute(count).fetchone() == (4,)  # one too many, until the first is played
        assert not other.execute("select 1 from procrastinate_jobs where args != '{}'").fetchall()


@pytest.mark.parametrize(
    "address", ["mysql://x/y", "not an address", "nosuchdatabase://x/y", "sqlite://", "sqlite:///:memory:"]
)
def test_an_address_that_cannot_be_used_is_refused_in_words(address: str) -> None:
    with pytest.raises(StartRefused):
        ComparisonStore(address).migrate()


def test_a_folder_that_cannot_be_written_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StartRefused, match=r"cannot be written: .*CROSSREAD_DATA"):
        ComparisonStore(tmp_path / "file" / "crossread.db").migrate()


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "crossread.db"
    path.write_text("My diary, please keep. " * 100)
    with pytest.raises(StartRefused, match="not a database"):
        ComparisonStore(path).migrate()
    assert path.read_text().startswith("My diary")


def test_a_database_of_a_newer_version_is_refused_and_left_alone(file_store: ComparisonStore, tmp_path: Path) -> None:
    kept, _ = file_store.keep(SECRET, SECRET, keep_days=1, now=NOON)
    with sqlite3.connect(tmp_path / "crossread.db") as connection:
        connection.execute("update alembic_version set version_num = 'from-the-future'")
    connection.close()
    with pytest.raises(StartRefused, match="newer version"):
        file_store.migrate()
    assert file_store.find(kept.slug, now=NOON) == kept


def test_a_failure_of_the_database_is_named_and_tells_no_slug(file_store: ComparisonStore, tmp_path: Path) -> None:
    kept, _ = file_store.keep(SECRET, SECRET, keep_days=1, now=NOON)
    with sqlite3.connect(tmp_path / "crossread.db") as connection:
        connection.execute("drop table comparisons")
    connection.close()
    with pytest.raises(StoreFailed) as failed:
        file_store.find(kept.slug, now=NOON)
    assert failed.value.retry_after
    assert "no such table" in str(failed.value.__cause__)
    assert kept.slug not in str(failed.value.__cause__)


def test_readers_are_not_held_up_by_a_writer(file_store: ComparisonStore, tmp_path: Path) -> None:
    kept, _ = file_store.keep(SECRET, SECRET, keep_days=1, now=NOON)
    writer = sqlite3.connect(tmp_path / "crossread.db", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("delete from comparisons")
    assert file_store.find(kept.slug, now=NOON) == kept
    writer.close()


def test_forty_threads_may_keep_and_find_at_once(store: ComparisonStore) -> None:
    def keep_and_find(_: int) -> bool:
        kept, _token = store.keep(SECRET, SECRET, keep_days=1, now=NOON)
        return store.find(kept.slug, now=NOON) == kept

    with ThreadPoolExecutor(40) as pool:
        assert all(pool.map(keep_and_find, range(120)))
    assert store.waiting() == 120
