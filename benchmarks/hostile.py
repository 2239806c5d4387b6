"""Mixed load with hostile visitors in it: `python -m benchmarks.hostile [--seconds 600] [--seed N]`.

Readers open pages, one maker has articles compared, and hostile visitors do what they can, each from an address of its
own, against a server with its default limits. Prints what was answered, how long pages took and what memory did. Ends
with 1 where there was a 500, where the 99th percentile of pages is a second or more, where a comparison was lost, or
where memory grew by more than MOST_GROWTH.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import secrets
import statistics
import sys
import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from benchmarks.hostile_acts import ACTS, Villain
from benchmarks.speed_load import Server, server
from benchmarks.speed_texts import pair

READERS, VILLAINS = 2, 4
LOOK = 0.2  # seconds between two pages of a reader
NAP = 0.05  # seconds
SLOWEST = 1.0  # seconds for 99 of 100 pages (issue of many visitors)
MOST_GROWTH = 0.15  # of the memory in the second quarter of the time; caches fill until then
FATAL = 500


@dataclass(slots=True)
class Told:
    """What came of it; written by many threads, each value by one at a time."""

    pages: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))  # seconds, by path
    answers: defaultdict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))  # statuses, by act
    made: list[float] = field(default_factory=list)  # seconds until a comparison was done
    lost: list[str] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)  # seconds by which the machine woke a thread too late
    lock: threading.Lock = field(default_factory=threading.Lock)


def main() -> int:
    """Run, print, and judge."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=float, default=600.0)
    asked.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000))
    given = asked.parse_args()
    print(f"{given.seconds:.0f} s, seed {given.seed}", flush=True)
    with server(limited=True) as started:
        told = run(started, seconds=given.seconds, seed=given.seed)
    return judge(told)


def run(started: Server, *, seconds: float, seed: int) -> Told:
    """All of them at once, until the time is over."""
    told = Told()
    slug = _compare(started, seed, told)
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=_read, args=(started, slug, n, until, told)) for n in range(READERS)]
    threads += [threading.Thread(target=_make, args=(started, seed, until, told))]
    for n in range(VILLAINS):
        villain = Villain(started.port, f"127.0.1.{n + 1}", random.Random(seed + n), slug)  # noqa: S311 - dice
        threads.append(threading.Thread(target=_harm, args=(villain, until, told)))
    for thread in threads:
        thread.start()
    threads.append(threading.Thread(target=_sleep, args=(until, told)))
    threads[-1].start()
    while time.monotonic() < until:
        told.megabytes.append(started.megabytes())
        time.sleep(min(5.0, seconds / 20))
    for thread in threads:
        thread.join()
    told.megabytes.append(started.megabytes())
    return told


def judge(told: Told) -> int:
    """Print everything; 1 where it is not as it should be."""
    for act, counts in sorted(told.answers.items()):
        said = (f"{status or 'cut'}: {number}" for status, number in sorted(counts.items()))
        print(f"  {act:22} {', '.join(said)}")
    fatal = sum(counts[FATAL] for counts in told.answers.values())
    slowest = _nth([took for each in told.pages.values() for took in each])
    for path, took in told.pages.items():
        median = 1000 * statistics.median(took)
        print(
            f"  {path:22} {len(took):6} times, median {median:.0f} ms, 99th {_nth(took):.2f}, longest {max(took):.2f} s"
        )
    # Long comparisons take memory and give it back; what is never given back is what the least of it grows by.
    quarter = max(1, len(told.megabytes) // 4)
    warm, end = min(told.megabytes[quarter : 2 * quarter]), min(told.megabytes[-quarter:])
    growth = end / warm - 1
    print(f"{fatal} answers of 500; 99 of 100 pages within {slowest:.2f} s")
    print(f"the machine woke 99 of 100 sleepers within {_nth(told.late):.2f} s: so much of it is not the server's")
    print(
        f"memory at least {warm:.0f} MB in the second quarter, {end:.0f} MB in the last ({growth:+.0%}),"
        f" and at most {max(told.megabytes):.0f} MB"
    )
    usual = statistics.median(told.made)
    print(f"{len(told.made)} comparisons done, median {usual:.1f} s; lost: {told.lost or 'none'}")
    return int(bool(fatal or slowest >= SLOWEST or growth > MOST_GROWTH or told.lost))


def _nth(seconds: list[float]) -> float:
    """What 99 of 100 of them do not pass."""
    return sorted(seconds)[int(len(seconds) * 0.99)]


def _sleep(until: float, told: Told) -> None:
    """Does nothing, and sees how much later than it wants it is woken: what else the machine does, and this program."""
    while time.monotonic() < until:
        began = time.monotonic()
        time.sleep(NAP)
        told.late.append(time.monotonic() - began - NAP)


def _read(started: Server, slug: str, number: int, until: float, told: Told) -> None:
    address = f"127.0.2.{number + 1}"
    paths = ("/", f"/c/{slug}", "/how", f"/api/comparisons/{slug}")
    while time.monotonic() < until:
        for path in paths:
            began = time.monotonic()
            status, _ = _ask(started, address, "GET", path)
            took = time.monotonic() - began
            with told.lock:
                told.pages[path.replace(slug, "…")].append(took)
                told.answers["a reader"][status] += 1
            time.sleep(LOOK)


def _make(started: Server, seed: int, until: float, told: Told) -> None:
    while time.monotonic() < until:
        seed += 1
        _compare(started, seed, told)


def _harm(villain: Villain, until: float, told: Told) -> None:
    while time.monotonic() < until:
        act = villain.chance.choice(ACTS)
        try:
            status = act(villain)
        except OSError:
            status = 0
        with told.lock:
            told.answers[act.__name__][status] += 1


def _compare(started: Server, seed: int, told: Told) -> str:
    """Have two stories compared, and see it done; its slug."""
    left, right = pair(300, seed=seed)
    began = time.monotonic()
    body = json.dumps({"left": {"text": left}, "right": {"text": right}})
    status, answer = 503, b""
    while status in (429, 503):
        status, answer = _ask(started, "127.0.3.1", "POST", "/api/comparisons", body)
        time.sleep(0.5 if status in (429, 503) else 0)
    with told.lock:
        told.answers["a maker"][status] += 1
    slug = str(json.loads(answer)["slug"])
    _ask(started, "127.0.3.1", "GET", f"/api/comparisons/{slug}/events")  # ends when the comparison does
    _, answer = _ask(started, "127.0.3.1", "GET", f"/api/comparisons/{slug}")
    if json.loads(answer)["state"] != "done":
        told.lost.append(slug)
    told.made.append(time.monotonic() - began)
    return slug


def _ask(started: Server, address: str, method: str, path: str, body: str | None = None) -> tuple[int, bytes]:
    line = http.client.HTTPConnection("127.0.0.1", started.port, timeout=600, source_address=(address, 0))
    try:
        line.request(method, path, body, {"Content-Type": "application/json"})
        answer = line.getresponse()
        return answer.status, answer.read()
    finally:
        line.close()


if __name__ == "__main__":
    sys.exit(main())
