"""Under load: what one visitor may ask, what is refused while it is read, and that nothing refused stays behind."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.jobs.runner import Runner
from app.settings import Settings
from app.store.comparisons import ComparisonStore
from app.web.allowance import Allowance, allowance
from app.web.lanes import Lane
from app.web.limits import BodyLimit
from app.web.room import Room
from app.web.routes import install
from app.web.services import Services
from app.web.streams import EventStream
from tests.fakes import FakeModels, Seconds, SettableClock
from tests.web.conftest import LEFT, PAGE, RIGHT

AT = "/api/comparisons"
SCOPE = {
    "type": "http",
    "asgi": {"spec_version": "2.3"},  # as uvicorn says
    "method": "POST",
    "path": "/",
    "headers": [],
    "client": ("203.0.113.9", 5),
}
FIFTY = "The mayor of the town said it. " * 50


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """The limits as they are by default, with a queue that never refuses."""
    return settings.model_copy(update={"max_queued": 10_000, "max_characters": 10_000})


@pytest.fixture
def allowed(settings: Settings, seconds: Seconds) -> Allowance:
    """What visitors may have; only the test's clock gives back."""
    return allowance(settings, monotonic=seconds)


@pytest.fixture
def models() -> FakeModels:
    """They never come: what is made waits."""
    return FakeModels(loaded=False)


@pytest.fixture
def application(
    settings: Settings,
    store: ComparisonStore,
    runner: Runner,
    models: FakeModels,
    clock: SettableClock,
    allowed: Allowance,
) -> FastAPI:
    """The web with that allowance."""
    app = FastAPI(docs_url=None, redoc_url=None)
    services = Services(settings=settings, store=store, runner=runner, models=models, clock=clock)
    install(app, services, allowed=allowed)
    return app


def test_one_visitor_may_start_a_hundred_comparisons_of_fifty_sentences_a_minute_and_no_more(
    client: TestClient, application: FastAPI, seconds: Seconds
) -> None:
    body = {"left": {"text": FIFTY}, "right": {"text": FIFTY}}
    answers = []
    for _ in range(101):
        answers.append(client.post(AT, json=body))
        seconds.now += 0.02  # as quickly as requests are taken at all
    assert {answer.status_code for answer in answers[:100]} == {202}
    refused = client.post(AT, json=body)
    while refused.status_code == 202:  # what came back meanwhile
        refused = client.post(AT, json=body)
    assert refused.status_code == 429
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["title"] == "Too many requests"
    other = TestClient(application, base_url="http://crossread.test", client=("203.0.113.9", 5))
    assert other.post(AT, json=body).status_code == 202
    seconds.now += int(refused.headers["retry-after"])
    assert client.post(AT, json=body).status_code == 202


def test_one_visitor_reads_fifty_times_a_second_for_as_long_as_he_likes_and_no_faster(
    client: TestClient, seconds: Seconds
) -> None:
    for _ in range(120):  # more than may come at once
        assert client.get("/robots.txt").status_code == 200
        seconds.now += 1 / 50
    answers = [client.get("/robots.txt", headers=PAGE) for _ in range(101)]
    assert {answer.status_code for answer in answers[:99]} == {200}
    assert answers[-1].status_code == 429
    assert answers[-1].headers["retry-after"] == "1"
    assert "Slow down" in answers[-1].text
    assert client.get("/healthz").status_code == 200
    assert client.get("/static/0/css/base.css").status_code == 200


def test_a_form_that_is_refused_comes_back_with_everything_typed(client: TestClient, allowed: Allowance) -> None:
    allowed.sentences.take("testclient", 10_000)
    answer = client.post("/comparisons", data={"left.text": LEFT, "right.text": RIGHT}, headers=PAGE)
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1
    assert LEFT in answer.text
    assert RIGHT in answer.text
    assert "sentences a minute" in answer.text


