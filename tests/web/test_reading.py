"""Files and addresses by the API and by the form without scripts: what was found is seen before it is compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.settings import Settings
from tests.articles import writers
from tests.articles.sites import Site, gives, site
from tests.articles.story import PARAGRAPHS, TEXT, TITLE
from tests.web.conftest import LEFT, PAGE, RIGHT
from tests.web.test_start import send, text_area

AT = "/api/articles"
LONG = writers.zipped(
    {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": '<w:document xmlns:w="x"><w:body>'
        + "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in PARAGRAPHS * 9)
        + "</w:body></w:document>",
    }
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Room for the story, and leave to fetch from this machine."""
    return Settings(data=tmp_path, max_characters=5_000, max_queued=3, fetch_networks="127.0.0.1/32")


@pytest.fixture
def news() -> Iterator[Site]:
    """A site with a story."""
    with site({"/story": gives(writers.page()), "/empty": gives(b"<html></html>")}) as made:
        yield made


def test_a_file_becomes_text_with_what_is_known_of_it(client: TestClient) -> None:
    answer = client.post(AT, files={"file": ("a.epub", writers.epub())})
    assert answer.status_code == 200
    assert answer.json() == {
        "text": TEXT,
        "title": TITLE,
        "source": "The Saltmere Herald",
        "published": "2026-05-04",
        "address": None,
        "warnings": [],
    }


def test_a_text_file_comes_through_unchanged(client: TestClient) -> None:
    text = "One thing.\r\n\r\n\u200bAnother thing, on 4 May 2026.\n"
    found = client.post(AT, files={"file": ("a.txt", text.encode())}).json()
    assert found["text"] == text
    assert found["published"] is None


def test_an_address_becomes_text(client: TestClient, news: Site) -> None:
    found = client.post(AT, json={"address": f"http://127.0.0.1:{news.port}/story"}).json()
    assert found["text"] == TEXT
    assert found["address"] == "https://herald.example/lighthouse"


@pytest.mark.parametrize(
    ("ask", "status", "field"),
    [
        (lambda client: client.post(AT, files={"file": ("a.pdf", writers.scan_pdf())}), 422, "file"),
        (lambda client: client.post(AT, files={"file": ("a.png", b"\x89PNG\r\n\x1a\n0000")}), 415, "file"),
        (lambda client: client.post(AT, files={"file": ("a.docx", LONG)}), 413, "file"),
        (lambda client: client.post(AT, files={"other": ("a.txt", b"words")}), 422, "file"),
        (lambda client: client.post(AT, data={"file": "words"}, files={"x": b""}), 422, "file"),
        (lambda client: client.post(AT, json={"address": "http://127.0.0.2/"}), 422, "address"),
        (lambda client: client.post(AT, json={"address": 1}), 422, "address"),
        (lambda client: client.post(AT, json=["address"]), 422, "address"),
        (lambda client: client.post(AT, content=b"{", headers={"Content-Type": "application/json"}), 400, None),
        (lambda client: client.post(AT, content=b"x", headers={"Content-Type": "text/plain"}), 415, None),
        (lambda client: client.post(AT, json={"address": "http://127.0.0.1:9/"}), 502, None),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_its_field(
    client: TestClient, ask: Callable[[TestClient], Any], status: int, field: str | None
) -> None:
    answer = ask(client)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json().get("field") == field


def test_a_file_larger_than_two_texts_is_taken(client: TestClient) -> None:
    padded = writers.pdf() + b"\n%" + b" " * 3_000_000
    assert client.post(AT, files={"file": ("a.pdf", padded)}).json()["text"] == TEXT
    assert client.post(AT, content=b" " * 3_000_000, headers={"Content-Type": "application/json"}).status_code == 413


def test_a_word_file_comes_back_in_the_form_to_be_looked_at_and_is_then_compared(client: TestClient) -> None:
    upload = {"left.how": "upload", "left.text": "", "right.text": RIGHT}
    answer = send(client, upload, {"left.file": ("a.docx", writers.docx())})
    assert answer.status_code == 200
    assert text_area(answer.text, "left") == TEXT
    assert text_area(answer.text, "right") == RIGHT
    assert f"Found: {TITLE} · 319 words" in answer.text
    assert re.search(r'id="left-paste"[^>]* checked', answer.text)
    sent_again = send(client, {"left.text": TEXT, "left.label": TITLE})
    assert sent_again.status_code == 303


def test_an_address_in_the_form_comes_back_as_text_with_its_date(client: TestClient, news: Site) -> None:
    fetched = {"left.how": "address", "left.text": "", "left.address": f"http://127.0.0.1:{news.port}/story"}
    answer = send(client, fetched)
    assert answer.status_code == 200
    assert text_area(answer.text, "left") == TEXT
    assert 'value="2026-05-04"' in answer.text
    assert "The Saltmere Herald" in answer.text


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("", 422, "Give the address"),
        ("http://127.0.0.2/", 422, "not a public site"),
        ("http://127.0.0.1:9/", 502, "could not be reached"),
    ],
)
def test_an_address_that_cannot_be_read_stays_in_the_form(
    client: TestClient, address: str, status: int, said: str
) -> None:
    answer = send(client, {"left.how": "address", "left.text": "", "left.address": address})
    assert answer.status_code == status
    assert said in answer.text
    assert f'value="{address}"' in answer.text
    assert 'href="#left-address"' in answer.text
    assert text_area(answer.text, "right") == RIGHT


