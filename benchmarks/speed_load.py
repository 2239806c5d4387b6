"""Many visitors at once, and many comparisons in a row, against servers of its own; for benchmarks/speed.py."""

from __future__ import annotations

import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO, cast

from benchmarks.speed_texts import pair

VISITORS = 16
SLICES = 4  # in which who is measured takes turns: what else the host does meanwhile then meets all alike
WORDS = 1_000  # of each article that a visitor brings
SHORT = 300  # of each article where only memory is watched
PATIENCE = 300.0  # seconds for one answer
LOOK = 1.0  # second between two looks at pages: enough for a median, and little that the visitors do not get
READY = 300.0  # seconds for a server to have its models, on a machine that does other work
READY_LOOK = 0.05  # seconds between two questions whether it is ready
# Comparisons after which memory is printed. After the last, what is remembered is full (8,192 sentences).
WARMED = 50, 250
# All visitors here come from one address.
UNLIMITED = {"CROSSREAD_SENTENCES_A_MINUTE": "0", "CROSSREAD_READS_A_SECOND": "0"}
START = (  # a program on some cores alone: cores, program, its arguments
    "import os, sys; os.sched_setaffinity(0, set(map(int, sys.argv[1].split(','))));os.execv(sys.argv[2], sys.argv[2:])"
)


