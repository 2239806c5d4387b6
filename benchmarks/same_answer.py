"""Whether the time of an answer tells missing links from those that ended: `python -m benchmarks.same_answer`.

Serves the web from another process over a database of its own, with links that never were and links to comparisons that
have expired, were deleted or whose second link was revoked, and asks for all of them in an order drawn anew each round:
for pages, for the answers of the API, and for their deletion with the tokens that were theirs. What has expired is not
purged meanwhile: that it is still in the database, with two long articles, must not show either.
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
from collections.abc import Iterator, Mapping, Sequence
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
WORDS = 3_000  # of each article, of letters drawn by chance so that they do not pack well: rows of several pages
PAGE, JSON = {"Accept": "text/html"}, {"Accept": "application/json"}


class NoModels:
    """Models that are never there, so that nothing is compared."""

    ready = False
    away = False
    failed = None


class NoRunner:
    """Does nothing: there is nothing to compare."""

    def wake(self) -> None:
        """Nothing was queued for it."""

    def wait_done(self, slug: str, timeout: float) -> None:
        """Nothing will be done."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: always for what there is no more."""

    path: str
    headers: Mapping[str, str]
    method: str = "GET"


@dataclass(frozen=True, slots=True)
class Kind:
    """Asks for links that there are no more, for one `reason`, in one `way`: only such are compared with each other."""

    way: str
    reason: str
    asks: tuple[Ask, ...]

    @property
    def name(self) -> str:
        """Of the kind, as it is printed."""
        return f"{self.way} {self.reason}"


def ended(store: ComparisonStore, now: datetime, chance: random.Random) -> Iterator[Kind]:
    """All kinds of links that lead nowhere: to comparisons, to excerpts, and the API's to both."""
    past = now - timedelta(days=2)
    made = {
        name: [
            store.keep(article(chance), article(chance), keep_days=30 if name != "expired" else 1, now=past)
            for _ in range(LINKS)
        ]
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
    missing = [(slugs.draw(), slugs.draw()) for _ in range(LINKS)]
    links = {"missing": missing}
    links |= {name: [(kept.slug, token) for kept, token in made[name]] for name in ("expired", "deleted")}
    for reason, rows in links.items():
        yield Kind("page", reason, tuple(Ask(f"/c/{slug}", PAGE) for slug, _ in rows))
        yield Kind("API", reason, tuple(Ask(f"/api/comparisons/{slug}", JSON) for slug, _ in rows))
        bearers = ((slug, {**JSON, "Authorization": f"Bearer {token}"}) for slug, token in rows)
        yield Kind("API delete", reason, tuple(Ask(f"/api/comparisons/{slug}", of, "DELETE") for slug, of in bearers))
    for reason, found in {"missing": [slug for slug, _ in missing], **excerpts}.items():
        yield Kind("excerpt", reason, tuple(Ask(f"/e/{slug}", PAGE) for slug in found))
        yield Kind("excerpt JSON", reason, tuple(Ask(f"/e/{slug}.json", JSON) for slug in found))


def article(chance: random.Random) -> Article:
    """A long one, unlike all others."""
    return Article(" ".join(f"{chance.getrandbits(30):x}" for _ in range(WORDS)) + ".")


def serve(data: Path, listening: socket.socket) -> None:
    """The web, without the runner and without the purge."""
    store = ComparisonStore(data / "crossread.db")
    services = Services(Settings(data=data, reads_a_second=0), store, NoRunner(), NoModels(), lambda: datetime.now(UTC))
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


def ask(connection: http.client.HTTPConnection, wanted: Ask) -> tuple[float, bytes]:
    """Milliseconds until the answer is read, and the answer with its head."""
    began = time.perf_counter_ns()
    connection.request(wanted.method, wanted.path, headers=dict(wanted.headers))
    answer = connection.getresponse()
    body = answer.read()
    taken = (time.perf_counter_ns() - began) / 1e6
    if answer.status != 404:
        raise SystemExit(f"{wanted.method} {wanted.path} answered {answer.status}")
    head = sorted(line for line in answer.getheaders() if line[0].lower() != "date")
    return taken, repr(head).encode() + body


def measure(port: int, kinds: Sequence[Kind], rounds: int) -> dict[str, list[float]]:
    """The times of each kind; the same link never twice in a row, and no kind always after the same other."""
    times: dict[str, list[float]] = {kind.name: [] for kind in kinds}
    answers: dict[str, set[bytes]] = {kind.way: set() for kind in kinds}
    chance = random.Random(1)  # noqa: S311 - an order, the same each run
    connection = http.client.HTTPConnection("127.0.0.1", port)
    for number in range(rounds + WARM):
        asked = [(kind, one) for kind in kinds for one in kind.asks]
        chance.shuffle(asked)
        for kind, one in asked:
            taken, answer = ask(connection, one)
            answers[kind.way].add(answer)
            if number >= WARM:
                times[kind.name].append(taken)
    if different := [way for way, found in answers.items() if len(found) != 1]:
        raise SystemExit(f"There are different answers: {', '.join(different)}")
    return times


def report(kinds: Sequence[Kind], times: dict[str, list[float]]) -> bool:
    """Print medians and the tests; whether no two kinds that are asked for in one way can be told apart."""
    print(f"{'link':21} {'asks':>6} {'median ms':>10} {'quartiles':>15} {'p95':>7}")
    for name, found in times.items():
        quarters = statistics.quantiles(found, n=20)
        print(
            f"{name:21} {len(found):6,} {statistics.median(found):10.3f} "
            f"{quarters[4]:7.3f} {quarters[14]:7.3f} {quarters[18]:7.3f}"
        )
    pairs = [(one.name, other.name) for one, other in itertools.combinations(kinds, 2) if one.way == other.way]
    print(f"\nTold apart by one ask: 0.5 is a coin. Alike where p stays above {LEVEL / len(pairs):.4f}.")
    alike = True
    for one, other in pairs:
        statistic, p = mannwhitneyu(times[one], times[other])
        told = statistic / (len(times[one]) * len(times[other]))
        alike &= bool(p >= LEVEL / len(pairs))
        difference = (statistics.median(times[other]) - statistics.median(times[one])) * 1000
        guessed = max(told, 1 - told)
        print(f"{one:21} {other:21} guessed right {guessed:.3f}  p {p:.3f}  medians {difference:+7.1f} µs apart")
    return alike


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; 1 where two kinds can be told apart."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"asks of each link; default {ROUNDS}")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        data, now = Path(folder), datetime.now(UTC)
        chance = random.Random(2)  # noqa: S311 - texts, the same each run
        store = ComparisonStore(data / "crossread.db")
        store.migrate()
        for _ in range(FILLER):
            store.keep(article(chance), article(chance), keep_days=365, now=now)
        kinds = tuple(ended(store, now, chance))
        store.close()
        with serving(data) as port:
            times = measure(port, kinds, asked.rounds)
    alike = report(kinds, times)
    print("\nThey cannot be told apart." if alike else "\nSome can be told apart.")
    return 0 if alike else 1


if __name__ == "__main__":
    sys.exit(main())
