"""How long what is kept for nobody lasts: until an hour after it is done, or until its maker leaves its page."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa

from app.store.tables import UtcTimestamp, comparisons

KEEP_NOTHING = 0  # days: what is asked for in their place
UNFINISHED = timedelta(days=1)  # while it is not done: as long as the shortest time that can be chosen
AFTER_DONE = timedelta(hours=1)  # as the start page says
AFTER_LEAVING = timedelta(seconds=30)  # so that a reload finds it again, also where it is slow


def first_end(keep_days: int, now: datetime) -> datetime:
    """When something that is made now ends, unless it is done before."""
    return now + (UNFINISHED if keep_days == KEEP_NOTHING else timedelta(days=keep_days))


def ends(created: datetime, ended: datetime | None) -> datetime:
    """When something that is kept for nobody ends, if its maker stays."""
    return created + UNFINISHED if ended is None else ended + AFTER_DONE


def end_when_over(now: datetime) -> sa.ColumnElement[datetime]:
    """When something ends that is over now: as before, but soon where it is kept for nobody."""
    soon = sa.literal(now + AFTER_DONE, UtcTimestamp())
    later = sa.and_(comparisons.c.fleeting, comparisons.c.expires > soon)
    return sa.case((later, soon), else_=comparisons.c.expires)
