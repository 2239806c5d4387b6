"""The list of what was made in this browser."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.fakes import SettableClock
from tests.web.conftest import LEFT, PAGE, RIGHT
from tests.web.test_sharing import made


def listed(client: TestClient) -> list[str]:
    """The addresses on the page, in its order."""
    answer = client.get("/mine", headers=PAGE)
    assert answer.status_code == 200
    return re.findall(r'<a href="(/c/[\w-]+)">', answer.text)


@pytest.fixture
def other(application: FastAPI) -> TestClient:
    """Another browser."""
    return TestClient(application, base_url="http://crossread.test", follow_redirects=False)


def test_a_browser_sees_what_it_made_newest_first(client: TestClient, other: TestClient) -> None:
    assert listed(client) == []
    mine = [made(client, **{"left.label": name}) for name in ("Courier", "Tribune")]
    theirs = made(other)
    assert listed(client) == mine[::-1]
    assert listed(other) == [theirs]
    assert "Tribune vs Article B" in client.get("/mine", headers=PAGE).text


def test_what_expired_or_was_deleted_is_not_listed(client: TestClient, clock: SettableClock) -> None:
    expired, deleted, stays = made(client, keep_days="1"), made(client), made(client)
    client.post(f"{deleted}/delete")
    clock.advance(timedelta(days=1))
    assert listed(client) == [stays]
    assert expired != stays


def test_a_browser_deletes_all_of_its_own_and_no_others(client: TestClient, other: TestClient) -> None:
    mine, theirs = [made(client), made(client)], made(other)
    answer = client.post("/mine/delete", headers=PAGE)
    assert answer.status_code == 303
    assert "All of them are deleted" in client.get(answer.headers["location"], headers=PAGE).text
    assert listed(client) == []
    assert {client.get(at).status_code for at in mine} == {404}
    assert other.get(theirs).status_code == 200


@pytest.mark.parametrize("cookie", ["", "x", "A" * 22, "A" * 5_000])
def test_a_made_up_cookie_lists_and_deletes_nothing(client: TestClient, other: TestClient, cookie: str) -> None:
    at = made(client)
    other.cookies.set("maker", cookie)
    assert listed(other) == []
    other.post("/mine/delete")
    assert client.get(at).status_code == 200


def test_what_programs_make_is_on_no_list(client: TestClient, other: TestClient) -> None:
    other.post("/api/comparisons", json={"left": {"text": LEFT}, "right": {"text": RIGHT}})
    assert listed(other) == []


def test_the_list_is_no_matter_for_search_engines_and_caches(client: TestClient) -> None:
    answer = client.get("/mine", headers=PAGE)
    assert answer.headers["x-robots-tag"] == "noindex"
    assert answer.headers["cache-control"] == "no-store"
