"""The JSON API, as contract and other programs know it."""

from __future__ import annotations

import json
import threading
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.store.comparisons import ComparisonStore
from tests.fakes import FakeModels, SettableClock
from tests.web.conftest import LEFT, RIGHT

AT = "/api/comparisons"
BOTH: dict[str, Any] = {"left": {"text": LEFT}, "right": {"text": RIGHT}}


def send(client: TestClient, body: str | bytes, **headers: str) -> Any:
    return client.post(AT, content=body, headers={"Content-Type": "application/json", **headers})


def field_refused(client: TestClient, body: object, status: int = 422) -> str | None:
    answer = send(client, json.dumps(body))
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
    assert problem["type"].startswith("/api#")
    field = problem.get("field")
    assert field is None or isinstance(field, str)
    return field


def test_a_short_comparison_is_ready_at_once(client: TestClient) -> None:
    answer = client.post(AT, json=BOTH)
    assert answer.status_code == 201
    made = answer.json()
    assert answer.headers["location"] == f"{AT}/{made['slug']}"
    assert made["url"] == f"http://crossread.test/c/{made['slug']}"
    assert made["state"] == "done"
    assert made["created"] == "2024-05-03T12:00:00Z"
    assert made["expires"] == "2024-06-02T12:00:00Z"
    assert made["delete_token"]
    assert made["result"]["left"]["text"] == LEFT
    assert made["error"] is None


def test_what_takes_longer_is_accepted_and_can_be_read_later(client: TestClient, models: FakeModels) -> None:
    models.encoder.gate.clear()
    answer = client.post(AT, json=BOTH)
    assert answer.status_code == 202
    assert answer.json()["state"] in ("queued", "running")
    assert answer.json()["result"] is None
    models.encoder.gate.set()
    assert "event: end" in client.get(f"{answer.headers['location']}/events").text
    assert client.get(answer.headers["location"]).json()["state"] == "done"


def test_reading_gives_the_same_without_the_token(client: TestClient) -> None:
    made = client.post(AT, json=BOTH).json()
    read = client.get(f"{AT}/{made['slug']}").json()
    assert "delete_token" not in read
    assert read == {name: value for name, value in made.items() if name != "delete_token"}


def test_the_text_comes_back_code_point_for_code_point(client: TestClient) -> None:
    text = "\ufeff  A\u0301 café\u2028 said “no”.\r\n\r\n\tTwo \U0001f600 people.\u00a0"
    made = client.post(AT, json={"left": {"text": text}, "right": {"text": RIGHT}}).json()
    assert made["result"]["left"]["text"] == text


def test_unknown_fields_are_ignored_and_only_text_is_required(client: TestClient) -> None:
    body = {**BOTH, "colour": "red", "left": {"text": LEFT, "pages": [1], "title": None, "published": None}}
    assert client.post(AT, json=body).status_code == 201


@pytest.mark.parametrize("published", ["2024", "2024-05", "2024-02-29"])
def test_a_day_a_month_or_a_year_is_a_date(client: TestClient, published: str) -> None:
    made = client.post(AT, json={"left": {"text": LEFT, "published": published}, "right": {"text": RIGHT}})
    assert made.json()["result"]["left"]["published"] == published


