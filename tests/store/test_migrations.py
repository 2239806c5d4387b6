"""A database of an older version becomes one of this version with all that is in it, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from app.comparison.types import Article
from app.store import slugs
from app.store.comparisons import ComparisonStore
from app.store.database import MIGRATIONS
from app.store.packing import pack_articles

NOON = datetime(2024, 5, 3, 12, tzinfo=UTC)
SLUG, TOKEN = "S" * 22, "T" * 22
FIRST = """insert into comparisons (slug, delete_token_sha256, created, expires, articles, state, stage, done, total,
    attempts) values (:slug, :token, '2024-05-03 12:00:00', '2024-06-03 12:00:00', :articles, 'queued', 'waiting',
    0, 0, 0)"""


@pytest.fixture
def migrate(tmp_path: Path) -> Callable[[str, str], None]:
    """Takes the database up or down to a revision, as Alembic's own commands do."""

    def to(direction: str, revision: str) -> None:
        engine = sa.create_engine(f"sqlite:///{tmp_path / 'crossread.db'}")
        with engine.begin() as connection:
            connection.execute(sa.text("PRAGMA foreign_keys=ON"))
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
            config.attributes["connection"] = connection
            getattr(command, direction)(config, revision)
        engine.dispose()

    return to


def test_what_the_first_version_kept_is_there_and_closed_to_readers_verdicts(
    migrate: Callable[[str, str], None], tmp_path: Path
) -> None:
    migrate("upgrade", "0001")
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'crossread.db'}")
    articles = pack_articles(Article("Left."), Article("Right."))
    with engine.begin() as connection:
        row = {"slug": SLUG, "token": slugs.fingerprint(TOKEN), "articles": articles}
        connection.execute(sa.text(FIRST), row)
    engine.dispose()
    store = ComparisonStore(tmp_path / "crossread.db")
    store.migrate()
    kept = store.find(SLUG, now=NOON)
    assert (kept.left, kept.right, kept.readers_judge) == (Article("Left."), Article("Right."), False)
    assert store.verdicts.of(SLUG, now=NOON) == ()
    store.verdicts.let_readers(SLUG, True, token=TOKEN, now=NOON)
    assert store.find(SLUG, now=NOON).readers_judge is True
    store.close()


def test_each_step_can_be_taken_back(migrate: Callable[[str, str], None], tmp_path: Path) -> None:
    store = ComparisonStore(tmp_path / "crossread.db")
    store.migrate()
    kept, _ = store.keep(Article("Left."), Article("Right."), keep_days=30, now=NOON)
    store.close()
    migrate("downgrade", "0001")
    store.migrate()
    assert store.find(kept.slug, now=NOON).left == Article("Left.")
    store.close()
