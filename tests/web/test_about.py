"""The steady pages and what machines ask of a site."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.fakes import FakeModels


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
        assert client.get("/healthz").status_code == 200
        models.load()
        assert client.get("/readyz").status_code == 200

    def test_it_is_not_ready_where_they_failed(self, client: TestClient, models: FakeModels) -> None:
        models.fail("No such model.")
        assert client.get("/readyz").status_code == 503
        assert "could not be loaded" in client.get("/").text

    def test_the_start_page_says_that_they_load(self, client: TestClient) -> None:
        assert "still loading" in client.get("/").text


def test_pages_travel_compressed_to_those_who_can_read_that(client: TestClient) -> None:
    packed = client.get("/how", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    plain = client.get("/how", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text
