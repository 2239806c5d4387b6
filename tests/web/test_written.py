"""Pages are held for a moment after they were written, and never longer than they are true."""

from __future__ import annotations

import gzip

from fastapi import FastAPI
from starlette.testclient import TestClient

from app.web.look import Look
from app.web.written import WrittenPages, key_of
from tests.web.conftest import PAGE
from tests.web.test_comparison_page import at

__all__ = ["at"]  # the fixture


def held(application: FastAPI) -> int:
    look: Look = application.state.look
    return len(look.written)


def test_a_page_is_held_packed_until_its_time_is_over() -> None:
    now = [100.0]
    pages = WrittenPages(lasts=60, clock=lambda: now[0])
    assert list(pages.holding(b"a", ["<p>", "one", "</p>"])) == ["<p>", "one", "</p>"]
    now[0] += 59
    assert gzip.decompress(pages.get(b"a") or b"") == b"<p>one</p>"
    pages.hold(b"b", "<p>two</p>")
    now[0] += 1
    assert pages.get(b"a") is None
    pages.sweep()
    assert len(pages) == 1
    assert pages.get(b"b") is not None


def test_what_was_not_written_to_its_end_is_not_held() -> None:
    pages = WrittenPages()
    begun = pages.holding(b"a", iter(["<p>", "</p>"]))
    assert next(iter(begun)) == "<p>"
    del begun
    assert pages.get(b"a") is None


def test_the_oldest_go_where_there_are_too_many_and_what_is_too_large_is_not_held() -> None:
    pages = WrittenPages(most=100)
    for number in range(9):
        pages.hold(b"%d" % number, f"<p>{number}</p>")
    assert 1 < len(pages) < 9
    assert pages.get(b"8")
    assert not pages.get(b"0")
    pages.hold(b"large", "".join(map(str, range(1_000))))
    assert not pages.get(b"large")
    assert pages.get(b"8")


def test_other_things_have_other_keys() -> None:
    assert len({key_of("ab", "c"), key_of("a", "bc"), key_of("ab", None), key_of("ab", "None"), key_of("\ud800")}) == 5


def test_a_page_that_is_held_is_sent_alike_to_whoever_takes_gzip_and_whoever_does_not(
    client: TestClient, application: FastAPI, at: str
) -> None:
    first = client.get(at, headers=PAGE)
    assert held(application) == 1
    again = client.get(at, headers=PAGE)
    plain = client.get(at, headers=PAGE | {"Accept-Encoding": "identity"})
    assert again.headers["content-encoding"] == "gzip"
    assert again.headers["vary"] == first.headers["vary"] == "Accept-Encoding"
    assert "content-encoding" not in plain.headers
    assert first.text == again.text == plain.text
    assert again.headers["cache-control"] == first.headers["cache-control"] == "no-store"
    assert held(application) == 1


def test_no_visitor_gets_the_page_of_another_or_of_before(client: TestClient, application: FastAPI, at: str) -> None:
    def stranger(address: str) -> str:
        return TestClient(application, base_url=str(client.base_url)).get(address, headers=PAGE).text

    own, theirs = client.get(at, headers=PAGE).text, stranger(at)
    assert "Delete for good" in own
    assert "Delete for good" not in theirs
    assert stranger(f"{at}?q=dam") != theirs
    said = {"left": "3", "right": "2", "says": "no_match", "remark": "Seen"}
    assert client.post(f"{at}/verdicts", data=said, headers=PAGE).status_code == 303
    judged = stranger(at)
    assert "Seen" in judged
    assert "Seen" not in theirs
    client.post(f"{at}/delete", headers=PAGE)
    gone = TestClient(application, base_url=str(client.base_url)).get(at, headers=PAGE)
    assert gone.status_code == 404
    assert "Halden" not in gone.text
