"""Errors: JSON for programs, a page for readers, whatever the address and whoever raised them."""

from __future__ import annotations

import logging

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.web.conftest import PAGE


@pytest.mark.parametrize("path", ["/nowhere", "/api/nowhere", "/static/0/none.css", "/c/none", "/how/", "/c/"])
def test_a_program_gets_problem_json_on_any_path(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 404


@pytest.mark.parametrize("path", ["/nowhere", "/static/0/none.css", "/c/none"])
def test_a_reader_gets_a_page(client: TestClient, path: str) -> None:
    answer = client.get(path, headers=PAGE)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "<h1>There is no" in answer.text


def test_below_api_even_a_browser_gets_json(client: TestClient) -> None:
    assert client.get("/api/comparisons/none", headers=PAGE).headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("method", "path"), [("PUT", "/"), ("POST", "/how"), ("PATCH", "/api/comparisons"), ("GET", "/comparisons")]
)
def test_another_method_is_a_problem_that_names_those_allowed(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path)
    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["allow"]


def test_a_missing_comparison_looks_the_same_whatever_its_address(client: TestClient) -> None:
    pages = [client.get(f"/c/{slug}", headers=PAGE) for slug in ("none", "a" * 22, "a/b", "%00", "é", "")]
    assert len({page.content for page in pages}) == 1


def test_a_validation_error_of_the_framework_names_the_field(client: TestClient, application: FastAPI) -> None:
    @application.get("/numbered/{number}")
    def numbered(number: int) -> int:
        return number

    answer = client.get("/numbered/many")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["field"] == "number"


def test_what_nobody_expected_is_answered_and_its_words_are_not_logged(
    client: TestClient, application: FastAPI, caplog: pytest.LogCaptureFixture
) -> None:
    @application.get("/broken/{word}")
    def broken(word: str) -> None:
        raise RuntimeError(f"the article says {word}")

    with caplog.at_level(logging.DEBUG):
        answer = client.get("/broken/hush")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["content-security-policy"]
    assert "hush" not in answer.text
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("app"))
    assert "RuntimeError" in ours
    assert "/broken/{word}" in ours
    assert "hush" not in ours


@pytest.mark.parametrize(
    "path", ["/", "/how", "/api", "/api/comparisons/none", "/healthz", "/static/0/css/base.css", "/robots.txt"]
)
def test_every_answer_has_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cache-control"]


@pytest.mark.parametrize("path", ["/c/none", "/api/comparisons/none"])
def test_comparisons_have_no_place_in_an_index(client: TestClient, path: str) -> None:
    assert client.get(path).headers["x-robots-tag"] == "noindex"
    assert "x-robots-tag" not in client.get("/").headers


def test_a_form_from_another_site_is_refused(client: TestClient) -> None:
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://crossread.test.evil.example"},
    ):
        assert client.post("/comparisons", headers=headers).status_code == 403
        assert client.post("/api/comparisons", headers=headers).status_code == 403


def test_a_form_of_our_own_or_of_a_program_is_not(client: TestClient) -> None:
    for headers in (
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Origin": "http://crossread.test"},
        {"Origin": "null"},
        {},
    ):
        assert client.post("/comparisons", headers=headers).status_code == 422


def test_files_may_be_kept_for_ever_under_the_address_of_their_version(
    client: TestClient, application: FastAPI
) -> None:
    now = application.state.look.assets.url("css/base.css")
    assert "immutable" in client.get(now).headers["cache-control"]
    assert "immutable" not in client.get("/static/old/css/base.css").headers["cache-control"]
    assert client.get("/static/old/css/base.css").content == client.get(now).content


def test_all_style_sheets_come_in_one_the_order_of_layers_first(client: TestClient, application: FastAPI) -> None:
    style = client.get(application.state.look.assets.url("all.css"))
    assert style.headers["content-type"].startswith("text/css")
    assert style.text.index("@layer reset, tokens, base, components, print;") < style.text.index("@layer components {")
    assert ".sentence" in style.text
