"""The web over a real store and a real runner, with fake models and a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.jobs.runner import Runner
from app.settings import Settings
from app.store.comparisons import ComparisonStore
from app.web.routes import install
from app.web.services import Services
from tests.fakes import FakeModels, SettableClock
from tests.patience import PatientRunner
from tests.web.factory import compute

PAGE = {"Accept": "text/html"}
LEFT = "Five people were hurt in the flood on Monday. The mayor thanked the firemen."
PATIENCE = 60  # seconds: more than a machine that runs ten other things needs for a comparison of two sentences
RIGHT = "Seven people were hurt in the flood on Monday. A school was closed for a week."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The defaults, but small enough that a test can pass the limits."""
    return Settings(data=tmp_path, max_characters=1_000, max_queued=3, public_url=None)


@pytest.fixture
def models() -> FakeModels:
    """Models that are there."""
    return FakeModels()


@pytest.fixture
def runner(store: ComparisonStore, models: FakeModels, clock: SettableClock, settings: Settings) -> Iterator[Runner]:
    """A runner at work, with the factory's rule in place of the pipeline."""
    working = Runner(store, models, clock=clock, version="1.2", max_sentences=settings.max_sentences, compute=compute)
    working.start()
    yield working
    models.encoder.gate.set()
    working.stop(5)


@pytest.fixture
def application(
    settings: Settings, store: ComparisonStore, runner: Runner, models: FakeModels, clock: SettableClock
) -> FastAPI:
    """The web over these parts. What no closed gate holds is done when it is answered."""
    app = FastAPI(title="Crossread", docs_url=None, redoc_url=None)
    patient = PatientRunner(runner, held=lambda: not models.encoder.gate.is_set(), patience=PATIENCE)
    install(app, Services(settings=settings, store=store, runner=patient, models=models, clock=clock))
    return app


@pytest.fixture
def client(application: FastAPI) -> TestClient:
    """A visitor who follows no redirects by himself."""
    return TestClient(application, base_url="http://crossread.test", follow_redirects=False)
