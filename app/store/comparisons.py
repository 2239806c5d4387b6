"""Comparisons: kept, found, deleted, purged. What becomes of those that are queued is in queue.py."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app.comparison.types import Article
from app.errors import NotAllowed
from app.store import slugs, tickets
from app.store.database import Database
from app.store.kept import WAITING, Kept, Progress
from app.store.lasting import KEEP_NOTHING, first_end
from app.store.news import listen, tell
from app.store.once import Once, OnceStore, forget, remember
from app.store.packing import pack_articles
from app.store.queue import BACK_IN_QUEUE, Queue
from app.store.rows import SHOWN, find_row, kept_of
from app.store.sharing import Sharing
from app.store.tables import comparisons as table
from app.store.turns import next_turn
from app.store.verdicts import VerdictStore

_PROGRESS = (table.c.state, table.c.stage, table.c.done, table.c.total)  # as Progress has them
AT_ONCE = 500  # addresses in one question; SQLite takes 999 values, or more since 2020


class ComparisonStore:
    """All comparisons in one database. Any thread may call any method; each may raise StoreFailed."""

    def __init__(self, where: str | Path) -> None:
        """`where` is an SQLAlchemy address or the path of an SQLite file. Raises StartRefused."""
        self._database = Database(where)
        self.queue = Queue(self._database)
        self.verdicts = VerdictStore(self._database)
        self.sharing = Sharing(self._database)
        self.once = OnceStore(self._database)

    def migrate(self) -> None:
        """Bring the database to its present form; to be called before anything else. Raises StartRefused."""
        self._database.migrate()

    def is_migrated(self) -> bool:
        """Whether the database has the form that this version expects. Raises StoreFailed."""
        return self._database.is_migrated()

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    @property
    def is_shared(self) -> bool:
        """Whether it is on PostgreSQL, where machines of their own compute."""
        return not self._database.is_sqlite

    def driver_arguments(self) -> dict[str, Any]:
        """By what psycopg connects to the same PostgreSQL."""
        return self._database.driver_arguments()

    def listen(self, *, every: float) -> Generator[str | None]:
        """The news of all comparisons, see news.py; on PostgreSQL only. Raises StoreFailed."""
        return listen(self._database, every=every)

    def keep(
        self,
        left: Article,
        right: Article,
        *,
        keep_days: int,
        now: datetime,
        maker: str | None = None,
        visitor: str | None = None,
        once: Once | None = None,
    ) -> tuple[Kept, str]:
        """Queue a comparison; it is on disk when this returns. `maker` is the name of the browser that asks for it.

        `visitor` is by what those who ask are told apart while it waits, see turns.py; None for nobody in particular.

        With `keep_days` KEEP_NOTHING it is kept for nobody, see lasting.py.

        Returns:
            What is kept, and its delete token, which nobody can ask for again, except by the key of `once`.

        Raises AnsweredMeanwhile where that key is known by now.
        """
        slug, salt = slugs.draw(), slugs.draw_salt()
        token = slugs.draw() if once is None else once.token(salt)
        kept = Kept(
            slug,
            "queued",
            left,
            right,
            now,
            first_end(keep_days, now),
            WAITING,
            0,
            0,
            None,
            None,
            fleeting=keep_days == KEEP_NOTHING,
        )
        row = {
            "slug": slug,
            "delete_token_sha256": slugs.fingerprint(token),
            "created": kept.created,
            "expires": kept.expires,
            "fleeting": kept.fleeting,
            "articles": pack_articles(left, right),
            "attempts": 0,
            "maker_sha256": None if maker is None else slugs.fingerprint(maker),
            **BACK_IN_QUEUE,
        }
        asker = None if visitor is None else slugs.fingerprint(visitor)
        with self._database.writing() as connection:
            turn = next_turn(connection, asker)
            connection.execute(sa.insert(table).values(**row, turn=turn, visitor_sha256=asker))
            if once is not None:
                remember(connection, once, slug=slug, salt=salt, now=now)
            if not self._database.is_sqlite:
                tickets.put(connection)
        return kept, token

    def find(self, slug: str, *, now: datetime, token: str | None = None) -> Kept:
        """Raises NoSuchPage alike for a slug never given out, deleted or expired.

        It is its reader's own where `token` is the delete token. Whether he may read it is for `sharing.check` to say.
        """
        return kept_of(find_row(self._database, slug, SHOWN, now), token=token)

    def progress_of(self, slugs: Sequence[str], *, now: datetime) -> dict[str, Progress]:
        """The same of many at once; those that are not there are left out."""
        found: dict[str, Progress] = {}
        asked = sa.select(table.c.slug, *_PROGRESS)
        with self._database.reading() as connection:
            for at in range(0, len(slugs), AT_ONCE):
                some = table.c.slug.in_(slugs[at : at + AT_ONCE])
                for slug, *row in connection.execute(asked.where(some, table.c.expires > now)):
                    found[slug] = Progress(*row)
        return found

    def progress(self, slug: str, *, now: datetime) -> Progress:
        """What `find` says of progress, without reading the articles. Raises NoSuchPage."""
        return Progress(*find_row(self._database, slug, _PROGRESS, now))

    def delete(self, slug: str, *, token: str | None, now: datetime) -> None:
        """Delete it for good, whatever its state. Raises NoSuchPage, and NotAllowed for a wrong or missing token."""
        row = find_row(self._database, slug, (table.c.delete_token_sha256,), now)
        if not slugs.is_token(token, row.delete_token_sha256):
            raise NotAllowed("This needs the delete token that its maker was given.")
        with self._database.writing() as connection:
            connection.execute(sa.delete(table).where(table.c.slug == slug))
            tell(connection, slug)

    def purge(self, *, now: datetime) -> int:
        """Delete all that has expired, whatever its state; return how many that were."""
        with self._database.writing() as connection:
            forget(connection, now=now)
            return connection.execute(sa.delete(table).where(table.c.expires <= now)).rowcount

    def waiting(self) -> int:
        """How many are queued."""
        with self._database.reading() as connection:
            count = connection.execute(sa.select(sa.func.count()).where(table.c.state == "queued"))
            return int(count.scalar_one())

    def count(self) -> int:
        """How many are kept, in whatever state, the expired among them until they are purged."""
        with self._database.reading() as connection:
            return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())
