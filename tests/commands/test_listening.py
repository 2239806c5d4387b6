"""Opening the port."""

from __future__ import annotations

import socket

import pytest

from app.commands.listening import address, listen
from app.errors import StartRefused


def test_who_connects_before_the_server_answers_is_not_refused() -> None:
    with listen("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname(), timeout=5) as visitor:
        assert visitor.getpeername() == listening.getsockname()


@pytest.mark.parametrize(
    ("host", "told"),
    [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("::1", "[::1]"), ("::", "127.0.0.1")],
)
def test_the_address_told_is_one_that_a_browser_here_can_open(host: str, told: str) -> None:
    with listen("127.0.0.1", 0) as listening:
        assert address(listening, host) == f"http://{told}:{listening.getsockname()[1]}"


@pytest.mark.parametrize("host", ["203.0.113.7", "a..b", "no such host", "x" * 300])
def test_a_host_that_cannot_be_had_is_refused_in_words(host: str) -> None:
    with pytest.raises(StartRefused, match="CROSSREAD_HOST"):
        listen(host, 0)
