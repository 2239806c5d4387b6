"""Tells workers on other machines that there is something to compute: a ticket for each comparison, on PostgreSQL.

Procrastinate, a task queue in the database itself, does what it does well. It keeps the tickets, in the transaction
that keeps the comparison. It deals each to one worker that is free, which hears of it by LISTEN/NOTIFY. It knows by
their heartbeats which workers have died, and deals their tickets anew (jobs/dealing.py).

A ticket names no comparison. Which one it is for, the store says when the ticket is played: by turns that are fair to
visitors (turns.py), given to one worker who must show signs of life, and so many times at most (queue.py). So a ticket
too many does nothing, one that was lost is put again, and no slug is in a second place.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import procrastinate
import sqlalchemy as sa
from procrastinate.schema import SchemaManager

from app.store.tables import comparisons

TASK = "crossread.compute"
QUEUE = "crossread"
APP = procrastinate.App(connector=procrastinate.SyncPsycopgConnector())  # never opened: works on our connections
PUTTING = 0x63726F73  # names the lock under which missing tickets are counted; any number that nothing else uses


def install(connection: sa.Connection) -> None:
    """Make Procrastinate's tables, or bring them to the form that the installed version expects.

    The comment on its table of jobs says which of its migrations was the last.
    """
    migrations = sorted(path for path in Path(SchemaManager.get_migrations_path()).glob("*.sql"))
    newest = migrations[-1].stem
    there = connection.execute(sa.text("select to_regclass('procrastinate_jobs')")).scalar_one()
    if there is None:
        _run(connection, SchemaManager.get_schema())
        known = None
    else:
        known = connection.execute(sa.text("select obj_description('procrastinate_jobs'::regclass)")).scalar_one()
        for path in migrations:
            if known is not None and path.stem > known:
                _run(connection, path.read_text(encoding="utf-8"))
    if known is None or known < newest:
        _run(connection, f"comment on table procrastinate_jobs is '{newest}'")


def put(connection: sa.Connection, number: int = 1) -> None:
    """Tickets, to be seen when the transaction of `connection` ends."""
    task = APP.configure_task(TASK, queue=QUEUE, connection=_driver(connection))
    task.batch_defer(*({} for _ in range(number)))


def missing(connection: sa.Connection, *, now: datetime) -> int:
    """How many comparisons are queued for which there is no ticket."""
    tickets = sa.text("select count(*) from procrastinate_jobs where status = 'todo' and queue_name = :queue")
    queued = sa.select(sa.func.count()).where(comparisons.c.state == "queued", comparisons.c.expires > now)
    waiting = connection.execute(queued).scalar_one()
    return max(0, int(waiting) - int(connection.execute(tickets, {"queue": QUEUE}).scalar_one()))


def put_missing(connection: sa.Connection, *, now: datetime) -> None:
    """Put them, unless another process does so now."""
    if connection.execute(sa.select(sa.func.pg_try_advisory_xact_lock(PUTTING))).scalar_one():
        number = missing(connection, now=now)
        if number:
            put(connection, number)


def workers(connection: sa.Connection, *, within: float) -> int:
    """How many are registered and gave a sign of life in the last `within` seconds, by the database's own clock."""
    asked = "select count(*) from procrastinate_workers where last_heartbeat > now() - make_interval(secs => :within)"
    return int(connection.execute(sa.text(asked), {"within": within}).scalar_one())


def put_for_all(connection: sa.Connection) -> None:
    """A ticket for each that is queued, where there are none yet."""
    queued = sa.select(sa.func.count()).where(comparisons.c.state == "queued")
    number = connection.execute(queued).scalar_one()
    if number:
        put(connection, int(number))


def _driver(connection: sa.Connection) -> Any:
    """psycopg's own connection, on which the transaction is."""
    return connection.connection.driver_connection


def _run(connection: sa.Connection, statements: str) -> None:
    """Several statements at once, which only the driver itself takes."""
    _driver(connection).execute(statements)