@pytest.mark.parametrize(
    "published", ["", "24", "2024-5-3", "2023-02-29", "2024-13", "0000", "٢٠٢٤", "2024-05-03T12:00", 2024]
)
def test_anything_else_is_not(client: TestClient, published: object) -> None:
    body = {"left": {"text": LEFT}, "right": {"text": RIGHT, "published": published}}
    assert field_refused(client, body) == "right.published"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ([], None),
        ("text", None),
        (None, None),
        ({"left": {"text": LEFT}}, "right"),
        ({"left": LEFT, "right": {"text": RIGHT}}, "left"),
        ({"left": {}, "right": {"text": RIGHT}}, "left.text"),
        ({"left": {"text": 5}, "right": {"text": RIGHT}}, "left.text"),
        ({"left": {"text": ""}, "right": {"text": RIGHT}}, "left.text"),
        ({"left": {"text": LEFT}, "right": {"text": " \n… "}}, "right.text"),
        ({"left": {"text": "a\0b"}, "right": {"text": RIGHT}}, "left.text"),
        ({"left": {"text": "a\ud800b"}, "right": {"text": RIGHT}}, "left.text"),
        ({"left": {"text": LEFT, "title": 7}, "right": {"text": RIGHT}}, "left.title"),
        ({"left": {"text": LEFT, "title": "\udfff"}, "right": {"text": RIGHT}}, "left.title"),
        ({"left": {"text": LEFT, "source": "x" * 501}, "right": {"text": RIGHT}}, "left.source"),
        ({**BOTH, "keep_days": 2}, "keep_days"),
        ({**BOTH, "keep_days": True}, "keep_days"),
        ({**BOTH, "keep_days": "30"}, "keep_days"),
    ],
)
def test_the_field_at_fault_is_named(client: TestClient, body: object, field: str | None) -> None:
    assert field_refused(client, body) == field


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"left": {"text": "a"}, "left": {"text": "b"}}',
        b'{"left": NaN}',
        b'{"left": -Infinity}',
        b"[" * 50_000,
        b'{"left":' * 5_000 + b"1" + b"}" * 5_000,
        b"1" * 10_000,
        b'"\xff"',
        b'"\xed\xa0\x80"',
    ],
    ids=["empty", "cut off", "double name", "nan", "infinity", "nested", "deep", "long number", "latin", "surrogate"],
)
def test_what_is_not_json_is_a_bad_request(client: TestClient, body: bytes) -> None:
    answer = send(client, body)
    assert answer.status_code == 400
    assert answer.json()["title"] == "The request is not JSON"


def test_a_body_of_another_type_is_not_read(client: TestClient) -> None:
    answer = client.post(AT, content=json.dumps(BOTH), headers={"Content-Type": "text/plain"})
    assert answer.status_code == 415


def test_a_text_over_the_limit_is_too_long(client: TestClient) -> None:
    assert field_refused(client, {"left": {"text": "a" * 1_001}, "right": {"text": RIGHT}}, status=413) == "left.text"


def test_two_full_texts_fit_with_every_character_escaped(client: TestClient) -> None:
    text = "\U0001f600" * 999 + "a"
    body = json.dumps({"left": {"text": text}, "right": {"text": text}})
    assert len(body) > 2 * 999 * 12
    assert send(client, body).status_code in (201, 202)


def test_a_body_over_the_limit_is_refused_though_it_hides_its_length(client: TestClient) -> None:
    def endless() -> Any:
        for _ in range(100):
            yield b" " * 10_000

    answer = client.post(AT, content=endless(), headers={"Content-Type": "application/json"})
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_body_that_declares_too_much_is_refused_at_once(client: TestClient) -> None:
    answer = send(client, b" " * 100_000)
    assert answer.status_code == 413
    assert "100,000" not in answer.text


def test_the_maker_deletes_with_the_token_alone(client: TestClient) -> None:
    made = client.post(AT, json=BOTH).json()
    at = f"{AT}/{made['slug']}"
    assert client.delete(at).status_code == 403
    assert client.delete(at, headers={"Authorization": "Bearer wrong"}).status_code == 403
    assert client.delete(at, headers={"Authorization": f"Basic {made['delete_token']}"}).status_code == 403
    gone = client.delete(at, headers={"Authorization": f"Bearer {made['delete_token']}"})
    assert (gone.status_code, gone.content) == (204, b"")
    assert client.get(at).status_code == 404


def test_deleting_cancels_what_is_still_queued(client: TestClient, models: FakeModels) -> None:
    models.encoder.gate.clear()
    made = client.post(AT, json=BOTH).json()
    at = f"{AT}/{made['slug']}"
    gone = client.delete(at, headers={"Authorization": f"Bearer {made['delete_token']}"})
    assert gone.status_code == 204
    models.encoder.gate.set()
    assert client.get(at).status_code == 404


