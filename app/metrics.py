"""Counts and times for Prometheus, of this process: never a text, a slug, or where a visitor comes from."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from prometheus_client import REGISTRY, Counter, Histogram, disable_created_metrics, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from app.errors import CrossreadError, StartRefused

METHODS = frozenset({"GET", "HEAD", "POST", "PATCH", "DELETE", "PUT", "OPTIONS"})  # anybody can make up others
QUICK = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)  # seconds of a request
LONG = (0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800)  # seconds of a stage of a comparison

# When each counter was made, which would double them.
disable_created_metrics()  # type: ignore[no-untyped-call]  # the library's own
_REQUESTS = Counter("crossread_requests", "Requests answered.", ["method", "route", "status"])
_REQUEST_SECONDS = Histogram("crossread_request_seconds", "Seconds to the end of the answer.", ["route"], buckets=QUICK)
_STAGE_SECONDS = Histogram("crossread_stage_seconds", "Seconds of a comparison's stage.", ["stage"], buckets=LONG)
_BATCHES = Counter("crossread_model_batches", "Batches that the models were given.")
_ROWS = Counter("crossread_model_rows", "Sentences and pairs in these batches.")
_LOOKUPS = Counter("crossread_cache_lookups", "Sentences and pairs looked up in what is remembered.", ["what", "found"])

AGAIN_SECONDS = 0.5  # until a port that another process uses is tried again


@dataclass(frozen=True, slots=True)
class Waiting:
    """The queue at a moment."""

    length: int
    seconds: float  # that the oldest has waited


def answered(method: str, route: str, status: int, seconds: float) -> None:
    """A request was answered. `route` is the template of its address, `/c/{slug}`."""
    _REQUESTS.labels(method if method in METHODS else "other", route, str(status)).inc()
    _REQUEST_SECONDS.labels(route).observe(seconds)


def stage_took(stage: str, seconds: float) -> None:
    """A stage of a comparison is over."""
    _STAGE_SECONDS.labels(stage).observe(seconds)


def asked_models(*, batches: int, rows: int) -> None:
    """A model was given that many."""
    _BATCHES.inc(batches)
    _ROWS.inc(rows)


def looked_up(what: str, *, known: int, unknown: int) -> None:
    """`what` is "sentence" or "pair"."""
    _LOOKUPS.labels(what, "yes").inc(known)
    _LOOKUPS.labels(what, "no").inc(unknown)


@contextmanager
def exposed(host: str, port: int, waiting: Callable[[], Waiting], *, waits: bool = False) -> Iterator[None]:
    """Answer at `port` with all figures for as long as this lasts; 0 answers nowhere. Raises StartRefused.

    `waits`: where another process still uses the port, begin when it is free.
    """
    if not port:
        yield
        return
    queue = _Queue(waiting)
    over = threading.Event()
    if waits:
        answering = threading.Thread(target=_answer_when_free, args=(host, port, over), name="figures", daemon=True)
        answering.start()
    else:
        answering = _answer(host, port, over)
    REGISTRY.register(queue)
    try:
        yield
    finally:
        REGISTRY.unregister(queue)
        over.set()
        answering.join()


def _answer(host: str, port: int, over: threading.Event) -> threading.Thread:
    """Until it is `over`; the thread that ends then. Raises StartRefused."""
    try:
        server, thread = start_http_server(port, addr=host)
    except OSError as error:
        raise StartRefused(
            f"{host} port {port} cannot be used for figures: {error.strerror}. Choose with CROSSREAD_METRICS_PORT."
        ) from error

    def end() -> None:
        over.wait()
        server.shutdown()
        server.server_close()
        thread.join()

    ending = threading.Thread(target=end, name="figures", daemon=True)
    ending.start()
    return ending


def _answer_when_free(host: str, port: int, over: threading.Event) -> None:
    while not over.wait(AGAIN_SECONDS):
        with suppress(StartRefused):
            _answer(host, port, over).join()


class _Queue(Collector):
    """Asked of the database each time somebody looks."""

    def __init__(self, waiting: Callable[[], Waiting]) -> None:
        self._waiting = waiting

    def describe(self) -> list[GaugeMetricFamily]:
        """What there will be, without asking the database."""
        return self._families()

    def collect(self) -> list[GaugeMetricFamily]:
        """Both figures; none where the database does not answer, which must not hide all others."""
        try:
            found = self._waiting()
        except CrossreadError:
            return []
        length, seconds = self._families()
        length.add_metric([], found.length)
        seconds.add_metric([], found.seconds)
        return [length, seconds]

    def _families(self) -> list[GaugeMetricFamily]:
        return [
            GaugeMetricFamily("crossread_queue_length", "Comparisons that wait."),
            GaugeMetricFamily("crossread_queue_oldest_seconds", "How long the one that waits longest has waited."),
        ]
