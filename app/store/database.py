"""The connection to SQLite or PostgreSQL: opened, migrated, and its failures named."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from app.errors import StartRefused, StoreFailed
from app.store import tickets

MIGRATIONS = Path(__file__).with_name("migrations")
BUSY_SECONDS = 20  # a write waits so long for another's; the longest of ours takes well under one
ASK_SECONDS = 0.005  # between two tries to write, while another does; about what a write takes
CONNECTIONS = 48  # Starlette runs at most 40 handlers in threads at once; the rest is for the runner and the purge
RETRY_SECONDS = 5  # told to a visitor when the database failed: about a restart
CONNECT_SECONDS = 5  # to reach PostgreSQL; a network that is well takes a hundredth of it
MIGRATING = 0x63726D67  # names the lock under which PostgreSQL's tables are changed; any number that nothing else uses
WRITES = "crossread_writes"  # execution option: this transaction will write


class Database:
    """One database, used by any number of threads."""

    def __init__(self, where: str | Path) -> None:
        """Connects to nothing yet.

        Args:
            where: an SQLAlchemy address, or the path of an SQLite file, whatever characters it has.

        Raises StartRefused when the address cannot be understood or its driver is not installed.
        """
        try:
            url = sa.URL.create("sqlite", database=str(where)) if isinstance(where, Path) else _address(where)
            # Parameters are articles: they must not get into error messages, which are logged.
            self._engine = sa.create_engine(url, hide_parameters=True, **_options(url))
        except (sa.exc.ArgumentError, sa.exc.NoSuchModuleError, ImportError) as error:
            raise StartRefused("The database address cannot be used; check CROSSREAD_DATABASE_URL.") from error
        if self.is_sqlite:
            event.listen(self._engine, "connect", _set_up_sqlite)
            event.listen(self._engine, "begin", _begin_sqlite)
        self._writer = self._engine.execution_options(**{WRITES: True})
        if not self.is_sqlite:
            # As on SQLite: what is read in one transaction is of one moment.
            self._engine = self._engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    @property
    def is_sqlite(self) -> bool:
        """Whether this is a file of our own."""
        return self._engine.dialect.name == "sqlite"

    @property
    def is_there(self) -> bool:
        """Whether there is a file, where it is one."""
        return Path(self._engine.url.database or "").is_file()

    def is_same(self, other: Database) -> bool:
        """Whether both have the same address."""
        return self._engine.url == other._engine.url

    def migrate(self) -> None:
        """Bring the tables to their present form; several processes may do so at once.

        Raises StartRefused when the place cannot be written to or holds something else.
        """
        try:
            if self.is_sqlite:
                self._prepare_file()
                self._write_ahead()
            with self._writer.begin() as connection:
                if not self.is_sqlite:
                    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(MIGRATING)))
                config = _alembic()
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
                if not self.is_sqlite:
                    tickets.install(connection)
        except CommandError as error:
            raise StartRefused("The database was made by a newer version of Crossread; start that version.") from error
        except (sa.exc.DBAPIError, sqlite3.Error) as error:
            said = error.orig if isinstance(error, sa.exc.DBAPIError) else error
            raise StartRefused(f"The database at {self._place} cannot be used: {said}.") from error

    def is_migrated(self) -> bool:
        """Whether the tables have the form that this version expects. Raises StoreFailed."""
        with self.reading() as connection:
            return set(MigrationContext.configure(connection).get_current_heads()) == _newest()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that sees one moment. Raises StoreFailed."""
        with _failures_named(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that is on disk when this ends, or undone. Raises StoreFailed."""
        with _failures_named(), self._writer.begin() as connection:
            yield connection

    def driver_arguments(self) -> dict[str, Any]:
        """By what psycopg connects to the same PostgreSQL."""
        _, arguments = self._engine.dialect.create_connect_args(self._engine.url)
        return {name: value for name, value in arguments.items() if name != "context"}  # SQLAlchemy's own types

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    @property
    def _place(self) -> str:
        return self._engine.url.render_as_string(hide_password=True)

    def _prepare_file(self) -> None:
        """Make the file, readable by its owner only: SQLite gives its side files (-wal, -shm) the same mode."""
        path = self._engine.url.database
        if not path or path == ":memory:":
            raise StartRefused("The database must be a file: what is only in memory would be lost.")
        try:
            Path(path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        except OSError as error:
            raise StartRefused(
                f"{path} cannot be written: {error.strerror}. Name another folder with CROSSREAD_DATA."
            ) from error

    def _write_ahead(self) -> None:
        """Let readers read while one writes; the file remembers it. The switch waits for nobody, so ask again."""
        until = time.monotonic() + BUSY_SECONDS
        while True:
            try:
                with closing(self._engine.raw_connection()) as connection:
                    connection.cursor().execute("PRAGMA journal_mode=WAL")
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > until:
                    raise
            time.sleep(0.05)  # seconds; short beside a start, long beside the switch


def _alembic() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


@cache
def _newest() -> set[str]:
    """The revisions that have no later one."""
    return set(ScriptDirectory.from_config(_alembic()).get_heads())


def _address(where: str) -> sa.URL:
    """As SQLAlchemy writes it: with the driver that is installed, and a socket's folder where libpq has it, too."""
    url = sa.make_url(where.replace("postgres://", "postgresql://", 1) if where.startswith("postgres://") else where)
    if url.drivername != "postgresql":
        return url
    folder = unquote(url.host or "")
    if folder.startswith("/"):
        url = url.set(host="").update_query_dict({"host": folder})
    return url.set(drivername="postgresql+psycopg")


def _options(url: sa.URL) -> dict[str, object]:
    pool: dict[str, object] = {
        "pool_size": 8,
        "max_overflow": CONNECTIONS - 8,
        "pool_timeout": BUSY_SECONDS,
    }
    if url.get_backend_name() == "postgresql":
        # Asked before each use whether it still is: a database that was started again has ended all connections.
        # Who sleeps in a transaction, as a machine that was put to sleep, must not hold up who writes to the same row.
        options = f"-c idle_in_transaction_session_timeout={BUSY_SECONDS}s"
        connect = {"connect_timeout": CONNECT_SECONDS, "options": options}
        return {**pool, "pool_pre_ping": True, "connect_args": connect}
    if url.get_backend_name() != "sqlite":
        raise StartRefused("CROSSREAD_DATABASE_URL names neither SQLite nor PostgreSQL; Crossread knows these two.")
    return {
        **pool,
        "poolclass": sa.QueuePool,
        "connect_args": {"timeout": BUSY_SECONDS, "check_same_thread": False},
    }


def _set_up_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver must not begin transactions by itself; _begin_sqlite does
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA synchronous=FULL")  # on disk at commit: an accepted comparison survives a power cut too
    cursor.execute("PRAGMA secure_delete=ON")  # what was deleted is overwritten, not left in the file
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    # What reads first and writes later fails at once when another wrote between: so it says at the start that it will.
    if not connection.get_execution_options().get(WRITES, False):
        connection.exec_driver_sql("BEGIN")
        return
    # SQLite itself would ask for its lock ever more seldom, at last every tenth of a second, and lets in whoever comes
    # at the right moment: where several processes write, one waits for seconds, and a dead worker's work with it.
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError(f"SQLite by {type(driver)}")
    until = time.monotonic() + BUSY_SECONDS
    driver.execute("PRAGMA busy_timeout=0")
    try:
        while time.monotonic() < until:
            try:
                driver.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    break
            time.sleep(ASK_SECONDS)
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # so that SQLAlchemy says what is wrong
    finally:
        driver.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")


@contextmanager
def _failures_named() -> Iterator[None]:
    try:
        yield
    except (
        sa.exc.OperationalError,
        sa.exc.InterfaceError,
        sa.exc.InternalError,
        sa.exc.ProgrammingError,
        sa.exc.TimeoutError,
    ) as error:
        raise StoreFailed(
            "The server's database does not answer or is full. Try again in a moment.",
            retry_after=RETRY_SECONDS,
        ) from error