@dataclass(slots=True)
class Server:
    """One that was started here."""

    process: subprocess.Popen[str]
    port: int
    seconds_to_port: float
    seconds_to_ready: float = 0.0

    def call(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Status and body; JSON where it is that."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            sent = None if body is None else json.dumps(body)
            connection.request(method, path, sent, {"Content-Type": "application/json", "Accept": "*/*"})
            answer = connection.getresponse()
            text = answer.read().decode()
            if answer.status in (429, 503) and answer.headers["Retry-After"]:
                time.sleep(float(answer.headers["Retry-After"]))
            return answer.status, json.loads(text) if "json" in (answer.headers["Content-Type"] or "") else text
        finally:
            connection.close()

    def megabytes(self) -> float:
        """What the process holds now."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        [line] = [line for line in status.splitlines() if line.startswith("VmRSS")]
        return int(line.split()[1]) / 1024


@dataclass(slots=True)
class Seen:
    """What visitors saw."""

    done: int = 0  # comparisons, but for the first of each slice
    seconds: float = 0.0  # from the first of a slice to its last, of all slices
    first_sign: list[float] = field(default_factory=list)  # seconds from sending to the first sign of progress
    looked: dict[str, list[float]] = field(default_factory=dict)  # seconds of a page, by its path


@contextmanager
def server(*, cores: set[int] | None = None, limited: bool = False, works: bool = True) -> Iterator[Server]:
    """A server on an empty folder, with the models loaded; on some cores alone, with as many threads.

    `limited`: visitors may ask what they may by default. Without `works` it leaves the models to workers.
    """
    with tempfile.TemporaryDirectory() as data:
        chosen = cores or os.sched_getaffinity(0)
        limits = {} if limited else UNLIMITED
        began = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-c", START, ",".join(map(str, chosen)), sys.executable, "-m", "app", "serve"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={
                **os.environ,
                **limits,
                "HF_HUB_OFFLINE": "1",
                "CROSSREAD_DATA": data,
                "CROSSREAD_PORT": "0",
                "CROSSREAD_WORK": str(works),
            },
        )
        try:
            found = re.search(r":(\d+)\s*$", cast(TextIO, process.stdout).readline())
            if not found:
                raise RuntimeError("The server did not start.")
            started = Server(process, int(found[1]), time.monotonic() - began)
            while started.call("GET", "/readyz")[0] != 200:
                if time.monotonic() - began > READY:
                    raise RuntimeError("The server's models did not load.")
                time.sleep(READY_LOOK)
            started.seconds_to_ready = time.monotonic() - began
            yield started
        finally:
            process.terminate()
            process.wait()


def load(*, seconds: float) -> dict[str, Any]:
    """One visitor on one core, one on all, VISITORS on all, in turns; prints and returns what they saw."""
    cores = sorted(os.sched_getaffinity(0))
    alone, single, crowd = Seen(), Seen(), Seen()
    with server(cores=set(cores[:1])) as small, server() as whole:
        pages = [_compare(one, 1, WORDS, Seen()) for one in (small, whole)]  # what is made late is made now
        for n in range(SLICES):
            _visited(small, alone, 1, seconds / SLICES / 2, seed=n)
            _visited(whole, single, 1, seconds / SLICES / 2, seed=n)
            # Other texts: of what this server has read before, it knows the answers.
            _visited(whole, crowd, VISITORS, seconds / SLICES, seed=SLICES + n, look=pages[1])
    rates = [seen.done / seen.seconds for seen in (alone, single, crowd)]
    figures = {
        "one visitor, one core, a second": rates[0],
        "one visitor, all cores, a second": rates[1],
        "visitors, all cores, a second": rates[2],
        "share of one core's rate times cores": rates[2] / (rates[0] * len(cores)),
        "first sign, median seconds": statistics.median(crowd.first_sign),
        "first sign, longest seconds": max(crowd.first_sign),
        "pages, median seconds": {path: statistics.median(took) for path, took in crowd.looked.items()},
    }
    print(f"\n{VISITORS} visitors for {seconds:.0f} s, two articles of {WORDS:,} words each")
    for name, figure in figures.items():
        print(f"  {name:40} {json.dumps(figure) if isinstance(figure, dict) else format(figure, '.3f')}")
    return figures


def flatness(*, comparisons: int, minutes: float) -> dict[str, Any]:
    """Memory after the start, and while many different pairs are compared; prints and returns it.

    No pair is sent after so many minutes; the figures say how many were.
    """
    with server(works=False) as lean:
        figures: dict[str, Any] = {"MB of one that leaves the models to workers": lean.megabytes()}
    with server() as started:
        figures |= {
            "seconds to the port": started.seconds_to_port,
            "seconds to ready": started.seconds_to_ready,
            "MB after the start": started.megabytes(),
        }
        until = time.monotonic() + minutes * 60
        n, held = 0, [started.megabytes()]
        while n < comparisons and time.monotonic() < until:
            n += 1
            _compare(started, 10_000 + n, SHORT, Seen())
            held.append(started.megabytes())
        for done in sorted({*(min(warm, n) for warm in WARMED), n}):
            figures[f"MB after {done} comparisons"] = held[done]
        figures["MB at most"] = max(held)
        figures[f"grown since {min(WARMED[-1], n)}, %"] = 100 * (held[n] / held[min(WARMED[-1], n)] - 1)
    print("\nThe serving process")
    for name, figure in figures.items():
        print(f"  {name:45} {figure:.2f}")
    return figures


def _visited(started: Server, seen: Seen, visitors: int, seconds: float, *, seed: int, look: str | None = None) -> None:
    """Each visitor compares one pair after another until the time is over; what is done after that is not counted.

    Nor is the time until the first is done: then all come at once. `look`: the address of a comparison whose page is
    looked at meanwhile.
    """
    until = time.monotonic() + seconds
    ends: list[float] = []

    def visit(number: int) -> None:
        own = 1_000_000 * (seed + 1) + 1_000 * (number + 1)
        while time.monotonic() < until:
            own += 1
            _compare(started, own, WORDS, seen)
            ends.append(time.monotonic())

    def watch() -> None:
        while time.monotonic() < until:
            for path in ("/healthz", "/", f"/c/{look}"):
                asked = time.monotonic()
                started.call("GET", path)
                seen.looked.setdefault(path.replace(str(look), "…"), []).append(time.monotonic() - asked)
            time.sleep(LOOK)

    threads = [threading.Thread(target=visit, args=(number,)) for number in range(visitors)]
    threads += [threading.Thread(target=watch)] if look else []
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    counted = sorted(end for end in ends if end < until)
    if len(counted) < 2:
        raise RuntimeError("Too few comparisons were done: give it more --seconds.")
    seen.done += len(counted) - 1
    seen.seconds += counted[-1] - counted[0]


def _compare(started: Server, seed: int, words: int, seen: Seen) -> str:
    """Send a pair, follow its events as the page does, and return its slug."""
    left, right = pair(words, seed=seed)
    sent = time.monotonic()
    status, made = 503, dict[str, Any]()
    while status in (429, 503):
        status, made = started.call("POST", "/api/comparisons", {"left": {"text": left}, "right": {"text": right}})
    if status not in (201, 202):
        raise RuntimeError(f"A comparison was refused: {status} {made}")
    seen.first_sign.append(time.monotonic() - sent)  # the answer is, or leads to, a page that says how far it is
    if made["state"] not in ("done", "failed"):
        _, events = started.call("GET", f"/api/comparisons/{made['slug']}/events")  # ends when the comparison does
        if "event: end" not in events:
            raise RuntimeError("The events of a comparison did not end.")
    return str(made["slug"])
