"""Whose turn it is: visitors alternate, so that no crowd of one visitor's comparisons holds up another's.

A turn is a number, given once, when a comparison is queued; the lowest is taken up first, the oldest of equals before
the others. A visitor's next one has a turn that is STEP higher than the visitor's last. Whoever has none waiting begins
half a step behind the front of the queue: before what others have there a second time, and never before somebody who
is at the front, so that those who come do not for ever overtake those who wait (after start-time fair queueing, Goyal
and others 1996).
"""

from __future__ import annotations

import sqlalchemy as sa

from app.store.tables import comparisons as table

STEP = 2  # so that half of one is a whole number


def next_turn(connection: sa.Connection, visitor_sha256: bytes | None) -> int:
    """The turn of a comparison that is queued now; None stands for somebody who was never here."""
    front = sa.select(sa.func.min(table.c.turn)).where(table.c.state == "queued")
    in_hand = sa.select(sa.func.max(table.c.turn)).where(table.c.state == "running")
    begin = connection.execute(
        sa.select(sa.func.coalesce(front.scalar_subquery(), in_hand.scalar_subquery(), -1) + 1)
    ).scalar_one()
    if visitor_sha256 is None:
        return int(begin)
    theirs = sa.and_(table.c.visitor_sha256 == visitor_sha256, table.c.state.in_(("queued", "running")))
    last = connection.execute(sa.select(sa.func.max(table.c.turn)).where(theirs)).scalar_one()
    return int(begin) if last is None else max(int(begin), int(last) + STEP)
