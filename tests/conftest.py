"""What tests of several folders stand on: a real store in a folder of its own, and a clock that they set."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.comparisons import ComparisonStore
from tests.fakes import SettableClock


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ComparisonStore]:
    """An empty store, migrated, in SQLite."""
    opened = ComparisonStore(tmp_path / "crossread.db")
    opened.migrate()
    yield opened
    opened.close()


@pytest.fixture
def clock() -> SettableClock:
    """A clock that stands at noon of 3 May 2024, UTC."""
    return SettableClock()
