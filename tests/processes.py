"""Starts the program as a person does: in a process of its own, on a data folder of the test's."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).parent.parent
STARTS_WITHIN = 60.0  # seconds, on a machine that does other work


def environment(data: Path, **settings: str) -> dict[str, str]:
    ours = {f"CROSSREAD_{name.upper()}": value for name, value in settings.items()}
    others = {name: value for name, value in os.environ.items() if not name.startswith("CROSSREAD_")}
    return {**others, "CROSSREAD_DATA": str(data), "HF_HUB_OFFLINE": "1", "PYTHONPATH": str(ROOT), **ours}


def crossread(*arguments: str, data: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=data,
        env=environment(data, **settings),
        timeout=120,
    )


@contextmanager
def small_server(folder: Path, **settings: str) -> Iterator[tuple[str, int]]:
    """The program with the tests' models: its address and process, data and temporary files in folders of `folder`."""
    data, temporary = folder / "data", folder / "temp"
    for made in (data, temporary):
        made.mkdir(parents=True)
    inside = environment(data, **settings) | {"TMPDIR": str(temporary)}
    command = [sys.executable, "-m", "tests.browser.server", str(data)]
    with subprocess.Popen(command, cwd=ROOT, env=inside, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            address = running.stdout.readline().strip()
            until = time.monotonic() + STARTS_WITHIN
            while not _answers(address):
                assert time.monotonic() < until, "the server did not start"
                time.sleep(0.1)
            yield address, running.pid
        finally:
            running.kill()


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/healthz", timeout=5, trust_env=False).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


@contextmanager
def serving(data: Path, **settings: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server on a free port, and its address as it said it; killed at the end if it still runs."""
    server = subprocess.Popen(
        [sys.executable, "-m", "app", "serve"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=data,
        env=environment(data, port="0", **settings),
    )
    with server:
        try:
            assert server.stdout is not None
            said = server.stdout.readline()
            address = re.fullmatch(r"Crossread is at (http://127\.0\.0\.1:\d+)\n", said)
            if address is None:
                server.kill()
                raise AssertionError(f"It said {said!r}, and: {server.communicate()[1]}")
            yield server, address[1]
        finally:
            server.kill()


@contextmanager
def worker(data: Path, **settings: str) -> Iterator[subprocess.Popen[str]]:
    """A worker with the tests' models that is ready; killed at the end if it still runs."""
    inside = environment(data, **settings)
    command = [sys.executable, "-m", "tests.worker"]
    with subprocess.Popen(command, cwd=ROOT, env=inside, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            assert "ready" in running.stdout.readline()
            yield running
        finally:
            running.kill()
