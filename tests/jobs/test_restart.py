"""A server that is killed loses nothing that it accepted: real processes, the real encoder, SIGKILL."""

from __future__ import annotations

import time
from pathlib import Path

import httpx
import pytest

from tests.processes import serving

PATIENCE = 240.0  # seconds for ten comparisons and the loading of the models, on two busy cores
QUEUED = 10
SENTENCES = 24


def article(number: int, hour: int) -> dict[str, str]:
    """Twenty-four sentences, so that one comparison takes long enough to be killed in the middle."""
    told = (f"Crew {crew} left the harbour at {hour} o'clock on trip {number}." for crew in range(SENTENCES))
    return {"text": " ".join(told), "title": f"Trip {number}"}


def states(client: httpx.Client, addresses: list[str]) -> list[str]:
    return [client.get(address).raise_for_status().json()["state"] for address in addresses]


def wait_until(client: httpx.Client, addresses: list[str], wanted: str, *, least: int) -> None:
    until = time.monotonic() + PATIENCE
    while (seen := states(client, addresses)).count(wanted) < least:
        assert "failed" not in seen
        assert time.monotonic() < until, seen
        time.sleep(0.1)  # seconds: asking must not starve the work


@pytest.mark.real
def test_ten_comparisons_are_done_although_the_server_was_killed_twice(tmp_path: Path) -> None:
    # The judge would only make it longer: what it answers is tested elsewhere.
    with serving(tmp_path, judge="none") as (server, address), httpx.Client(base_url=address) as client:
        made = [
            client.post("/api/comparisons", json={"left": article(number, 7), "right": article(number, 9)})
            for number in range(QUEUED)
        ]
        assert {answer.status_code for answer in made} <= {201, 202}
        addresses = [answer.headers["location"] for answer in made]
        server.kill()  # most likely before the models were there: nothing was begun
    # One at a time: three side by side may be done with all ten before one is seen running.
    with (
        serving(tmp_path, judge="none", at_once="1") as (server, address),
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        wait_until(client, addresses, "running", least=1)
        server.kill()  # in the middle of one
    with serving(tmp_path, judge="none") as (_, address), httpx.Client(base_url=address, timeout=30) as client:
        wait_until(client, addresses, "done", least=QUEUED)
        for number, path in enumerate(addresses):
            found = client.get(path).json()
            assert found["result"]["left"]["title"] == f"Trip {number}"
            assert len(found["result"]["left"]["sentences"]) == SENTENCES
