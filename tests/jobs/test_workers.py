"""Several processes at one database: each comparison is computed once, whatever becomes of who computes it."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.comparison.types import Article
from app.store.comparisons import ComparisonStore
from tests.processes import worker

PATIENCE = 240.0  # seconds until a test gives up; processes start slowly on a busy machine
HEARTBEAT = 0.5  # seconds
RIGHT = Article("Five boats sank in the harbour. A storm had been announced.")


@pytest.fixture
def store(address: str | Path) -> Iterator[ComparisonStore]:
    """An empty store, in each of the two databases."""
    with closing(ComparisonStore(address)) as opened:
        opened.migrate()
        yield opened


def keep(store: ComparisonStore, text: str) -> str:
    kept, _ = store.keep(Article(text), RIGHT, keep_days=1, now=datetime.now(UTC))
    return kept.slug


def states(store: ComparisonStore, slugs: list[str]) -> list[str]:
    return [store.progress(slug, now=datetime.now(UTC)).state for slug in slugs]


def wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until
        time.sleep(0.02)


@contextmanager
def workers(folder: Path, address: str | Path, number: int) -> Iterator[list[subprocess.Popen[str]]]:
    """So many, all ready, each with one comparison in hand at a time on either database."""
    url = address if isinstance(address, str) else f"sqlite:///{address}"
    with ExitStack() as stack:
        settings = {"heartbeat": str(HEARTBEAT), "database_url": url, "at_once": "1"}
        yield [stack.enter_context(worker(folder, **settings)) for _ in range(number)]


def test_what_a_killed_worker_had_in_hand_is_done_by_another(
    store: ComparisonStore, address: str | Path, tmp_path: Path
) -> None:
    (tmp_path / "hold").touch()
    slugs = [keep(store, f"{number} boats sank in the harbour.") for number in range(6)]
    with workers(tmp_path, address, 2) as (killed, survivor):
        wait_until(lambda: states(store, slugs).count("running") == 2)
        killed.kill()
        (tmp_path / "hold").unlink()
        wait_until(lambda: states(store, slugs) == ["done"] * 6)
        survivor.send_signal(signal.SIGTERM)
        assert survivor.wait(PATIENCE) == 0


def test_a_worker_that_is_told_to_stop_gives_back_what_it_has_in_hand(
    store: ComparisonStore, address: str | Path, tmp_path: Path
) -> None:
    (tmp_path / "hold").touch()
    slug = keep(store, "Seven boats sank in the harbour.")
    with workers(tmp_path, address, 1) as (stopped,):
        wait_until(lambda: states(store, [slug]) == ["running"])
        stopped.send_signal(signal.SIGTERM)
        assert stopped.wait(PATIENCE) == 0
    assert states(store, [slug]) == ["queued"]
