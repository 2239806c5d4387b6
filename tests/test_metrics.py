"""Figures for Prometheus: what is counted, on a port of its own, and that no slug is among them."""

from __future__ import annotations

import socket
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from prometheus_client import REGISTRY, generate_latest
from starlette.testclient import TestClient

from app.commands.watching import watched
from app.comparison.types import Article
from app.errors import StartRefused, TooLong
from app.jobs.staging import Stages
from app.models.remembering import RememberingJudge
from app.settings import Settings
from app.store.comparisons import ComparisonStore
from app.web.routes import install
from app.web.services import Services
from tests.fakes import FakeJudge, FakeModels, SettableClock


class Idle:
    """Computes nothing."""

    def wake(self) -> None:
        """Nobody sleeps."""

    def wait_done(self, slug: str, timeout: float) -> None:
        """It never is."""


def figure(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(f"crossread_{name}", labels) or 0.0


def test_requests_are_counted_by_the_template_of_their_route(store: ComparisonStore, clock: SettableClock) -> None:
    app = FastAPI(docs_url=None, redoc_url=None)
    install(app, Services(Settings(), store, Idle(), FakeModels(), clock))
    client = TestClient(app)
    slug = client.post("/api/comparisons", json={"left": {"text": "A."}, "right": {"text": "B."}}).json()["slug"]
    read = {"method": "GET", "route": "/api/comparisons/{slug}", "status": "200"}
    nowhere = {"method": "other", "route": "(none)", "status": "404"}
    before = figure("requests_total", **read), figure("requests_total", **nowhere)
    client.get(f"/api/comparisons/{slug}")
    client.request("BREW", "/coffee-of-mine")
    assert figure("requests_total", **read) == before[0] + 1
    assert figure("requests_total", **nowhere) == before[1] + 1
    everything = generate_latest(REGISTRY).decode()
    assert slug not in everything
    assert "BREW" not in everything
    assert "coffee" not in everything


def test_the_figures_have_a_port_of_their_own_and_tell_of_the_queue(
    store: ComparisonStore, clock: SettableClock, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    store.keep(Article("A."), Article("B."), keep_days=7, now=clock())
    clock.advance(timedelta(seconds=90))
    settings = Settings(data=tmp_path, metrics_port=port)
    with watched(settings, clock=clock):
        said = httpx.get(f"http://127.0.0.1:{port}/metrics", trust_env=False).text
        assert "crossread_queue_length 1.0" in said
        assert "crossread_queue_oldest_seconds 90.0" in said
        with pytest.raises(StartRefused, match="CROSSREAD_METRICS_PORT"), watched(settings, clock=clock):
            pass
    with pytest.raises(httpx.ConnectError), watched(Settings(data=tmp_path), clock=clock):  # by default, nowhere
        httpx.get(f"http://127.0.0.1:{port}/metrics", trust_env=False)


def test_what_is_remembered_and_what_is_not_are_counted() -> None:
    judge = RememberingJudge(FakeJudge())
    before = [figure("cache_lookups_total", what="pair", found=found) for found in ("yes", "no")]
    judge.judge([("a", "b"), ("a", "c")])
    judge.judge([("a", "b")])
    after = [figure("cache_lookups_total", what="pair", found=found) for found in ("yes", "no")]
    assert [now - then for now, then in zip(after, before, strict=True)] == [1, 2]


def test_stages_are_timed_and_what_takes_too_long_is_given_up() -> None:
    now, told = 0.0, []
    stages = Stages(lambda *said: told.append(said), most=100, monotonic=lambda: now)
    before = figure("stage_seconds_sum", stage="reading")
    stages("reading", 0, 2)
    now = 7.0
    stages("reading", 1, 2)
    stages("comparing", 0, 1)
    now = 99.0
    stages.end()
    assert figure("stage_seconds_sum", stage="reading") == before + 7
    assert told == [("reading", 0, 2), ("reading", 1, 2), ("comparing", 0, 1)]
    now = 101.0
    with pytest.raises(TooLong, match="in parts"):
        stages("checking", 0, 1)
