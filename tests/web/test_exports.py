"""Exports over HTTP: their addresses, their names, and what they say where there is nothing to take along."""

from __future__ import annotations

import csv
import io

import pytest
from starlette.testclient import TestClient

from app.exports.formats import FORMATS
from app.web.exports import as_file
from tests.fakes import FakeModels
from tests.web.conftest import LEFT, PAGE, RIGHT


@pytest.fixture
def at(client: TestClient) -> str:
    """The address of a finished comparison, made in this browser."""
    fields = {"left.text": LEFT, "right.text": RIGHT, "left.label": "Reuters", "right.label": "東京 Times"}
    return str(client.post("/comparisons", data=fields, headers=PAGE).headers["location"])


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_is_a_file_with_a_name_that_says_what_it_is(client: TestClient, at: str, suffix: str) -> None:
    for address in (f"{at}.{suffix}", f"{at}/export.{suffix}"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == FORMATS[suffix].media_type
        named = answer.headers["content-disposition"]
        assert f'filename="Crossread Reuters vs Times 2024-05-03.{suffix}"' in named
        assert f"filename*=UTF-8''Crossread%20Reuters%20vs%20%E6%9D%B1%E4%BA%AC%20Times%202024-05-03.{suffix}" in named
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-robots-tag"] == "noindex"
        assert client.head(address).status_code == 200


def test_the_json_is_what_the_api_answers(client: TestClient, at: str) -> None:
    assert client.get(f"{at}.json").json() == client.get(f"/api/comparisons/{at.removeprefix('/c/')}").json()


def test_the_table_has_the_links_of_the_result(client: TestClient, at: str) -> None:
    result = client.get(f"{at}.json").json()["result"]
    rows = csv.DictReader(io.StringIO(client.get(f"{at}.csv").content.decode("utf-8-sig")))
    found = [(int(row["left_index"]), int(row["right_index"]), row["relation"]) for row in rows]
    assert found == [(link["left"], link["right"], link["relation"]) for link in result["links"]]
    assert found


def test_what_is_not_done_can_be_followed_as_json_and_taken_along_later(client: TestClient, models: FakeModels) -> None:
    models.encoder.gate.clear()
    at = client.post("/comparisons", data={"left.text": LEFT, "right.text": RIGHT}, headers=PAGE).headers["location"]
    assert models.encoder.asked.wait(10)
    assert client.get(f"{at}.json").json()["state"] == "running"
    refused = client.get(f"{at}.csv")
    assert refused.status_code == 409
    assert refused.headers["content-type"] == "application/problem+json"
    assert "come back when it is done" in refused.json()["detail"]


def test_what_failed_says_so_in_place_of_a_file(client: TestClient, models: FakeModels) -> None:
    models.encoder.breaks_on["mayor"] = RuntimeError("out of memory")
    at = client.post("/comparisons", data={"left.text": LEFT, "right.text": RIGHT}, headers=PAGE).headers["location"]
    assert client.get(f"{at}.json").json()["state"] == "failed"
    assert client.get(f"{at}.docx").status_code == 409


@pytest.mark.parametrize("path", ["/c/never-given-out.csv", "/c/never-given-out/export.csv", "/c/a.b.json"])
def test_an_export_of_nothing_looks_like_the_page_of_nothing(client: TestClient, path: str) -> None:
    answer = client.get(path, headers=PAGE)
    assert answer.status_code == 404
    assert answer.text == client.get("/c/never-given-out", headers=PAGE).text


def test_a_format_that_there_is_not_is_no_page(client: TestClient, at: str) -> None:
    assert client.get(f"{at}.exe").status_code == 404


def test_the_page_has_a_menu_of_all_formats_that_needs_no_script(client: TestClient, at: str) -> None:
    html = client.get(at, headers=PAGE).text
    menu = html[html.index('<details class="export">') :].partition("</details>")[0]
    for suffix, one in FORMATS.items():
        assert f'href="{at}/export.{suffix}"' in menu
        assert one.label in menu


@pytest.mark.parametrize("name", ['a"b.csv', "a\r\nX: y.csv", "a;b.csv"])
def test_no_file_name_ends_its_header_early(name: str) -> None:
    starred = as_file(name).partition("filename*=UTF-8''")[2]
    assert not set('"\r\n; ') & set(starred)
