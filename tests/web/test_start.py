"""The start page's form: what is typed is never lost, and what is wrong is said at the top and beside the field."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.fakes import FakeModels
from tests.web.conftest import LEFT, PAGE, RIGHT

FORM = {"left.text": LEFT, "right.text": RIGHT, "left.how": "paste", "right.how": "paste", "keep_days": "30"}


def send(client: TestClient, fields: dict[str, str] | None = None, files: dict[str, Any] | None = None) -> Any:
    """Send the form as a browser does, which sends a nameless file where none was chosen."""
    sent = files or {"left.file": ("", b"")}
    return client.post("/comparisons", data=FORM | (fields or {}), files=sent, headers=PAGE)


def text_area(html: str, side: str) -> str:
    """What stands in a text area: a browser drops the first line end."""
    found = re.search(rf'<textarea id="{side}-text"[^>]*>\n(.*?)</textarea>', html, re.DOTALL)
    assert found
    return unescape(found[1])


def test_two_pasted_articles_become_a_comparison_at_its_final_address(client: TestClient) -> None:
    answer = send(client, {"left.label": "Courier", "left.published": "2024-05", "keep_days": "7"})
    assert answer.status_code == 303
    assert re.fullmatch(r"/c/[\w-]{22,}", answer.headers["location"])
    kept = client.get(f"/api/comparisons{answer.headers['location'].removeprefix('/c')}").json()
    assert kept["result"]["left"]["text"] == LEFT
    assert kept["result"]["left"]["title"] == "Courier"
    assert kept["result"]["left"]["published"] == "2024-05"
    assert kept["expires"] == "2024-05-10T12:00:00Z"


def test_the_maker_alone_gets_the_token_in_a_cookie_of_this_address(client: TestClient) -> None:
    answer = send(client)
    cookie = answer.headers["set-cookie"]
    assert f"Path={answer.headers['location']}" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_line_ends_are_those_that_stood_in_the_text_area(client: TestClient) -> None:
    answer = send(client, {"left.text": "\r\n\r\nOne thing.\r\nAnother thing.\r\n"})
    kept = client.get(f"/api/comparisons{answer.headers['location'].removeprefix('/c')}").json()
    assert kept["result"]["left"]["text"] == "\n\nOne thing.\nAnother thing.\n"


def test_uploaded_files_are_read(client: TestClient) -> None:
    files = {"left.file": ("a.txt", LEFT.encode()), "right.file": ("b.md", RIGHT.encode("utf-8-sig"))}
    answer = send(client, {"left.how": "upload", "left.text": "", "right.how": "upload", "right.text": ""}, files)
    assert answer.status_code == 303
    kept = client.get(f"/api/comparisons{answer.headers['location'].removeprefix('/c')}").json()
    assert kept["result"]["left"]["text"] == LEFT


def test_a_file_is_read_where_nothing_was_pasted_though_the_choice_says_paste(client: TestClient) -> None:
    assert send(client, {"left.text": " "}, {"left.file": ("a.txt", LEFT.encode())}).status_code == 303


@pytest.mark.parametrize(
    ("fields", "status", "beside"),
    [
        ({"left.text": ""}, 422, "left-text"),
        ({"right.text": "…"}, 422, "right-text"),
        ({"right.text": "word " * 300}, 413, "right-text"),
        ({"left.text": "a\0b"}, 422, "left-text"),
        ({"left.published": "3 May"}, 422, "left-published"),
        ({"right.label": "x" * 501}, 422, "right-label"),
        ({"left.how": "upload", "left.text": ""}, 422, "left-file"),
    ],
)
def test_a_fault_stands_at_the_top_and_beside_its_field(
    client: TestClient, fields: dict[str, str], status: int, beside: str
) -> None:
    answer = send(client, fields)
    assert answer.status_code == status
    html = answer.text
    assert f'<a href="#{beside}">' in html
    assert f'id="{beside}-fault"' in html
    assert f'aria-describedby="{beside}-fault"' in html


def test_nothing_typed_is_lost(client: TestClient) -> None:
    left = '\n</textarea><b>&amp; "quoted"</b>\n\n  Two people.\n'
    html = send(
        client,
        {"left.text": left, "right.text": "", "left.label": 'A "label"', "left.published": "2024", "keep_days": "365"},
    ).text
    assert text_area(html, "left") == left
    assert 'value="A &#34;label&#34;"' in html
    assert 'value="2024"' in html
    assert '<option value="365" selected>' in html


def test_all_faults_are_said_at_once(client: TestClient) -> None:
    html = send(client, {"left.text": "", "right.text": "", "right.published": "soon"}).text
    assert html.count('<p class="fault"') == 3


def test_a_files_text_comes_back_in_the_text_area_after_another_fault(client: TestClient) -> None:
    files = {"left.file": ("a.txt", LEFT.encode())}
    html = send(client, {"left.how": "upload", "left.text": "", "right.text": ""}, files).text
    assert text_area(html, "left") == LEFT


def test_a_file_that_is_not_read_is_named_beside_the_field(client: TestClient) -> None:
    answer = send(client, {"left.how": "upload", "left.text": ""}, {"left.file": ("a.xyz", b"\x00\x01")})
    assert answer.status_code == 415
    assert 'id="left-file-fault"' in answer.text
    assert text_area(answer.text, "right") == RIGHT


def test_a_text_that_looks_wrong_is_shown_once_before_it_is_compared(client: TestClient) -> None:
    typed = {"left.text": f"{LEFT} And then ...", "right.text": f"{LEFT} And then ..."}
    first = send(client, typed)
    assert first.status_code == 200
    assert "Look at the notes beside the texts" in first.text
    assert first.text.count("looks cut off (ends “… then ...”)") == 2
    assert "the same text as Article A" in first.text
    assert text_area(first.text, "left") == typed["left.text"]
    mark = re.search(r'name="seen" value="(\w+)"', first.text)
    assert mark
    assert send(client, typed | {"seen": mark[1]}).status_code == 303
    assert send(client, typed | {"seen": "live"}).status_code == 303
    other = typed | {"right.text": "Another text, which goes on:", "seen": mark[1]}
    assert send(client, other).status_code == 200


def test_a_full_queue_gives_the_texts_back(client: TestClient, models: FakeModels) -> None:
    models.encoder.gate.clear()
    for _ in range(4):
        assert send(client).status_code == 303
    full = send(client)
    models.encoder.gate.set()
    assert full.status_code == 503
    assert int(full.headers["retry-after"]) > 0
    assert text_area(full.text, "left") == LEFT


def test_a_form_without_fields_is_answered(client: TestClient) -> None:
    assert client.post("/comparisons", headers=PAGE).status_code == 422
    assert client.post("/comparisons", data={"left.text": LEFT}, headers=PAGE).status_code == 422


def test_a_broken_upload_is_a_problem_of_the_request(client: TestClient) -> None:
    answer = client.post(
        "/comparisons", content=b"no such border", headers={"Content-Type": "multipart/form-data; boundary=x"}
    )
    assert answer.status_code in (400, 422)


def test_the_limits_are_stated_before_the_work(client: TestClient) -> None:
    html = client.get("/").text
    assert "1,000 characters" in html
    assert "3,000 sentences" in html


def test_examples_open_the_same_comparison_each_time(client: TestClient) -> None:
    ways = re.findall(r'action="(/examples/[^"]+)"', client.get("/").text)
    assert ways
    first, again = client.post(ways[0]), client.post(ways[0])
    assert first.status_code == 303
    assert first.headers["location"] == again.headers["location"]
    assert "set-cookie" not in first.headers
    assert client.post("/examples/none").status_code == 404