def test_where_an_article_came_from_is_kept_with_the_comparison_and_shown_as_a_plain_link(
    client: TestClient, news: Site
) -> None:
    fetched = {"left.how": "address", "left.text": "", "left.address": f"http://127.0.0.1:{news.port}/story"}
    form = send(client, fetched).text
    known = {
        name: unescape(re.findall(rf'name="{name}" value="([^"]*)"', form)[0])
        for name in ("left.source", "left.origin")
    }
    assert known == {"left.source": "The Saltmere Herald", "left.origin": "https://herald.example/lighthouse"}
    assert "Keep where it came from: <span>The Saltmere Herald · herald.example</span>" in form
    kept = send(client, {"left.text": TEXT, "left.origin-kept": "yes", **known}).headers["location"]
    result = client.get(f"/api/comparisons{kept.removeprefix('/c')}").json()["result"]
    assert (result["left"]["source"], result["left"]["address"]) == tuple(known.values())
    link = '<a href="https://herald.example/lighthouse" rel="noreferrer nofollow">herald.example</a>'
    assert link in client.get(kept, headers=PAGE).text
    assert 'value="https://herald.example/lighthouse"' in client.get(f"{kept}/edit").text


def test_where_it_came_from_is_not_kept_where_its_giver_does_not_want_that(client: TestClient) -> None:
    known = {"left.source": "The Herald", "left.origin": "https://herald.example/"}
    kept = send(client, known).headers["location"]  # a checkbox that is not ticked is not sent
    result = client.get(f"/api/comparisons{kept.removeprefix('/c')}").json()["result"]
    assert (result["left"]["source"], result["left"]["address"]) == (None, None)


def test_an_origin_that_is_no_web_address_never_becomes_a_link(client: TestClient) -> None:
    answer = send(client, {"left.origin": "javascript:alert(1)", "left.origin-kept": "yes"})
    assert answer.status_code == 422
    body = {"left": {"text": LEFT, "address": "javascript:alert(1)"}, "right": {"text": RIGHT}}
    refused = client.post("/api/comparisons", json=body)
    assert (refused.status_code, refused.json()["field"]) == (422, "left.address")


def test_what_is_said_of_a_cut_text_stands_in_the_form(client: TestClient, news: Site) -> None:
    cut = writers.page().replace(b"</article>", b"<p>Subscribe to continue reading this story.</p></article>")
    answer = send(client, {"left.how": "upload", "left.text": ""}, {"left.file": ("a.html", cut)})
    assert "The text seems to be cut off" in answer.text


class TestWithoutFetching:
    """A server that fetches no addresses."""

    @pytest.fixture
    def settings(self, tmp_path: Path) -> Settings:
        """Fetching is switched off."""
        return Settings(data=tmp_path, max_characters=5_000, fetch=False)

    def test_the_start_page_does_not_offer_it(self, client: TestClient) -> None:
        start = client.get("/").text
        assert "left-upload" in start
        assert "address" not in re.sub(r"<head>.*</head>", "", start, flags=re.DOTALL).replace("inputmode", "").lower()

    def test_a_form_that_asks_for_it_all_the_same_is_told(self, client: TestClient) -> None:
        answer = send(client, {"left.how": "address", "left.text": "", "left.address": "https://herald.example/"})
        assert answer.status_code == 422
        assert text_area(answer.text, "right") == RIGHT
        refused = client.post(AT, json={"address": "https://herald.example/"})
        assert (refused.status_code, refused.json()["field"]) == (422, "address")

    def test_files_are_read(self, client: TestClient) -> None:
        assert client.post(AT, files={"file": ("a.rtf", writers.rtf())}).json()["title"] == TITLE


def test_a_text_file_needs_no_look(client: TestClient) -> None:
    upload = {"left.how": "upload", "left.text": ""}
    assert send(client, upload, {"left.file": ("a.txt", LEFT.encode())}).status_code == 303


def test_openapi_draws_both_ways_in(client: TestClient) -> None:
    drawn = client.get("/openapi.json").json()["paths"][AT]["post"]
    assert set(drawn["requestBody"]["content"]) == {"multipart/form-data", "application/json"}