def test_a_file_that_nobody_has_time_for_is_refused_beside_its_field_and_nothing_typed_is_lost(
    client: TestClient, allowed: Allowance
) -> None:
    with allowed.files.room.of("others", 8), allowed.files.room.of("testclient", 8):
        answer = client.post(
            "/comparisons",
            data={"left.how": "upload", "right.text": RIGHT},
            files={"left.file": ("a.txt", LEFT.encode())},
            headers=PAGE,
        )
    assert answer.status_code == 429
    assert answer.headers["retry-after"]
    assert RIGHT in answer.text
    assert "too many files" in answer.text


def test_what_was_taken_of_the_room_for_bodies_is_given_back_whatever_comes_of_them(
    client: TestClient, allowed: Allowance
) -> None:
    client.post(AT, json={"left": {"text": LEFT}, "right": {"text": RIGHT}})
    client.post(AT, content=b"{")
    client.post(AT, content=iter([b" " * 200_000, b" " * 200_000]))
    client.post("/comparisons", files={"left.file": ("a.txt", b"x" * 1_000_000)})
    assert allowed.bodies.taken == 0
    assert allowed.files.room.taken == 0
    assert allowed.making.room.taken == 0


def test_a_body_of_unsaid_length_is_refused_where_it_passes_the_limit(client: TestClient, settings: Settings) -> None:
    read = 0

    def endless() -> Iterator[bytes]:
        nonlocal read
        while read < 100:
            read += 1
            yield b"[" * 65_536

    answer = client.post(AT, content=endless())
    assert answer.status_code == 413
    assert "larger than" in answer.json()["detail"]


def test_a_body_with_two_lengths_may_hide_a_second_request_and_ends_the_line(client: TestClient) -> None:
    answer = client.post(AT, content=b"0", headers={"Content-Length": "1", "Transfer-Encoding": "chunked"})
    assert answer.status_code == 400
    assert answer.headers["connection"] == "close"


def test_there_is_room_for_so_many_bodies_only(client: TestClient, allowed: Allowance) -> None:
    body = {"left": {"text": LEFT}, "right": {"text": RIGHT}}
    with allowed.bodies.of("testclient", allowed.bodies.each):
        mine = client.post(AT, json=body)
    assert (mine.status_code, bool(mine.headers["retry-after"])) == (429, True)
    room = Room("too much", holds=10, each=10)
    limited = BodyLimit(_reads_all, settings=Settings(), allowance=replace(allowed, bodies=room))
    assert _sent(limited, [{"type": "http.request", "body": b"x" * 11, "more_body": False}]) == "TooManyRequests"
    assert room.taken == 0


def test_a_body_that_does_not_come_is_given_up(allowed: Allowance) -> None:
    limited = BodyLimit(_reads_all, settings=Settings(), allowance=allowed, patience=0.05)
    part: Message = {"type": "http.request", "body": b"x", "more_body": True}
    assert _sent(limited, [part, part]) == "TooSlow"
    limited.patience = 30
    whole: Message = {"type": "http.request", "body": b"x", "more_body": False}
    assert _sent(limited, [part, part, whole]) == "xxx"


def test_a_visitor_who_stays_for_the_answer_is_not_called_slow(allowed: Allowance) -> None:
    async def waits_for_the_end(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        limited.patience = -1.0  # from here on, whatever is timed is late
        await send({"type": "said", "body": (await receive())["type"].encode()})

    limited = BodyLimit(waits_for_the_end, settings=Settings(), allowance=allowed)
    left: Message = {"type": "http.disconnect"}
    whole: Message = {"type": "http.request", "body": b"x", "more_body": False}
    assert _sent(limited, [whole, left]) == "http.disconnect"


def test_events_that_began_late_and_last_long_are_sent_to_their_end(allowed: Allowance) -> None:
    now = [0.0]

    async def told() -> AsyncIterator[str]:
        for words in ("a", "b", "end"):
            now[0] += 1_000  # seconds, far beyond what is waited for a body
            await asyncio.sleep(0)
            yield words

    async def follows(scope: Scope, receive: Receive, send: Send) -> None:
        now[0] += 1_000  # a busy server: its threads have a line
        await EventStream(told(), room=allowed.streams)(scope, receive, send)

    async def follow() -> list[Message]:
        asked: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]
        sent: list[Message] = []

        async def receive() -> Message:
            if not asked:
                await asyncio.Event().wait()  # the visitor stays
            return asked.pop()

        async def send(message: Message) -> None:
            sent.append(message)

        limited = BodyLimit(follows, settings=Settings(), allowance=allowed, clock=lambda: now[0])
        await limited(SCOPE, receive, send)
        return sent

    sent = asyncio.run(follow())
    assert b"".join(message.get("body", b"") for message in sent) == b"abend"
    assert sent[-1]["more_body"] is False


