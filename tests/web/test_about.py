"""The steady pages and what machines ask of a site."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.jobs.elsewhere import Elsewhere
from app.settings import Settings
from app.store.comparisons import ComparisonStore
from app.web.routes import install
from app.web.services import Services
from tests.fakes import FakeModels, SettableClock


@pytest.mark.parametrize("path", ["/", "/how", "/api", "/healthz", "/readyz", "/robots.txt", "/favicon.ico"])
def test_a_page_can_be_read_and_asked_for_its_head(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200
    head = client.head(path)
    assert (head.status_code, head.content) == (200, b"")


def test_the_docs_come_from_this_site_alone(client: TestClient) -> None:
    assert "//cdn" not in client.get("/api").text
    assert client.get("/docs").status_code == 404


class TestReadiness:
    """`/readyz` before, while and after the models load."""

    @pytest.fixture
    def models(self) -> FakeModels:
        """Models that are still loading."""
        return FakeModels(loaded=False)

    def test_it_is_not_ready_while_they_load(self, client: TestClient, models: FakeModels) -> None:
        waiting = client.get("/readyz")
        assert waiting.status_code == 503
        assert waiting.headers["content-type"] == "application/problem+json"
        assert waiting.headers["retry-after"]
        assert waiting.json()["detail"] == "The language models are still being loaded."
        assert waiting.json()["checks"]["database"] == {"ok": True, "detail": "The database answers."}
        assert client.get("/healthz").status_code == 200
        models.load()
        ready = client.get("/readyz")
        assert ready.status_code == 200
        assert ready.json()["status"] == "ready"
        assert all(check["ok"] for check in ready.json()["checks"].values())

    def test_it_is_not_ready_where_they_failed(self, client: TestClient, models: FakeModels) -> None:
        models.fail("No such model.")
        assert client.get("/readyz").status_code == 503
        assert "could not be loaded" in client.get("/").text

    def test_it_is_not_ready_where_the_database_has_another_form(self, models: FakeModels, tmp_path: Path) -> None:
        models.load()
        with closing(ComparisonStore(tmp_path / "empty.db")) as empty:
            app = FastAPI()
            install(
                app,
                Services(
                    Settings(data=tmp_path), empty, Elsewhere(empty, clock=SettableClock()), models, SettableClock()
                ),
            )
            empty.migrate()
            assert TestClient(app).get("/readyz").status_code == 200
            with sqlite3.connect(tmp_path / "empty.db") as connection:
                connection.execute("update alembic_version set version_num = '0000'")
            connection.close()
            said = TestClient(app).get("/readyz")
        assert said.status_code == 503
        assert "form that this version expects" in said.json()["checks"]["database"]["detail"]

    def test_the_start_page_says_that_they_load(self, client: TestClient) -> None:
        assert "still loading" in client.get("/").text


def test_pages_travel_compressed_to_those_who_can_read_that(client: TestClient) -> None:
    packed = client.get("/how", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    plain = client.get("/how", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text
