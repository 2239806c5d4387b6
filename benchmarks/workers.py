"""How much more several workers do than one, on a real PostgreSQL; and how much the queue itself lets through.

    python -m benchmarks.workers [--most 4] [--comparisons 60] [--words 300]

Each worker computes with one thread, as it should where several share a machine. First with the product's models: that
grows until the cores are used up. Then with models that only wait: that shows what the queue and the database allow.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
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
LOOK = 0.02  # seconds between two looks whether all is done


@contextmanager
def workers(number: int, program: tuple[str, ...], address: str, folder: Path) -> Iterator[None]:
    """So many that are ready."""
    settings = {"CROSSREAD_DATABASE_URL": address, "CROSSREAD_DATA": str(folder), "CROSSREAD_THREADS": "1"}
    running = [
        subprocess.Popen(
            [sys.executable, "-m", *program],
            env={**os.environ, "HF_HUB_OFFLINE": "1", **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(number)
    ]
    try:
        for one in running:
            if one.stdout is None or b"ready" not in one.stdout.readline():
                raise RuntimeError("A worker did not start.")
        yield
    finally:
        for one in running:
            one.terminate()
        for one in running:
            one.wait()


def a_second(number: int, program: tuple[str, ...], address: str, folder: Path, texts: list[tuple[str, str]]) -> float:
    """Comparisons that so many workers do."""
    with closing(ComparisonStore(address)) as store:
        store.migrate()
        with workers(number, program, address, folder):
            began = time.monotonic()
            for left, right in texts:
                store.keep(Article(left), Article(right), keep_days=1, now=utc_now())
            while store.waiting() or store.queue.running(now=utc_now()):
                time.sleep(LOOK)
            return len(texts) / (time.monotonic() - began)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--most", type=int, default=4)
    parser.add_argument("--comparisons", type=int, default=60)
    parser.add_argument("--words", type=int, default=300)
    asked = parser.parse_args()
    cores = len(os.sched_getaffinity(0))
    print(f"{cores} cores; {asked.comparisons} comparisons of 2 × {asked.words} words; one thread a worker")
    waits = f"models that wait {TAKES * 1000:.0f} ms at each question"
    with tempfile.TemporaryDirectory(prefix="cr", ignore_cleanup_errors=True) as made:
        server = Postgres(Path(made) / "pg", durable=True)
        server.start()
        try:
            for name, program in (("the product's models", REAL), (waits, WAITING)):
                print(f"\n{name}\n  workers  a second  of one worker's")
                first = 0.0
                for number in range(1, asked.most + 1):
                    texts = [pair(asked.words, seed=1_000 * number + n) for n in range(asked.comparisons)]
                    address = server.create(f"{program[0].split('.')[-1]}{number}")
                    done = a_second(number, program, address, Path(made), texts)
                    first = first or done
                    print(f"  {number:7}  {done:8.2f}  {done / first:.2f}", flush=True)
        finally:
            server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