def test_the_time_that_a_body_may_take_is_counted_over_all_its_parts(allowed: Allowance) -> None:
    now = [0.0]

    async def slowly(scope: Scope, receive: Receive, send: Send) -> None:
        async def late() -> Message:
            now[0] += 15
            return await receive()

        limited = BodyLimit(_reads_all, settings=Settings(), allowance=allowed, clock=lambda: now[0])
        await limited(scope, late, send)

    part: Message = {"type": "http.request", "body": b"x", "more_body": True}
    assert _sent(slowly, [part, part, part]) == "TooSlow"


def test_a_stream_of_events_takes_up_room_until_it_ends(allowed: Allowance) -> None:
    async def two() -> AsyncIterator[str]:
        yield "a"
        assert allowed.streams.taken == 1
        yield "b"

    async def sent(_: Message) -> None:
        return

    async def receive() -> Message:
        await asyncio.Event().wait()
        return {}

    async def follow() -> None:
        scope = {"type": "http", "client": ("203.0.113.9", 5), "asgi": {"spec_version": "2.4"}}
        await EventStream(two(), room=allowed.streams)(scope, receive, sent)

    asyncio.run(follow())
    assert allowed.streams.taken == 0


def test_too_many_streams_of_one_visitor_are_refused(client: TestClient, allowed: Allowance) -> None:
    made = client.post(AT, json={"left": {"text": LEFT}, "right": {"text": RIGHT}}).json()
    with allowed.streams.of("testclient", allowed.streams.each):
        answer = client.get(f"{AT}/{made['slug']}/events")
    assert answer.status_code == 429
    assert answer.headers["content-type"] == "application/problem+json"


def test_slow_work_has_threads_of_its_own_and_a_line_that_ends() -> None:
    async def flood() -> list[str]:
        lane = Lane("too many", threads=1, holds=3, each=2)
        work = [lane.run(name, str.upper, name) for name in ("one", "one", "one", "two", "three")]
        found = await asyncio.gather(*work, return_exceptions=True)
        return [one if isinstance(one, str) else type(one).__name__ for one in found]

    assert asyncio.run(flood()) == ["ONE", "ONE", "TooManyRequests", "TWO", "ServerFull"]


async def _reads_all(scope: Scope, receive: Receive, send: Send) -> None:
    body = b""
    more = True
    while more:
        message = await receive()
        body += message["body"]
        more = message["more_body"]
    await send({"type": "said", "body": body})


def _sent(app: ASGIApp, messages: list[Message]) -> str:
    """What `app` says to a body that comes in these parts, and then never ends; the name of an error it raises."""
    said: list[str] = []
    waiting = iter(messages)

    async def receive() -> Message:
        message = next(waiting, None)
        if message is None:
            await asyncio.Event().wait()
        return message or {}

    async def send(message: Message) -> None:
        said.append(message["body"].decode())

    async def run() -> None:
        await asyncio.wait_for(app(SCOPE, receive, send), 30)

    try:
        asyncio.run(run())
    except Exception as error:  # noqa: BLE001 - its kind is what is asked
        return type(error).__name__
    return said[0]
