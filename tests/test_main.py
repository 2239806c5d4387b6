"""The app as a whole: its start, its stop, and a comparison from post to result."""

from __future__ import annotations

import contextlib
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.comparison.types import Article
from app.errors import NoSuchPage
from app.jobs.dealing import Dealing
from app.jobs.making import make_runner
from app.jobs.names import name_of
from app.jobs.runner import Runner
from app.main import create_app
from app.settings import Settings
from app.store.comparisons import ComparisonStore
from tests.fakes import FakeModels, SettableClock

PATIENCE = 60.0  # seconds until a test gives up
LEFT = {"text": "Seven boats sank in the harbour. The mayor was not there."}
RIGHT = {"text": "Five boats sank in the harbour. A storm had been announced."}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path)


@pytest.fixture
def store(settings: Settings) -> Iterator[ComparisonStore]:
    """A second look at the app's database."""
    with closing(ComparisonStore(settings.database)) as opened:
        opened.migrate()
        yield opened


def keep(store: ComparisonStore, clock: SettableClock, *, days: int = 30) -> str:
    kept, _ = store.keep(Article(LEFT["text"]), Article(RIGHT["text"]), keep_days=days, now=clock())
    return kept.slug


def wait_for(store: ComparisonStore, clock: SettableClock, slug: str, state: str) -> None:
    until = time.monotonic() + PATIENCE
    while store.progress(slug, now=clock()).state != state:
        assert time.monotonic() < until, f"not {state} in {PATIENCE} seconds"
        time.sleep(0.02)


def wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until
        time.sleep(0.05)


def wait_until_gone(store: ComparisonStore, slug: str, *, now: datetime) -> None:
    until = time.monotonic() + PATIENCE
    with contextlib.suppress(NoSuchPage):
        while store.find(slug, now=now).slug == slug:
            assert time.monotonic() < until, f"still there after {PATIENCE} seconds"
            time.sleep(0.02)


def test_a_comparison_goes_from_post_to_result(settings: Settings, clock: SettableClock) -> None:
    with TestClient(create_app(settings, models=FakeModels(), clock=clock)) as client:
        made = client.post("/api/comparisons", json={"left": LEFT, "right": RIGHT})
        assert made.status_code in (201, 202)
        with closing(ComparisonStore(settings.database)) as store:
            wait_for(store, clock, made.json()["slug"], "done")
        found = client.get(made.headers["location"]).json()
    assert found["state"] == "done"
    assert found["result"]["left"]["text"] == LEFT["text"]
    assert found["result"]["provenance"]["encoder"] == "fake-encoder@1"


def test_what_a_crash_left_running_is_done_after_the_start(
    settings: Settings, store: ComparisonStore, clock: SettableClock
) -> None:
    slugs = [keep(store, clock) for _ in range(3)]
    with subprocess.Popen(["true"]) as crashed:
        crashed.wait()
    store.queue.claim(runner=name_of(crashed.pid, "crashed"), now=clock())
    with TestClient(create_app(settings, models=FakeModels(), clock=clock)):
        for slug in slugs:
            wait_for(store, clock, slug, "done")


def test_the_work_in_hand_is_queued_again_after_the_stop(
    settings: Settings, store: ComparisonStore, clock: SettableClock
) -> None:
    models = FakeModels()
    models.encoder.gate.clear()
    slug = keep(store, clock)
    with TestClient(create_app(settings, models=models, clock=clock)):
        assert models.encoder.asked.wait(PATIENCE)
        wait_for(store, clock, slug, "running")
        models.encoder.opens_in(0.2)  # seconds: after the stop has begun
    assert store.progress(slug, now=clock()).state == "queued"


def test_the_expired_are_gone_after_the_start(settings: Settings, store: ComparisonStore, clock: SettableClock) -> None:
    slug = keep(store, clock, days=1)
    began = clock.now
    clock.advance(timedelta(days=2))
    with TestClient(create_app(settings, models=FakeModels(loaded=False), clock=clock)):
        wait_until_gone(store, slug, now=began)  # at that moment it is found unless it was purged


def test_nothing_is_made_on_disk_before_the_start(settings: Settings, tmp_path: Path) -> None:
    create_app(settings, models=FakeModels())
    assert list(tmp_path.iterdir()) == []


def test_it_answers_while_the_models_are_still_loading(settings: Settings, clock: SettableClock) -> None:
    models = FakeModels(loaded=False)
    with TestClient(create_app(settings, models=models, clock=clock)) as client:
        assert models.started
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").status_code == 503
        made = client.post("/api/comparisons", json={"left": LEFT, "right": RIGHT})
        assert (made.status_code, made.json()["state"]) == (202, "queued")
        models.load()
        with closing(ComparisonStore(settings.database)) as store:
            wait_for(store, clock, made.json()["slug"], "done")
        assert client.get("/readyz").status_code == 200


def test_where_no_worker_lives_the_pages_say_so_until_one_does(
    shared_database: str, tmp_path: Path, clock: SettableClock
) -> None:
    models = FakeModels()
    settings = Settings(data=tmp_path, database_url=shared_database, heartbeat=0.5)
    with TestClient(create_app(settings, models=models, clock=clock)) as client:
        made = client.post("/api/comparisons", json={"left": LEFT, "right": RIGHT}).json()
        waiting = client.get(f"/c/{made['slug']}").text
        assert "no worker is running" in waiting
        assert "no worker is running" in client.get("/").text
        said = client.get("/readyz")
        assert (said.status_code, said.headers["content-type"]) == (503, "application/problem+json")
        assert said.json()["checks"]["database"]["ok"]
        assert not said.json()["checks"]["workers"]["ok"]
        with closing(ComparisonStore(shared_database)) as theirs:
            working = Dealing(theirs, make_runner(settings, theirs, models, clock=clock), heartbeat=settings.heartbeat)
            working.start()
            try:
                wait_for(theirs, clock, made["slug"], "done")
                wait_until(lambda: client.get("/readyz").status_code == 200)
                assert "no worker is running" not in client.get("/").text
            finally:
                working.stop(PATIENCE)
        wait_until(lambda: client.get("/readyz").status_code == 503)


def test_on_postgresql_a_server_computes_nothing_and_shows_what_workers_do(
    shared_database: str, tmp_path: Path, clock: SettableClock
) -> None:
    models = FakeModels()
    settings = Settings(data=tmp_path, database_url=shared_database)
    with TestClient(create_app(settings, models=models, clock=clock)) as client:
        made = client.post("/api/comparisons", json={"left": LEFT, "right": RIGHT})
        assert (made.status_code, made.json()["state"]) == (202, "queued")
        assert not models.started
        with closing(ComparisonStore(shared_database)) as theirs:
            assert Runner(theirs, models, clock=clock, version="1", max_sentences=9).turn()
        events = client.get(f"{made.headers['location']}/events").text
        assert events.rstrip().endswith('data: {"state": "done"}')
        assert client.get(made.headers["location"]).json()["result"]["left"]["text"] == LEFT["text"]
    assert list(tmp_path.iterdir()) == []  # nothing that the next server would lack
