"""Whether anybody computes, where this process does not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest

from app.jobs.elsewhere import KNOWN_SECONDS, ModelsElsewhere
from app.store.comparisons import ComparisonStore
from tests.fakes import Seconds
from tests.postgres import Postgres

HEARTBEAT = 10.0
SIGN = "insert into procrastinate_workers (last_heartbeat) values (now() - make_interval(secs => %s))"


@pytest.fixture
def shared(shared_database: str) -> Iterator[ComparisonStore]:
    """A store on PostgreSQL, with no worker."""
    with closing(ComparisonStore(shared_database)) as opened:
        yield opened


@pytest.mark.parametrize(("ago", "away"), [(0, False), (1.9 * HEARTBEAT, False), (2.1 * HEARTBEAT, True)])
def test_a_worker_lives_until_two_heartbeats_after_its_last_sign(
    shared: ComparisonStore, shared_database: str, seconds: Seconds, ago: float, away: bool
) -> None:
    with psycopg.connect(shared_database) as connection:
        connection.execute(SIGN, [ago])
    models = ModelsElsewhere(shared, heartbeat=HEARTBEAT, monotonic=seconds)
    assert (models.away, models.ready) == (away, not away)


def test_the_database_is_not_asked_for_every_page(
    shared: ComparisonStore, shared_database: str, seconds: Seconds
) -> None:
    models = ModelsElsewhere(shared, heartbeat=HEARTBEAT, monotonic=seconds)
    assert models.away
    with psycopg.connect(shared_database) as connection:
        connection.execute(SIGN, [0])
    assert models.away
    seconds.now += KNOWN_SECONDS
    assert not models.away


def test_where_it_cannot_be_known_nobody_is_called_away(store: ComparisonStore, postgres: Postgres) -> None:
    assert not ModelsElsewhere(store, heartbeat=HEARTBEAT).away  # SQLite has no register
    with closing(ComparisonStore(postgres.address("nowhere"))) as gone:
        assert not ModelsElsewhere(gone, heartbeat=HEARTBEAT).away
