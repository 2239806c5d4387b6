"""The share dialog, passwords, what is kept for nobody, and the same by the API."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.web.attempts import MOST, WITHIN
from tests.fakes import SettableClock
from tests.web.conftest import LEFT, PAGE, RIGHT

AT = "/api/comparisons"
PASSWORD = "four plain words"
BODY: dict[str, Any] = {"left": {"text": LEFT}, "right": {"text": RIGHT}}
MESSAGES = {"kept", "locked", "open", "refused", "made", "many", "revoked"}


@pytest.fixture
def at(client: TestClient) -> str:
    """A finished comparison, made in this browser."""
    return made(client)


@pytest.fixture
def reader(application: FastAPI) -> TestClient:
    """Another browser."""
    return TestClient(application, base_url="http://crossread.test", follow_redirects=False)


def made(client: TestClient, **fields: str) -> str:
    answer = client.post("/comparisons", data={"left.text": LEFT, "right.text": RIGHT, **fields}, headers=PAGE)
    assert answer.status_code == 303
    at = str(answer.headers["location"])
    client.get(f"{AT}/{at.removeprefix('/c/')}/events")  # until it is done
    return at


def done(client: TestClient, address: str, **fields: str) -> str:
    """What a form of the dialog answers: the word of what was done."""
    answer = client.post(address, data=fields, headers=PAGE)
    assert answer.status_code == 303, answer.text
    word = answer.headers["location"].partition("?share=")[2]
    assert word in MESSAGES
    assert 'class="share__said"' in client.get(answer.headers["location"], headers=PAGE).text
    return str(word)


def bearer(made: dict[str, Any]) -> dict[str, str]:
    return {"Authorization": f"Bearer {made['delete_token']}"}


def test_readers_get_the_link_and_its_maker_all_the_rest(client: TestClient, reader: TestClient, at: str) -> None:
    own, others = (one.get(at, headers=PAGE).text for one in (client, reader))
    for html in (own, others):
        assert f'value="http://crossread.test{at}"' in html
        assert re.search(r'<svg viewBox="[^"]+" class="qr"', html)
    for address in ("/keep", "/password", "/excerpts", "/delete"):
        assert f'action="{at}{address}"' in own
        assert f'action="{at}{address}"' not in others


@pytest.mark.parametrize("token", ["", "wrong", "A" * 22])
def test_a_made_up_cookie_makes_nobody_its_maker(reader: TestClient, at: str, token: str) -> None:
    reader.cookies.set("delete-token", token, path=at)
    assert f'action="{at}/delete"' not in reader.get(at, headers=PAGE).text
    for address in ("/keep", "/password/remove", "/excerpts", "/leave", "/stay"):
        answer = reader.post(f"{at}{address}", data={"keep_days": "1", "password": PASSWORD})
        assert answer.status_code == 403, address


def test_its_maker_changes_how_long_it_is_kept(client: TestClient, at: str, clock: SettableClock) -> None:
    assert done(client, f"{at}/keep", keep_days="365") == "kept"
    clock.advance(timedelta(days=364))
    html = client.get(at, headers=PAGE).text
    assert f'action="{at}/delete"' in html
    clock.advance(timedelta(days=1))
    assert client.get(at).status_code == 404


def test_what_is_not_offered_cannot_be_chosen(client: TestClient, at: str) -> None:
    assert client.post(f"{at}/keep", data={"keep_days": "3"}).status_code == 422
    assert client.post(f"{at}/keep").status_code == 422


def test_a_password_stands_before_everything(client: TestClient, reader: TestClient, at: str) -> None:
    done(client, f"{at}/excerpts")
    excerpt = re.findall(r"/e/[\w-]{22}", client.get(at).text)[0]
    slug = at.removeprefix("/c/")
    assert done(client, f"{at}/password", password=PASSWORD) == "locked"
    whole = [at, f"{at}/edit", f"{at}.json", f"{at}.csv", f"{AT}/{slug}", f"{AT}/{slug}/events"]
    for address in (*whole, excerpt, f"{excerpt}.json", f"{excerpt}.md"):
        answer = reader.get(address)
        assert answer.status_code == 401, address
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["www-authenticate"].startswith("Basic ")
        assert "hurt" not in answer.text
        assert client.get(address).status_code == 200 or address.startswith((AT, "/e/")), address
    html = reader.get(at, headers=PAGE)
    assert html.status_code == 401
    assert f'action="{at}/unlock"' in html.text
    assert f'action="{excerpt}/unlock"' in reader.get(excerpt, headers=PAGE).text


def test_a_browser_is_never_made_to_ask_by_a_window_of_its_own(client: TestClient, reader: TestClient, at: str) -> None:
    done(client, f"{at}/password", password=PASSWORD)
    script = {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Site": "same-origin"}
    answer = reader.get(f"{AT}/{at.removeprefix('/c/')}", headers=script)
    assert answer.status_code == 401
    assert "www-authenticate" not in answer.headers


def test_who_gives_the_password_reads_until_it_is_changed(client: TestClient, reader: TestClient, at: str) -> None:
    done(client, f"{at}/password", password=PASSWORD)
    wrong = reader.post(f"{at}/unlock", data={"password": "something else"}, headers=PAGE)
    assert wrong.status_code == 401
    assert "That is not the password" in wrong.text
    right = reader.post(f"{at}/unlock", data={"password": PASSWORD}, headers=PAGE)
    assert (right.status_code, right.headers["location"]) == (303, at)
    cookie = right.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert PASSWORD not in cookie
    for address in (at, f"{at}.csv", f"{AT}/{at.removeprefix('/c/')}"):
        assert reader.get(address).status_code == 200
    done(client, f"{at}/password", password=f"{PASSWORD} more")
    assert reader.get(at).status_code == 401
    assert done(client, f"{at}/password/remove") == "open"
    assert reader.get(at).status_code == 200


def test_the_password_of_one_comparison_opens_no_other(client: TestClient, reader: TestClient) -> None:
    first, second = made(client), made(client)
    for at in (first, second):
        done(client, f"{at}/password", password=PASSWORD)
    reader.post(f"{first}/unlock", data={"password": PASSWORD})
    assert reader.get(first).status_code == 200
    assert reader.get(second).status_code == 401


def test_programs_send_the_password_by_the_basic_scheme(client: TestClient, reader: TestClient, at: str) -> None:
    done(client, f"{at}/password", password=PASSWORD)
    address = f"{AT}/{at.removeprefix('/c/')}"
    assert reader.get(address, auth=("anyone", PASSWORD)).json()["locked"] is True
    wrong = reader.get(address, auth=("anyone", "no"))
    assert (wrong.status_code, wrong.json()["title"]) == (401, "That is not the password")
    for header in ("Basic", "Basic !", "Basic /w==", f"Bearer {PASSWORD}", "Digest x"):
        assert reader.get(address, headers={"Authorization": header}).status_code == 401


def test_guessing_is_slowed_down_for_that_comparison_alone(
    client: TestClient, reader: TestClient, clock: SettableClock
) -> None:
    at, other = made(client), made(client)
    for one in (at, other):
        done(client, f"{one}/password", password=PASSWORD)
    codes = [reader.post(f"{at}/unlock", data={"password": str(n)}).status_code for n in range(MOST + 1)]
    assert codes == [401] * MOST + [429]
    stopped = reader.post(f"{at}/unlock", data={"password": PASSWORD})
    assert stopped.status_code == 429
    assert int(stopped.headers["retry-after"]) == WITHIN.total_seconds()
    assert reader.post(f"{other}/unlock", data={"password": PASSWORD}).status_code == 303
    assert client.get(at).status_code == 200
    clock.advance(WITHIN)
    assert reader.post(f"{at}/unlock", data={"password": PASSWORD}).status_code == 303


@pytest.mark.parametrize("password", ["", "1234567", "x" * 201])
def test_a_password_that_is_easily_guessed_or_endless_is_not_set(client: TestClient, at: str, password: str) -> None:
    assert done(client, f"{at}/password", password=password) == "refused"
    assert client.get(f"{AT}/{at.removeprefix('/c/')}").json()["locked"] is False


def test_a_link_to_quotations_is_made_revoked_and_made_anew(client: TestClient, reader: TestClient, at: str) -> None:
    assert done(client, f"{at}/excerpts") == "made"
    (first,) = set(re.findall(r"/e/[\w-]{22}", client.get(at).text))
    assert reader.get(first).status_code == 200
    assert done(client, f"{at}/excerpts/{first.removeprefix('/e/')}/revoke") == "revoked"
    assert reader.get(first).status_code == 404
    done(client, f"{at}/excerpts")
    (second,) = set(re.findall(r"/e/[\w-]{22}", client.get(at).text))
    assert second != first
    assert reader.get(second).status_code == 200


def test_fetching_a_link_changes_nothing(client: TestClient, reader: TestClient, at: str) -> None:
    done(client, f"{at}/excerpts")
    (excerpt,) = set(re.findall(r"/e/[\w-]{22}", client.get(at).text))
    before = reader.get(f"{AT}/{at.removeprefix('/c/')}").json()
    for address in (f"{at}/delete", f"{at}/leave", f"{at}/excerpts", f"{at}/password/remove", f"{at}/keep"):
        assert client.get(address).status_code in (404, 405)
    for _ in range(3):
        assert reader.head(at).status_code == reader.head(excerpt).status_code == 200
    assert reader.get(f"{AT}/{at.removeprefix('/c/')}").json() == before
    assert client.get(excerpt).status_code == 200


def test_what_is_kept_for_nobody_ends_when_its_maker_leaves(client: TestClient, clock: SettableClock) -> None:
    at = made(client, keep_days="0")
    assert f'<fleeting-page data-at="{at}">' in client.get(at, headers=PAGE).text
    assert client.post(f"{at}/leave").status_code == 204
    clock.advance(timedelta(seconds=10))
    assert client.get(at).status_code == 200  # a reload
    assert client.post(f"{at}/stay").status_code == 204
    clock.advance(timedelta(minutes=10))
    assert client.get(at).status_code == 200
    client.post(f"{at}/leave")
    clock.advance(timedelta(seconds=30))
    assert client.get(at).status_code == 404


def test_what_is_kept_for_nobody_ends_after_an_hour_whoever_reads_it(
    client: TestClient, reader: TestClient, clock: SettableClock
) -> None:
    at = made(client, keep_days="0")
    assert "<fleeting-page" not in reader.get(at, headers=PAGE).text
    clock.advance(timedelta(minutes=59))
    assert reader.get(at).status_code == 200
    clock.advance(timedelta(minutes=1))
    assert client.get(at).status_code == 404


def test_what_is_kept_for_nobody_can_be_kept_after_all(client: TestClient, clock: SettableClock) -> None:
    at = made(client, keep_days="0")
    done(client, f"{at}/keep", keep_days="7")
    client.post(f"{at}/leave")
    clock.advance(timedelta(days=6))
    assert client.get(at).status_code == 200


def test_the_start_page_offers_to_keep_nothing_and_remembers_the_choice(client: TestClient) -> None:
    assert '<option value="0">' in client.get("/", headers=PAGE).text
    again = client.post("/comparisons", data={"left.text": LEFT, "keep_days": "0"}, headers=PAGE)
    assert '<option value="0" selected>' in again.text


def test_a_program_changes_what_it_names_and_nothing_else(client: TestClient) -> None:
    made = client.post(AT, json=BODY).json()
    at = f"{AT}/{made['slug']}"
    longer = client.patch(at, json={"keep_days": 365}, headers=bearer(made))
    assert longer.status_code == 200
    assert longer.json() == {**client.get(at).json(), "expires": "2025-05-03T12:00:00Z", "locked": False}
    locked = client.patch(at, json={"password": PASSWORD}, headers=bearer(made)).json()
    assert (locked["locked"], locked["expires"]) == (True, "2025-05-03T12:00:00Z")
    assert client.get(at, headers=bearer(made)).json() == locked
    assert client.patch(at, json={}, headers=bearer(made)).json() == locked
    assert client.patch(at, json={"password": None}, headers=bearer(made)).json()["locked"] is False
    assert "delete_token" not in locked


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ([], None),
        ({"keep_days": 0}, "keep_days"),
        ({"keep_days": 2}, "keep_days"),
        ({"keep_days": True}, "keep_days"),
        ({"password": 12345678}, "password"),
        ({"password": "short"}, "password"),
    ],
)
def test_the_field_at_fault_is_named(client: TestClient, body: object, field: str | None) -> None:
    made = client.post(AT, json=BODY).json()
    answer = client.patch(f"{AT}/{made['slug']}", json=body, headers=bearer(made))
    assert (answer.status_code, answer.json().get("field")) == (422, field)


def test_nobody_changes_anything_without_the_token(client: TestClient) -> None:
    made = client.post(AT, json=BODY).json()
    at = f"{AT}/{made['slug']}"
    link = client.post(f"{at}/excerpts", headers=bearer(made)).json()
    for wrong in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {made['delete_token']}"}):
        assert client.patch(at, json={"keep_days": 1}, headers=wrong).status_code == 403
        assert client.post(f"{at}/excerpts", headers=wrong).status_code == 403
        assert client.delete(f"{at}/excerpts/{link['slug']}", headers=wrong).status_code == 403
    assert client.get(f"/e/{link['slug']}").status_code == 200


def test_a_program_makes_and_revokes_links_to_quotations(client: TestClient) -> None:
    made = client.post(AT, json=BODY).json()
    at = f"{AT}/{made['slug']}"
    answer = client.post(f"{at}/excerpts", headers=bearer(made))
    assert answer.status_code == 201
    link = answer.json()
    assert link["url"] == f"http://crossread.test/e/{link['slug']}"
    assert answer.headers["location"] == f"/e/{link['slug']}"
    assert client.get(link["url"]).status_code == 200
    gone = client.delete(f"{at}/excerpts/{link['slug']}", headers=bearer(made))
    assert (gone.status_code, gone.content) == (204, b"")
    assert client.get(link["url"]).status_code == 404
    assert client.delete(f"{at}/excerpts/{link['slug']}", headers=bearer(made)).status_code == 404


def test_a_link_that_is_asked_for_again_under_one_key_is_made_once(client: TestClient) -> None:
    one, other = (client.post(AT, json=BODY).json() for _ in range(2))
    key = {"Idempotency-Key": "9d0c1d1e-3b43-4f8e-8f43-3c8f6b6f2b11"}
    asked = [
        client.post(f"{AT}/{made['slug']}/excerpts", headers={**bearer(made), **key}) for made in (one, one, other)
    ]
    assert [answer.status_code for answer in asked] == [201] * 3
    first, again, elsewhere = (answer.json()["slug"] for answer in asked)
    assert first == again != elsewhere
    assert client.post(f"{AT}/{one['slug']}/excerpts", headers={**bearer(other), **key}).status_code == 403
    client.delete(f"{AT}/{one['slug']}/excerpts/{first}", headers=bearer(one))
    assert client.post(f"{AT}/{one['slug']}/excerpts", headers={**bearer(one), **key}).status_code == 404


def test_a_program_may_keep_nothing_too(client: TestClient, clock: SettableClock) -> None:
    made = client.post(AT, json={**BODY, "keep_days": 0}).json()
    client.get(f"{AT}/{made['slug']}/events")  # until it is done
    assert client.get(f"{AT}/{made['slug']}").json()["expires"] == "2024-05-03T13:00:00Z"
    clock.advance(timedelta(hours=1))
    assert client.get(f"{AT}/{made['slug']}").status_code == 404
