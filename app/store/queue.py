"""What is queued, and who has it in hand: taken up, kept alive, given back, done or failed.

Who works gives signs of life (`beat`). Others see in `running` whether new ones come, and `take_back` what has had none
for a while by their own clock (app/jobs/watching.py). No moment is kept for it: clocks that differ or jump do no harm.
Whoever has lost a comparison so is told by `report` and `beat`, and what it still says of it is dropped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from app.comparison.ports import STAGES
from app.store import tickets
from app.store.carrying import carry_over
from app.store.database import Database
from app.store.kept import WAITING, Kept
from app.store.lasting import end_when_over
from app.store.news import tell
from app.store.packing import pack
from app.store.rows import SHOWN, kept_of
from app.store.tables import comparisons as table

# One that ended its process so often is at fault itself. Twice is chance on a machine that is started again and again,
# or whose workers a full memory ends; each further try ends a process that others wait for, too.
MOST_ATTEMPTS = 4
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


@dataclass(frozen=True, slots=True)
class InHand:
    """A comparison that somebody works on, with the number of the latest sign of life."""

    id: int
    runner: str
    beats: int


class Queue:
    """The queued and running comparisons of one database. Any thread may call any method; each may raise StoreFailed.

    `runner` is a name that one worker has at a time, and that has one comparison in hand at a time.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(self, *, runner: str, now: datetime, fresh: bool = False) -> Kept | None:
        """Take up the one whose turn it is and give it to `runner` alone; None when none is queued.

        `fresh`: of those that nobody has ended his process with.
        """
        queued = sa.and_(table.c.state == "queued", table.c.expires > now)
        if fresh:
            queued = sa.and_(queued, table.c.attempts == 0)
        with self._database.reading() as connection:  # most looks find nothing, and must not hold up who writes
            if connection.execute(sa.select(table.c.id).where(queued).limit(1)).first() is None:
                return None
        first = (
            sa.select(table.c.id)
            .where(queued)
            .order_by(table.c.turn, table.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)  # on PostgreSQL; SQLite has one writer at a time anyway
            .scalar_subquery()
        )
        taken = {
            "state": "running",
            "stage": STAGES[0],
            "attempts": table.c.attempts + 1,
            "beats": 0,
            "runner": runner,
            "started": now,
        }
        with self._database.writing() as connection:
            claim = sa.update(table).where(table.c.state == "queued", table.c.id == first)
            row = connection.execute(claim.values(**taken).returning(*SHOWN)).one_or_none()
            if row is not None:
                tell(connection, row.slug)
        return None if row is None else kept_of(row)

    def beat(self, slug: str, *, runner: str) -> bool:
        """A sign of life of who works on it; False when it is not `runner`'s any more."""
        return self._while_running(slug, runner, {"beats": table.c.beats + 1})

    def report(self, slug: str, *, runner: str, stage: str, done: int, total: int) -> bool:
        """Note how far it is; False when it is gone or not `runner`'s any more, so that the work can be ended."""
        return self._while_running(slug, runner, {"stage": stage, "done": done, "total": total})

    def finish(self, slug: str, *, runner: str, result: Mapping[str, object], now: datetime) -> None:
        """Keep its result, and what its maker said of the same sentences before; nothing where it is not `runner`'s."""
        done = {
            "state": "done",
            "result": pack(result),
            "ended": now,
            "expires": end_when_over(now),
            "done": table.c.total,
            "visitor_sha256": None,
        }
        with self._database.writing() as connection:
            if connection.execute(_running(slug, runner).values(done)).rowcount == 1:
                carry_over(connection, slug, result, now=now)
                tell(connection, slug)

    def fail(self, slug: str, *, runner: str, title: str, detail: str, now: datetime) -> None:
        """Say why there will be no result; nothing happens where it is not `runner`'s any more."""
        self._while_running(slug, runner, _failed(title, detail, now=now))

    def hand_back(self, slug: str, *, runner: str) -> None:
        """Queue it again, in its old place, as if it had not been taken up: the work was ended in good order."""
        with self._database.writing() as connection:
            back = {**BACK_IN_QUEUE, "attempts": table.c.attempts - 1}
            if connection.execute(_running(slug, runner).values(back)).rowcount == 1:
                tell(connection, slug)
                self._put_ticket(connection)

    def running(self, *, now: datetime) -> tuple[InHand, ...]:
        """All that somebody works on; what has expired is left to the purge."""
        asked = sa.select(table.c.id, table.c.runner, table.c.beats)
        with self._database.reading() as connection:
            rows = connection.execute(asked.where(table.c.state == "running", table.c.expires > now)).all()
        return tuple(InHand(row.id, row.runner or "", row.beats) for row in rows)

    def take_back(self, seen: InHand, *, now: datetime) -> bool:
        """Queue it again, in its old place, unless there was a sign of life since it was `seen`; whether that was done.

        One that was taken up MOST_ATTEMPTS times is failed instead: it ended its process each time.
        """
        still = (
            sa.select(table.c.attempts)
            .where(
                table.c.id == seen.id,
                table.c.state == "running",
                sa.func.coalesce(table.c.runner, "") == seen.runner,
                table.c.beats == seen.beats,
            )
            .with_for_update(skip_locked=True)  # whoever writes to it lives; on PostgreSQL, SQLite has one writer
        )
        with self._database.writing() as connection:
            attempts = connection.execute(still).scalar_one_or_none()
            if attempts is None:
                return False
            hopeless = attempts >= MOST_ATTEMPTS
            changes = _failed(*GAVE_UP, now=now) if hopeless else dict(BACK_IN_QUEUE)
            connection.execute(sa.update(table).where(table.c.id == seen.id).values(changes))
            if not hopeless:
                self._put_ticket(connection)
        return True

    def put_missing_tickets(self, *, now: datetime) -> None:
        """See that there is a ticket for whatever is queued; a few may be lost where a worker or the database died."""
        if self._database.is_sqlite:
            return
        with self._database.reading() as connection:
            missing = tickets.missing(connection, now=now)
        if missing:
            with self._database.writing() as connection:
                tickets.put_missing(connection, now=now)

    def workers(self, *, within: float) -> int | None:
        """How many workers gave a sign of life in the last `within` seconds; None on SQLite, which does not know."""
        if self._database.is_sqlite:
            return None
        with self._database.reading() as connection:
            return tickets.workers(connection, within=within)

    def _while_running(self, slug: str, runner: str, changes: Mapping[str, object]) -> bool:
        with self._database.writing() as connection:
            there = connection.execute(_running(slug, runner).values(dict(changes))).rowcount == 1
            if there:
                tell(connection, slug)
            return there

    def _put_ticket(self, connection: sa.Connection) -> None:
        if not self._database.is_sqlite:
            tickets.put(connection)


def _running(slug: str, runner: str) -> sa.Update:
    return sa.update(table).where(table.c.slug == slug, table.c.state == "running", table.c.runner == runner)


def _failed(title: str, detail: str, *, now: datetime) -> dict[str, object]:
    return {
        "state": "failed",
        "error_title": title,
        "error_detail": detail,
        "ended": now,
        "expires": end_when_over(now),
        "visitor_sha256": None,
    }
