"""Requests that may be sent again: for a day, the same key and body get the same answer, the delete token included.

Of the key and the body only hashes are kept. The delete token is made from the key that the client sends: any process
that has the database can give it again, and nobody who has only the database, or only the link.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from app.errors import KeyReused
from app.store import slugs
from app.store.database import Database
from app.store.packing import pack, unpack
from app.store.tables import idempotency_keys as table

LASTS = timedelta(hours=24)  # the contract of the API


class AnsweredMeanwhile(Exception):
    """The same key came twice at once: the other request was first. Nothing of this one was kept."""


@dataclass(frozen=True, slots=True)
class Once:
    """A request and the key that its sender gave it; keys of different owners never meet."""

    key: str
    body: bytes
    owner: str = ""  # the name of the API key, where one came with it

    @property
    def key_sha256(self) -> bytes:
        """What the key is found by: 32 bytes."""
        return hashlib.sha256(f"{self.owner}\0{self.key}".encode()).digest()

    @property
    def body_sha256(self) -> bytes:
        """What the body is known again by: 32 bytes that tell nothing of it without the key."""
        return self._digest(b"body", self.body)

    def token(self, salt: bytes) -> str:
        """The delete token, as `slugs.draw` writes one. `salt` keeps readers from guessing it by trying weak keys."""
        return base64.urlsafe_b64encode(self._digest(b"token", salt)[: slugs.RANDOM_BYTES]).rstrip(b"=").decode()

    def _digest(self, use: bytes, of: bytes) -> bytes:
        return hmac.digest(self.key.encode(), use + b"\0" + of, "sha256")


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the same request led to: its comparison, and its token."""

    slug: str
    token: str


class OnceStore:
    """The keys of the last day. Any thread may call any method; each may raise StoreFailed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, once: Once, *, now: datetime) -> Earlier | None:
        """What it led to, None where it is new. Raises KeyReused where its key came with another body."""
        asked = sa.select(table).where(table.c.key_sha256 == once.key_sha256, table.c.created > now - LASTS)
        with self._database.reading() as connection:
            row = connection.execute(asked).one_or_none()
        if row is None:
            return None
        if not hmac.compare_digest(row.body_sha256, once.body_sha256):
            raise KeyReused
        return Earlier(row.slug, once.token(row.salt))

    def settle(self, once: Once, said: Mapping[str, object]) -> dict[str, object]:
        """What is answered, now and later: `said`, unless something was before. It holds no words of an article."""
        here = table.c.key_sha256 == once.key_sha256
        with self._database.writing() as connection:
            connection.execute(sa.update(table).where(here, table.c.said.is_(None)).values(said=pack(said)))
            kept = connection.execute(sa.select(table.c.said).where(here)).scalar_one_or_none()
        return dict(said) if kept is None else unpack(kept)


def remember(connection: sa.Connection, once: Once, *, slug: str, salt: bytes, now: datetime) -> None:
    """Note what it led to; one that is a day old makes room. Raises AnsweredMeanwhile."""
    connection.execute(sa.delete(table).where(table.c.key_sha256 == once.key_sha256, table.c.created <= now - LASTS))
    row = {"key_sha256": once.key_sha256, "body_sha256": once.body_sha256, "salt": salt, "slug": slug, "created": now}
    try:
        connection.execute(sa.insert(table).values(row))
    except sa.exc.IntegrityError:
        raise AnsweredMeanwhile from None


def forget(connection: sa.Connection, *, now: datetime) -> None:
    """Delete the keys that are a day old."""
    connection.execute(sa.delete(table).where(table.c.created <= now - LASTS))