def test_whatever_is_not_there_gets_one_and_the_same_answer(client: TestClient, clock: SettableClock) -> None:
    deleted, expired = (client.post(AT, json={**BOTH, "keep_days": days}).json() for days in (30, 1))
    client.delete(f"{AT}/{deleted['slug']}", headers={"Authorization": f"Bearer {deleted['delete_token']}"})
    clock.advance(timedelta(days=1))
    never = ["x", "a" * 22, "a" * 5_000, "%00", "%ED%A0%80", "a%2Fb", "a/b/c", "é", "..%2f..", " "]
    answers = [client.get(f"{AT}/{slug}") for slug in [deleted["slug"], expired["slug"], *never]]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert client.get(f"{AT}/{never[0]}/events").content == answers[0].content
    assert client.delete(f"{AT}/{never[0]}").content == answers[0].content


def test_a_full_queue_says_when_to_come_back(client: TestClient, models: FakeModels) -> None:
    models.encoder.gate.clear()
    codes = [client.post(AT, json=BOTH).status_code for _ in range(4)]
    assert codes == [202] * 4  # one is in hand, three wait
    full = client.post(AT, json=BOTH)
    models.encoder.gate.set()
    assert full.status_code == 503
    assert int(full.headers["retry-after"]) > 0


def test_events_tell_each_change_and_the_end(client: TestClient) -> None:
    made = client.post(AT, json=BOTH).json()
    answer = client.get(f"{AT}/{made['slug']}/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    first, end = (event for event in answer.text.split("\n\n") if event)
    kind, told = first.split("\n")
    assert kind == "event: progress"
    assert json.loads(told.removeprefix("data: "))["state"] == "done"
    assert end == 'event: end\ndata: {"state": "done"}'


def test_events_end_when_the_comparison_is_deleted(
    client: TestClient, application: FastAPI, models: FakeModels
) -> None:
    models.encoder.gate.clear()
    made = client.post(AT, json=BOTH).json()
    at = f"{AT}/{made['slug']}"
    bearer = {"Authorization": f"Bearer {made['delete_token']}"}
    cancel = threading.Timer(0.5, lambda: TestClient(application).delete(at, headers=bearer))
    cancel.start()
    told = client.get(f"{at}/events").text
    cancel.join()
    assert told.startswith("event: progress\n")
    assert told.endswith('event: end\ndata: {"state": null}\n\n')


def test_the_public_address_stands_in_the_links(client: TestClient, application: FastAPI) -> None:
    services = application.state.services
    application.state.services = type(services)(
        settings=services.settings.model_copy(update={"public_url": "https://news.example/cross/"}),
        store=services.store,
        runner=services.runner,
        models=services.models,
        clock=services.clock,
    )
    assert client.post(AT, json=BOTH).json()["url"].startswith("https://news.example/cross/c/")


def test_openapi_describes_what_is_there(client: TestClient) -> None:
    drawn = client.get("/openapi.json").json()
    assert {AT, f"{AT}/{{slug}}", f"{AT}/{{slug}}/events", "/api/articles"} <= set(drawn["paths"])
    assert "requestBody" in drawn["paths"][AT]["post"]


def test_a_visitor_with_many_comparisons_does_not_hold_up_another(
    client: TestClient, models: FakeModels, store: ComparisonStore, clock: SettableClock
) -> None:
    models.encoder.gate.clear()
    mine = {"Cookie": f"maker={'m' * 22}"}
    slugs = [client.post(AT, json=BOTH, headers=mine).json()["slug"] for _ in range(3)]
    theirs = client.post(AT, json=BOTH).json()["slug"]
    order = []
    while kept := store.queue.claim(runner="me", now=clock()):
        order.append(kept.slug)
    assert order.index(theirs) < order.index(slugs[-1])
