"""Takes everything from one database into another that is empty: from SQLite to PostgreSQL, or back."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app.errors import StartRefused
from app.store import tickets
from app.store.database import Database
from app.store.queue import BACK_IN_QUEUE
from app.store.tables import comparisons, metadata

AT_ONCE = 50  # rows in memory; one of two full articles with its result has about a megabyte


def copy_all(source: str | Path, target: str | Path) -> dict[str, int]:
    """Copy every table, all or nothing, both databases brought to the present form before. Nobody may use `source`.

    What somebody had in hand is queued in `target`.

    Returns:
        How many rows each table has, by its name.

    Raises StartRefused where `target` has comparisons already, or one of the two cannot be used, and StoreFailed.
    """
    with closing(Database(source)) as old, closing(Database(target)) as new:
        if old.is_same(new):
            raise StartRefused("Both addresses name the same database. Say with --from where the comparisons are now.")
        if old.is_sqlite and not old.is_there:
            raise StartRefused("There is no database at the address after --from.")
        old.migrate()
        new.migrate()
        with old.reading() as reading, new.writing() as writing:
            if writing.execute(sa.select(comparisons.c.id).limit(1)).first():
                raise StartRefused("There are comparisons in the new database already; it must be empty.")
            counts = {table.name: _copy(table, reading, writing) for table in metadata.sorted_tables}
            if not new.is_sqlite:
                _count_on(writing)
            running = comparisons.c.state == "running"
            writing.execute(sa.update(comparisons).where(running).values(dict(BACK_IN_QUEUE)))
            if not new.is_sqlite:
                tickets.put_for_all(writing)
    return counts


def _copy(table: sa.Table, reading: sa.Connection, writing: sa.Connection) -> int:
    rows: list[Mapping[str, Any]] = []
    count = 0
    asked = sa.select(table).order_by(*table.primary_key.columns)
    with reading.execution_options(yield_per=AT_ONCE).execute(asked) as found:
        for part in found.mappings().partitions():
            rows = [dict(row) for row in part]
            writing.execute(sa.insert(table), rows)
            count += len(rows)
    return count


def _count_on(writing: sa.Connection) -> None:
    """Let PostgreSQL give numbers that are not taken."""
    for table in metadata.sorted_tables:
        if "id" in table.c:
            sequence = sa.func.pg_get_serial_sequence(table.name, "id")
            highest = sa.select(sa.func.max(table.c.id)).scalar_subquery()
            writing.execute(sa.select(sa.func.setval(sequence, sa.func.coalesce(highest, 1), highest.is_not(None))))
