"""Tells every process that something became of a comparison, as soon as it did: LISTEN and NOTIFY of PostgreSQL."""

from __future__ import annotations

import hashlib
from collections.abc import Generator

import psycopg
import sqlalchemy as sa

from app.errors import StoreFailed
from app.store.database import RETRY_SECONDS, Database

CHANNEL = "crossread_news"


def called(slug: str) -> str:
    """What a comparison is called in the news: not by its slug, which lets everyone read it."""
    return hashlib.sha256(slug.encode()).hexdigest()[:32]


def tell(connection: sa.Connection, slug: str) -> None:
    """Say that something became of it, when the transaction of `connection` ends. On SQLite nobody can hear it."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_notify(CHANNEL, called(slug))))


def listen(database: Database, *, every: float) -> Generator[str | None]:
    """Whatever is told from now on, as `called` says it; None first, and after `every` seconds in which nothing was.

    Ends when it is closed. Raises StoreFailed.
    """
    try:
        with psycopg.connect(**database.driver_arguments(), autocommit=True) as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            yield None
            while True:
                for news in connection.notifies(timeout=every):
                    yield news.payload
                yield None
    except psycopg.Error as error:
        raise StoreFailed("The server's database does not answer.", retry_after=RETRY_SECONDS) from error
