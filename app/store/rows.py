"""Reads a comparison's row, with one answer for all that is not there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.errors import NoSuchPage
from app.store import slugs
from app.store.database import Database
from app.store.kept import Kept
from app.store.packing import unpack, unpack_articles
from app.store.passwords import key_of
from app.store.tables import comparisons as table

SHOWN = tuple(table.c[name] for name in ("slug", "state", "articles", "created", "expires", "stage", "done", "total",
                                         "result", "error_title", "error_detail", "readers_judge", "password_hash",
                                         "fleeting", "delete_token_sha256"))  # fmt: skip
Row = sa.Row[*tuple[Any, ...]]


def find_row(database: Database, slug: str, columns: tuple[sa.Column[Any], ...], now: datetime) -> Row:
    """The one row. Raises NoSuchPage alike for a slug never given out, deleted or expired."""
    if not slugs.may_exist(slug):
        raise NoSuchPage
    with database.reading() as connection:
        asked = sa.select(*columns).where(table.c.slug == slug, table.c.expires > now)
        row = connection.execute(asked).one_or_none()
    if row is None:
        raise NoSuchPage
    return row


def kept_of(row: Row, *, token: str | None = None) -> Kept:
    """A row of SHOWN; it is its reader's own where `token` is its delete token."""
    left, right = unpack_articles(row.articles)
    return Kept(
        slug=row.slug,
        state=row.state,
        left=left,
        right=right,
        created=row.created,
        expires=row.expires,
        stage=row.stage,
        done=row.done,
        total=row.total,
        result=None if row.result is None else unpack(row.result),
        error=None if row.error_title is None else (row.error_title, row.error_detail),
        readers_judge=row.readers_judge,
        fleeting=row.fleeting,
        own=slugs.is_token(token, row.delete_token_sha256),
        reading_key=None if row.password_hash is None else key_of(row.password_hash),
    )
