"""Counts of what is kept, for whoever runs the server: how many in which state, how old, how large. No text is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from app.store.database import Database
from app.store.kept import State
from app.store.tables import comparisons as table

AGES: Mapping[str, timedelta] = {
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(days=7),
    "month": timedelta(days=30),
}
OLDER = "older"
STATES: tuple[State, ...] = ("queued", "running", "done", "failed")
LATEST = 1_000  # of the comparisons that are done, for how long they took: enough for a median, quick to read


@dataclass(frozen=True, slots=True)
class Statistics:
    """What is kept at a moment; what has expired and is not purged yet is counted on its own."""

    ages: Mapping[State, Mapping[str, int]]  # by state; made within the last hour, day, week, month, or older
    expired: int
    bytes: int  # of articles and results as they are kept, packed
    oldest_queued: timedelta | None  # how long the one that waits longest has waited
    median_time: timedelta | None  # from being asked for to being done, of the latest
    longest_time: timedelta | None

    @property
    def total(self) -> int:
        """How many are kept."""
        return sum(sum(counts.values()) for counts in self.ages.values())


class Watch:
    """The queue, for whoever watches over it: asked for often, and so with a connection of its own."""

    def __init__(self, where: str | Path) -> None:
        """Raises StartRefused."""
        self._database = Database(where)

    def waiting(self, *, now: datetime) -> tuple[int, timedelta]:
        """How many are queued, and how long the oldest has been. Raises StoreFailed."""
        asked = sa.select(sa.func.count(), sa.func.min(table.c.created))
        with self._database.reading() as connection:
            length, oldest = connection.execute(asked.where(table.c.state == "queued", table.c.expires > now)).one()
        return int(length), timedelta(0) if oldest is None else max(now - oldest, timedelta(0))

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()


def statistics(where: str | Path, *, now: datetime) -> Statistics:
    """Count. Raises StartRefused, StoreFailed."""
    database = Database(where)
    try:
        database.migrate()
        with database.reading() as connection:
            return _counted(connection, now)
    finally:
        database.close()


def _counted(connection: sa.Connection, now: datetime) -> Statistics:
    there = table.c.expires > now
    age = sa.case(*((table.c.created > now - most, name) for name, most in AGES.items()), else_=OLDER).label("age")
    size = sa.func.length(table.c.articles) + sa.func.coalesce(sa.func.length(table.c.result), 0)
    rows = connection.execute(
        sa.select(table.c.state, age, sa.func.count(), sa.func.sum(size))
        .where(there)
        .group_by(table.c.state, sa.literal_column("age"))
    ).all()
    counts = {(state, name): number for state, name, number, _ in rows}
    waiting = sa.select(sa.func.min(table.c.created)).where(there, table.c.state == "queued")
    oldest = connection.execute(waiting).scalar_one()
    times = sorted(
        ended - created
        for created, ended in connection.execute(
            sa.select(table.c.created, table.c.ended)
            .where(there, table.c.state == "done")
            .order_by(table.c.id.desc())
            .limit(LATEST)
        )
    )
    return Statistics(
        ages={state: {name: counts.get((state, name), 0) for name in (*AGES, OLDER)} for state in STATES},
        expired=connection.execute(sa.select(sa.func.count()).where(~there)).scalar_one(),
        bytes=sum(int(number) for *_, number in rows),
        oldest_queued=None if oldest is None else now - oldest,
        median_time=times[len(times) // 2] if times else None,
        longest_time=times[-1] if times else None,
    )
