"""A program that heard no answer sends its request again, and gets the one comparison that it asked for."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.fakes import FakeModels, SettableClock
from tests.web.conftest import LEFT, RIGHT

AT = "/api/comparisons"
BOTH: dict[str, Any] = {"left": {"text": LEFT}, "right": {"text": RIGHT}}
MADE = (201, 202)  # at once, or on a busy machine a moment later
KEY = {"Idempotency-Key": "2f1c7f6e-52f1-4d53-9c9b-0d6c3f6f1f55"}


def test_the_same_request_gets_the_same_answer(client: TestClient) -> None:
    first, second = (client.post(AT, json=BOTH, headers=KEY) for _ in range(2))
    assert first.status_code == second.status_code
    assert first.json() == second.json()
    assert first.headers["location"] == second.headers["location"]
    bearer = {"Authorization": f"Bearer {second.json()['delete_token']}"}
    assert client.delete(second.headers["location"], headers=bearer).status_code == 204


def test_the_answer_stays_as_it_was_while_the_work_goes_on(client: TestClient, models: FakeModels) -> None:
    models.encoder.gate.clear()
    first = client.post(AT, json=BOTH, headers=KEY)
    models.encoder.gate.set()
    assert "event: end" in client.get(f"{first.headers['location']}/events").text
    second = client.post(AT, json=BOTH, headers=KEY)
    assert (first.status_code, second.status_code) == (202, 202)
    assert first.json() == second.json()
    assert client.get(second.headers["location"]).json()["state"] == "done"


def test_the_same_json_is_the_same_body_however_it_is_written(client: TestClient) -> None:
    first = client.post(AT, json=BOTH, headers=KEY).json()
    written = json.dumps(dict(reversed(BOTH.items())), indent=2)
    again = client.post(AT, content=written, headers={**KEY, "Content-Type": "application/json"})
    assert again.json() == first


def test_another_body_under_the_same_key_is_refused(client: TestClient) -> None:
    client.post(AT, json=BOTH, headers=KEY)
    refused = client.post(AT, json={**BOTH, "keep_days": 7}, headers=KEY)
    assert refused.status_code == 422
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["field"] == "Idempotency-Key"


def test_a_refused_request_may_be_mended_under_its_key(client: TestClient) -> None:
    assert client.post(AT, json={"left": {"text": ""}, "right": {"text": RIGHT}}, headers=KEY).status_code == 422
    assert client.post(AT, json=BOTH, headers=KEY).status_code in MADE


def test_without_a_key_each_request_makes_its_own(client: TestClient) -> None:
    assert client.post(AT, json=BOTH).json()["slug"] != client.post(AT, json=BOTH).json()["slug"]


def test_after_a_day_the_key_makes_another(client: TestClient, clock: SettableClock) -> None:
    first = client.post(AT, json=BOTH, headers=KEY).json()
    clock.advance(timedelta(hours=24))
    assert client.post(AT, json=BOTH, headers=KEY).json()["slug"] != first["slug"]


def test_what_was_deleted_is_not_given_again(client: TestClient) -> None:
    first = client.post(AT, json=BOTH, headers=KEY)
    client.delete(first.headers["location"], headers={"Authorization": f"Bearer {first.json()['delete_token']}"})
    assert client.post(AT, json=BOTH, headers=KEY).status_code == 404


@pytest.mark.parametrize("key", ["", "a b", "x" * 256, "\xe9"])
def test_a_key_that_cannot_be_told_from_others_is_refused(client: TestClient, key: str) -> None:
    refused = client.post(AT, json=BOTH, headers=[("Idempotency-Key", key.encode("latin-1"))])  # type: ignore[arg-type]  # httpx takes bytes, too
    assert (refused.status_code, refused.json()["field"]) == (422, "Idempotency-Key")
