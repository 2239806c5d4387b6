"""Connections of hostile visitors, against a real server with little patience: each ends, and others are served."""

from __future__ import annotations

import socket
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import uvicorn

from app.commands.connections import HEAD_BYTES, Door, Times, patient

WAIT = 30.0  # seconds until a test gives up, on a machine that does other work
LARGE = 20_000_000  # bytes; more than all buffers of a connection hold
HURRIED = Times(head=0.2, drain=0.2, stall=0.2)
Send = Callable[[dict[str, Any]], Awaitable[None]]


async def application(scope: dict[str, Any], receive: object, send: Send) -> None:
    """Answers at once, and reads no body; much of it at /large."""
    body = b"x" * (LARGE if scope["path"] == "/large" else 2)
    head = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": head})
    await send({"type": "http.response.body", "body": body})


@contextmanager
def served(door: Door, times: Times) -> Iterator[Callable[[], socket.socket]]:
    """Something that connects to a server."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(
            application,
            http=patient(door, times),
            lifespan="off",
            log_level="critical",
            ws="none",
            h11_max_incomplete_event_size=HEAD_BYTES,
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield lambda: socket.create_connection(listening.getsockname(), timeout=WAIT)
        finally:
            server.should_exit = True
            thread.join(WAIT)


def wait_for(condition: Callable[[], bool]) -> None:
    """Return when it holds. Raises AssertionError when it doesn't within `WAIT`."""
    moment = threading.Event()
    for _ in range(int(WAIT / 0.02)):
        if condition():
            return
        moment.wait(0.02)
    raise AssertionError("it did not come about")


def until_the_end(line: socket.socket) -> bytes:
    """All that comes; a line that is cut ends, too."""
    said = b""
    try:
        while piece := line.recv(1 << 16):
            said += piece
    except ConnectionResetError:
        pass
    return said


@pytest.mark.parametrize("begun", [b"", b"GET / HTTP/1.1\r\nHost: a\r\nX-", b"P"])
def test_a_head_that_never_ends_is_not_waited_for(begun: bytes) -> None:
    with served(Door(), HURRIED) as connect, connect() as line:
        line.sendall(begun)
        assert until_the_end(line) == b""


def test_the_next_head_on_the_same_line_is_not_waited_for_either() -> None:
    with served(Door(), HURRIED) as connect, connect() as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\nX-")
        assert until_the_end(line).endswith(b"\r\n\r\nxx")


def test_a_body_that_was_refused_may_not_come_for_ever() -> None:
    with served(Door(), HURRIED) as connect, connect() as line:
        line.sendall(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n")
        assert until_the_end(line).endswith(b"\r\n\r\nxx")


def test_who_takes_nothing_of_a_large_answer_is_left() -> None:
    door = Door()
    with served(door, HURRIED) as connect, connect() as line:
        line.sendall(b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
        wait_for(lambda: bool(door.inside))
        wait_for(lambda: not door.inside)
        assert len(until_the_end(line)) < LARGE


def test_who_takes_it_slowly_gets_all_of_it() -> None:
    with served(Door(), Times(stall=WAIT)) as connect, connect() as line:
        line.sendall(b"GET /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        assert len(until_the_end(line)) > LARGE


@pytest.mark.parametrize(
    "garbage",
    [b"\x16\x03\x01\x02\x00\r\n\r\n", b"GET / HTTP/1.1\r\nX: " + b"y" * 2 * HEAD_BYTES],
)
def test_what_is_no_http_is_answered_once_and_left(garbage: bytes) -> None:
    with served(Door(), Times()) as connect, connect() as line:
        line.sendall(garbage)
        assert until_the_end(line).startswith(b"HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json")


def test_one_address_may_have_so_many_lines_and_a_trusted_proxy_more() -> None:
    with served(Door(each=1), Times()) as connect, connect() as first:
        first.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        assert first.recv(12) == b"HTTP/1.1 200"
        with connect() as second:
            assert until_the_end(second).startswith(b"HTTP/1.1 503 Service Unavailable\r\n")


@pytest.mark.parametrize(
    ("proxies", "more"),
    [("", False), ("10.0.0.1", False), ("10.0.0.1, 127.0.0.0/8", True), ("*", True), ("x", False)],
)
def test_all_who_come_by_a_trusted_proxy_are_not_one(proxies: str, more: bool) -> None:
    door = Door(most=2, each=1, proxies=proxies)
    assert [door.let_in("127.0.0.1") for _ in range(3)] == [True, more, False]
    for _ in range(3):
        door.leave("127.0.0.1")
    assert not door.inside
