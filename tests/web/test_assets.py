"""The files that every page needs: as they are on disk, packed for who takes it, not sent twice."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.templating import ROOT, style
from app.web.routes import SMALL


@pytest.mark.parametrize(
    ("name", "kind"),
    [("js/main.js", "text/javascript"), ("favicon.svg", "image/svg+xml"), ("favicon.png", "image/png")],
)
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_a_file_comes_as_it_is_on_disk(
    client: TestClient, application: FastAPI, name: str, kind: str, encoding: str
) -> None:
    answer = client.get(application.state.look.assets.url(name), headers={"Accept-Encoding": encoding})
    assert answer.content == (ROOT / "static" / name).read_bytes()
    assert answer.headers["content-type"].partition(";")[0] == kind
    assert answer.headers["vary"] == "Accept-Encoding"


def test_what_gets_shorter_is_packed_for_a_browser_that_takes_it(client: TestClient, application: FastAPI) -> None:
    address = application.state.look.assets.url("all.css")
    packed = client.get(address, headers={"Accept-Encoding": "br, gzip"})
    plain = client.get(address, headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text == style()
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 2


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        ("gzip", True),
        ("GZIP;q=0.5", True),
        ("br;q=1.0, gzip; q=0.001", True),
        ("*", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000, *", False),
        ("*;q=0", False),
        ("br, identity", False),
        ("x-gzip-like", False),
        ("", False),
    ],
)
def test_an_answer_is_packed_only_for_who_says_so(
    client: TestClient, application: FastAPI, accepted: str, packed: bool
) -> None:
    for address in (application.state.look.assets.url("all.css"), "/"):  # of a file, and of a page
        answer = client.get(address, headers={"Accept-Encoding": accepted})
        assert ("content-encoding" in answer.headers) == packed
        assert "Accept-Encoding" in answer.headers["vary"]
        assert len(answer.text) > SMALL


def test_a_file_that_a_browser_has_is_not_sent_again(client: TestClient) -> None:
    old = "/static/older/js/main.js"  # the address of another version may be asked for again each time
    tag = client.get(old).headers["etag"]
    again = client.get(old, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(old, headers={"If-None-Match": '"other"'}).status_code == 200


def test_files_can_only_be_read(client: TestClient, application: FastAPI) -> None:
    address = application.state.look.assets.url("js/main.js")
    assert client.head(address).status_code == 200
    assert client.delete(address).status_code == 405
