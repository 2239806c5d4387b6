"""Whether the time of an answer tells missing links from those that ended: `python -m benchmarks.same_answer`.

Serves the web from another process over a database of its own, with links that never were and links to comparisons that
have expired, were deleted or whose second link was revoked, and asks for all of them in an order drawn anew each round.
What has expired is not purged meanwhile: that it is still in the database must not show either.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import multiprocessing
import random
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from scipy.stats import mannwhitneyu

from app.comparison.types import Article
from app.settings import Settings
from app.store import slugs
from app.store.comparisons import ComparisonStore
from app.web.routes import install
from app.web.services import Services

LINKS = 40  # of each kind: no one page of the database, and no one slug, decides
ROUNDS = 100  # asks of each link
WARM = 5  # rounds before it counts: imports, caches, the first connection
LEVEL = 0.01  # of significance, over all comparisons together (Bonferroni)
FILLER = 500  # comparisons beside those that are asked for, so that the index has some depth
ARTICLE = Article("A dam broke above the village on Friday. " * 100)


class NoModels:
    """Models that are never there, so that nothing is compared."""

    ready = False
    failed = None


class NoRunner:
    """Does nothing: there is nothing to compare."""

    def wake(self) -> None:
        """Nothing was queued for it."""

    def wait_done(self, slug: str, timeout: float) -> None:
        """Nothing will be done."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Links that there are no more, for one reason."""

    name: str
    paths: tuple[str, ...]


def ended(store: ComparisonStore, now: datetime) -> Iterator[Kind]:
    """All kinds of links that lead nowhere, to comparisons (/c/) and to excerpts (/e/)."""
    past = now - timedelta(days=2)
    missing = [slugs.draw() for _ in range(LINKS)]
    made = {
        name: [store.keep(ARTICLE, ARTICLE, keep_days=30 if name != "expired" else 1, now=past) for _ in range(LINKS)]
        for name in ("expired", "deleted", "revoked")
    }
    excerpts = {
        name: [store.sharing.make_excerpt(kept.slug, token=token, now=past) for kept, token in rows]
        for name, rows in made.items()
    }
    for kept, token in made["deleted"]:
        store.delete(kept.slug, token=token, now=past)
    for (kept, token), excerpt in zip(made["revoked"], excerpts["revoked"], strict=True):
        store.sharing.revoke(kept.slug, excerpt, token=token, now=past)
    yield Kind("/c/ missing", tuple(f"/c/{slug}" for slug in missing))
    yield from (
        Kind(f"/c/ {name}", tuple(f"/c/{kept.slug}" for kept, _ in made[name])) for name in ("expired", "deleted")
    )
    yield Kind("/e/ missing", tuple(f"/e/{slug}" for slug in missing))
    yield from (Kind(f"/e/ {name}", tuple(f"/e/{slug}" for slug in rows)) for name, rows in excerpts.items())


def serve(data: Path, listening: socket.socket) -> None:
    """The web, without the runner and without the purge."""
    store = ComparisonStore(data / "crossread.db")
    services = Services(Settings(data=data), store, NoRunner(), NoModels(), lambda: datetime.now(UTC))
    app = FastAPI(docs_url=None, redoc_url=None)
    install(app, services)
    uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off")).run(sockets=[listening])


@contextmanager
def serving(data: Path) -> Iterator[int]:
    """A server in a process of its own, and its port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = multiprocessing.get_context("fork").Process(target=serve, args=(data, listening), daemon=True)
        server.start()
        try:
            yield listening.getsockname()[1]
        finally:
            server.kill()
            server.join()


def ask(connection: http.client.HTTPConnection, path: str) -> tuple[float, bytes]:
    """Milliseconds until the answer is read, and the answer."""
    began = time.perf_counter_ns()
    connection.request("GET", path, headers={"Accept": "text/html"})
    answer = connection.getresponse()
    body = answer.read()
    taken = (time.perf_counter_ns() - began) / 1e6
    if answer.status != 404:
        raise SystemExit(f"{path} answered {answer.status}")
    return taken, body


def measure(port: int, kinds: Sequence[Kind], rounds: int) -> dict[str, list[float]]:
    """The times of each kind; the same link never twice in a row, and no kind always after the same other."""
    times: dict[str, list[float]] = {kind.name: [] for kind in kinds}
    bodies = set()
    chance = random.Random(1)  # noqa: S311 - an order, the same each run
    connection = http.client.HTTPConnection("127.0.0.1", port)
    for number in range(rounds + WARM):
        asked = [(kind.name, path) for kind in kinds for path in kind.paths]
        chance.shuffle(asked)
        for name, path in asked:
            taken, body = ask(connection, path)
            bodies.add(body)
            if number >= WARM:
                times[name].append(taken)
    if len(bodies) != 1:
        raise SystemExit(f"{len(bodies)} different answers")
    return times


def report(times: dict[str, list[float]]) -> bool:
    """Print medians and the tests; whether no two kinds under one address can be told apart."""
    print(f"{'link':14} {'asks':>6} {'median ms':>10} {'quartiles':>15} {'p95':>7}")
    for name, found in times.items():
        quarters = statistics.quantiles(found, n=20)
        print(
            f"{name:14} {len(found):6,} {statistics.median(found):10.3f} "
            f"{quarters[4]:7.3f} {quarters[14]:7.3f} {quarters[18]:7.3f}"
        )
    pairs = [pair for pair in itertools.combinations(times, 2) if pair[0][:3] == pair[1][:3]]
    print(f"\nTold apart by one ask: 0.5 is a coin. Alike where p stays above {LEVEL / len(pairs):.4f}.")
    alike = True
    for one, other in pairs:
        statistic, p = mannwhitneyu(times[one], times[other])
        told = statistic / (len(times[one]) * len(times[other]))
        alike &= bool(p >= LEVEL / len(pairs))
        difference = (statistics.median(times[other]) - statistics.median(times[one])) * 1000
        guessed = max(told, 1 - told)
        print(f"{one:14} {other:14} guessed right {guessed:.3f}  p {p:.3f}  medians {difference:+7.1f} µs apart")
    return alike


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; 1 where two kinds can be told apart."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"asks of each link; default {ROUNDS}")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        data, now = Path(folder), datetime.now(UTC)
        store = ComparisonStore(data / "crossread.db")
        store.migrate()
        for _ in range(FILLER):
            store.keep(ARTICLE, ARTICLE, keep_days=365, now=now)
        kinds = tuple(ended(store, now))
        store.close()
        with serving(data) as port:
            times = measure(port, kinds, asked.rounds)
    alike = report(times)
    print("\nThey cannot be told apart." if alike else "\nSome can be told apart.")
    return 0 if alike else 1


if __name__ == "__main__":
    sys.exit(main())
