"""Comparisons: kept, found, deleted, purged; and what the runner does with those that are queued."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from app.comparison.ports import STAGES
from app.comparison.types import Article
from app.errors import NotAllowed
from app.store import slugs
from app.store.carrying import carry_over
from app.store.database import Database
from app.store.kept import WAITING, Kept, Progress
from app.store.lasting import KEEP_NOTHING, end_when_over, first_end
from app.store.once import Once, OnceStore, forget, remember
from app.store.packing import pack, pack_articles
from app.store.rows import SHOWN, find_row, kept_of
from app.store.sharing import Sharing
from app.store.tables import comparisons as table
from app.store.verdicts import VerdictStore

MOST_ATTEMPTS = 3  # a comparison that ended its process so often is at fault itself; twice may be chance
GAVE_UP = (
    "The comparison failed",
    "The server stopped each time it worked on these two articles, so it has given up. Try again with shorter ones.",
)
BACK_IN_QUEUE: Mapping[str, object] = {
    "state": "queued",
    "stage": WAITING,
    "done": 0,
    "total": 0,
    "runner": None,
}


class ComparisonStore:
    """All comparisons in one database. Any thread may call any method; each may raise StoreFailed."""

    def __init__(self, where: str | Path) -> None:
        """`where` is an SQLAlchemy address or the path of an SQLite file. Raises StartRefused."""
        self._database = Database(where)
        self.verdicts = VerdictStore(self._database)
        self.sharing = Sharing(self._database)
        self.once = OnceStore(self._database)

    def migrate(self) -> None:
        """Bring the database to its present form; to be called before anything else. Raises StartRefused."""
        self._database.migrate()

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def keep(
        self,
        left: Article,
        right: Article,
        *,
        keep_days: int,
        now: datetime,
        maker: str | None = None,
        once: Once | None = None,
    ) -> tuple[Kept, str]:
        """Queue a comparison; it is on disk when this returns. `maker` is the name of the browser that asks for it.

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
        with self._database.writing() as connection:
            connection.execute(sa.insert(table).values(row))
            if once is not None:
                remember(connection, once, slug=slug, salt=salt, now=now)
        return kept, token

    def find(self, slug: str, *, now: datetime, token: str | None = None) -> Kept:
        """Raises NoSuchPage alike for a slug never given out, deleted or expired.

        It is its reader's own where `token` is the delete token. Whether he may read it is for `sharing.check` to say.
        """
        return kept_of(find_row(self._database, slug, SHOWN, now), token=token)

    def progress(self, slug: str, *, now: datetime) -> Progress:
        """What `find` says of progress, without reading the articles. Raises NoSuchPage."""
        row = find_row(self._database, slug, (table.c.state, table.c.stage, table.c.done, table.c.total), now)
        return Progress(row.state, row.stage, row.done, row.total)

    def delete(self, slug: str, *, token: str | None, now: datetime) -> None:
        """Delete it for good, whatever its state. Raises NoSuchPage, and NotAllowed for a wrong or missing token."""
        row = find_row(self._database, slug, (table.c.delete_token_sha256,), now)
        if not slugs.is_token(token, row.delete_token_sha256):
            raise NotAllowed("This needs the delete token that its maker was given.")
        with self._database.writing() as connection:
            connection.execute(sa.delete(table).where(table.c.slug == slug))

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

    def claim(self, *, runner: str, now: datetime) -> Kept | None:
        """Take up the one that is queued longest and give it to `runner` alone; None when none is queued.

        One that was taken up MOST_ATTEMPTS times already, and given back by a crash each time, is failed instead.
        """
        oldest = (
            sa.select(table.c.id)
            .where(table.c.state == "queued", table.c.expires > now)
            .order_by(table.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)  # on PostgreSQL; SQLite has one writer at a time anyway
            .scalar_subquery()
        )
        taken = {
            "state": "running",
            "stage": STAGES[0],
            "attempts": table.c.attempts + 1,
            "runner": runner,
        }
        queued = table.c.state == "queued"
        with self._database.writing() as connection:
            hopeless = sa.update(table).where(queued, table.c.attempts >= MOST_ATTEMPTS)
            connection.execute(hopeless.values(_failed(*GAVE_UP, now=now)))
            row = connection.execute(
                sa.update(table).where(queued, table.c.id == oldest).values(**taken, started=now).returning(*SHOWN)
            ).one_or_none()
        return None if row is None else kept_of(row)

    def report(self, slug: str, *, stage: str, done: int, total: int) -> bool:
        """Note how far a running comparison is; False when it is not there any more, so that the work can be ended."""
        return self._while_running(slug, {"stage": stage, "done": done, "total": total})

    def finish(self, slug: str, *, result: Mapping[str, object], now: datetime) -> None:
        """Keep its result, and what its maker said of the same sentences before; nothing where it was deleted."""
        done = {
            "state": "done",
            "result": pack(result),
            "ended": now,
            "expires": end_when_over(now),
            "done": table.c.total,
        }
        with self._database.writing() as connection:
            running = sa.update(table).where(table.c.slug == slug, table.c.state == "running")
            if connection.execute(running.values(done)).rowcount == 1:
                carry_over(connection, slug, result, now=now)

    def fail(self, slug: str, *, title: str, detail: str, now: datetime) -> None:
        """Say why there will be no result; nothing happens when it was deleted meanwhile."""
        self._while_running(slug, _failed(title, detail, now=now))

    def hand_back(self, slug: str) -> None:
        """Queue it again, in its old place, as if it had not been taken up: the work was ended in good order."""
        self._while_running(slug, {**BACK_IN_QUEUE, "attempts": table.c.attempts - 1})

    def give_back(self, *, now: datetime) -> int:
        """Queue again, in their old places, all that a crash left running; return how many. To be called at start.

        One that was taken up MOST_ATTEMPTS times is failed by the next `claim`; what has expired is left to the purge.
        """
        with self._database.writing() as connection:
            running = sa.update(table).where(table.c.state == "running", table.c.expires > now)
            return connection.execute(running.values(dict(BACK_IN_QUEUE))).rowcount

    def _while_running(self, slug: str, changes: Mapping[str, object]) -> bool:
        with self._database.writing() as connection:
            running = sa.update(table).where(table.c.slug == slug, table.c.state == "running")
            return connection.execute(running.values(dict(changes))).rowcount == 1


def _failed(title: str, detail: str, *, now: datetime) -> dict[str, object]:
    return {
        "state": "failed",
        "error_title": title,
        "error_detail": detail,
        "ended": now,
        "expires": end_when_over(now),
    }
