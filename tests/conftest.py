"""What tests of several folders stand on: a real store in a folder of its own, and a clock that they set."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.store.comparisons import ComparisonStore
from tests.fakes import Seconds, SettableClock
from tests.postgres import Postgres


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ComparisonStore]:
    """An empty store, migrated, in SQLite."""
    opened = ComparisonStore(tmp_path / "crossread.db")
    opened.migrate()
    yield opened
    opened.close()


@pytest.fixture
def clock() -> SettableClock:
    """A clock that stands at noon of 3 May 2024, UTC."""
    return SettableClock()


@pytest.fixture
def seconds() -> Seconds:
    """A monotonic clock that stands still."""
    return Seconds()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A server for all tests, in a folder with a short name, as a socket needs it."""
    with tempfile.TemporaryDirectory(prefix="cr", ignore_cleanup_errors=True) as folder:
        server = Postgres(Path(folder) / "pg")
        server.start()
        yield server
        server.stop()


@pytest.fixture(scope="session")
def migrated_database(postgres: Postgres) -> str:
    """The address of a database that has all tables, and that tests leave things in."""
    address = postgres.create("tests")
    with closing(ComparisonStore(address)) as store:
        store.migrate()
    return address


@pytest.fixture
def shared_database(postgres: Postgres, migrated_database: str) -> str:
    """The address of a database that has all tables and nothing in them."""
    postgres.empty(migrated_database)
    return migrated_database


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """Where an empty database is, as a setting would name it."""
    if request.param == "sqlite":
        return tmp_path / "crossread.db"
    return str(request.getfixturevalue("shared_database"))
