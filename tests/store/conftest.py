"""The same store on SQLite and on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.comparisons import ComparisonStore


@pytest.fixture
def store(address: str | Path) -> Iterator[ComparisonStore]:
    """An empty store, migrated."""
    opened = ComparisonStore(address)
    opened.migrate()
    yield opened
    opened.close()


@pytest.fixture
def file_store(tmp_path: Path) -> Iterator[ComparisonStore]:
    """An empty store, migrated, in an SQLite file, for tests that look at the file."""
    opened = ComparisonStore(tmp_path / "crossread.db")
    opened.migrate()
    yield opened
    opened.close()
