"""How much more several workers do than one, on a real PostgreSQL; and how much the queue itself lets through.

    python -m benchmarks.workers [--most 4] [--seconds 40] [--words 300]

Each worker computes with one thread, as it should where several share a machine. First with the product's models: that
grows until the cores are used up. Then with models that only wait: that shows what the queue and the database allow.
Each line takes `--seconds`, and some more until its workers are ready: all of it about eight minutes on two quiet
cores. Stopped by SIGTERM or SIGINT, it ends its workers and its database first.
"""

from __future__ import annotations

import argparse
import os
import select
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app.clock import utc_now
from app.comparison.types import Article
from app.store.comparisons import ComparisonStore
from benchmarks.chaos_worker import TAKES
from benchmarks.speed_texts import pair
from tests.postgres import Postgres

REAL = ("app", "worker")
WAITING = ("benchmarks.chaos_worker",)
LOOK = 0.05  # seconds between two looks at the queue
AHEAD = 10  # comparisons that wait for each worker, so that none is ever without
READY_WITHIN = 180.0  # seconds, on a machine that does other work
ENDS_WITHIN = 15.0  # seconds for a worker that is told to stop; then it is killed


class Stopped(Exception):
    """A signal said so; raised between two calls to the database, never within one."""


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--most", type=int, default=4, help="workers")
    parser.add_argument("--seconds", type=float, default=40.0, help="for each line")
    parser.add_argument("--words", type=int, default=300, help="of each article")
    asked = parser.parse_args()
    stopped = threading.Event()
    for end in (signal.SIGTERM, signal.SIGINT):
        signal.signal(end, lambda *_: stopped.set())
    cores = len(os.sched_getaffinity(0))
    print(f"{cores} cores; {asked.seconds:.0f} s a line; 2 × {asked.words} words; one thread a worker")
    waits = f"models that wait {TAKES * 1000:.0f} ms at each question"
    with tempfile.TemporaryDirectory(prefix="cr", ignore_cleanup_errors=True) as made:
        server = Postgres(Path(made) / "pg", durable=True)
        try:
            server.start()
            for name, program in (("the product's models", REAL), (waits, WAITING)):
                print(f"\n{name}\n  workers  a second  of one worker's", flush=True)
                first = 0.0
                for number in range(1, asked.most + 1):
                    address = server.create(f"{program[0].split('.')[-1]}{number}")
                    with workers(number, program, address, Path(made), stopped):
                        done = a_second(number, address, stopped, seconds=asked.seconds, words=asked.words)
                    first = first or done
                    print(f"  {number:7}  {done:8.2f}  {done / first:.2f}", flush=True)
        except Stopped:
            print("stopped")
            return 130
        finally:
            server.stop()
    return 0


@contextmanager
def workers(
    number: int, program: tuple[str, ...], address: str, folder: Path, stopped: threading.Event
) -> Iterator[None]:
    """So many that are ready; none is left when this ends. Raises RuntimeError where one does not become ready."""
    with closing(ComparisonStore(address)) as store:
        store.migrate()
    settings = {"CROSSREAD_DATABASE_URL": address, "CROSSREAD_DATA": str(folder), "CROSSREAD_THREADS": "1"}
    running: list[subprocess.Popen[bytes]] = []
    try:
        for _ in range(number):
            command = [sys.executable, "-m", *program]
            inside = {**os.environ, "HF_HUB_OFFLINE": "1", **settings}
            # One by one, so that those that run are ended where another does not start.
            running += [subprocess.Popen(command, env=inside, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)]
        until = time.monotonic() + READY_WITHIN
        for one in running:
            if not _is_ready(one, until, stopped):
                raise RuntimeError(f"A worker was not ready in {READY_WITHIN:.0f} s.")
        yield
    finally:
        for one in running:
            one.terminate()
        for one in running:
            try:
                one.wait(ENDS_WITHIN)
            except subprocess.TimeoutExpired:
                one.kill()
                one.wait()


def a_second(number: int, address: str, stopped: threading.Event, *, seconds: float, words: int) -> float:
    """Comparisons that so many workers do, each of texts that none has seen. Raises Stopped."""
    with closing(ComparisonStore(address)) as store:
        asked, began = 0, 0.0
        while not began or time.monotonic() < began + seconds:
            for _ in range(number * AHEAD - store.waiting()):
                asked += 1
                left, right = pair(words, seed=1_000_000 * number + asked)
                store.keep(Article(left), Article(right), keep_days=1, now=utc_now())
            began = began or time.monotonic()
            if stopped.wait(LOOK):
                raise Stopped
        done = asked - store.waiting() - len(store.queue.running(now=utc_now()))
        return done / (time.monotonic() - began)


def _is_ready(worker: subprocess.Popen[bytes], until: float, stopped: threading.Event) -> bool:
    """Whether it has said so in time. Raises Stopped."""
    if worker.stdout is None:
        return False
    while time.monotonic() < until:
        there, _, _ = select.select([worker.stdout], [], [], LOOK)
        if stopped.is_set():
            raise Stopped
        if there:
            return b"ready" in worker.stdout.readline()
    return False


if __name__ == "__main__":
    sys.exit(main())
