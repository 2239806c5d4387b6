"""Whether nothing that was accepted is lost or done twice while processes are killed, the disk fills, the clock jumps.

    python -m benchmarks.chaos [sqlite|postgresql|both] [--comparisons 500] [--troubles 20] [--seed N]

Real processes: two servers, workers with models that only wait, SQLite or a real PostgreSQL. Visitors send a share of
the comparisons into each trouble, with an Idempotency-Key, and send again what got no answer. The seed is printed, and
chooses the same troubles in the same order. It ends with 1 where anything accepted is not done exactly once, or where
somebody's work was left lying for more than two heartbeats after recovery. Where others can take the work up, that is
from the beginning of the trouble; where nobody can (everything killed, no database, a full disk), from its end. One of
the latter is `stall`: a worker is frozen while it holds SQLite's lock on writing, and nothing but its going on or its
end gives that back. For `freeze` one is chosen that does not hold it.
"""

from __future__ import annotations

import argparse
import random
import secrets
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import httpx

from app.errors import StoreFailed
from benchmarks.chaos_site import Site
from benchmarks.chaos_watch import Left

VISITORS = 4
CALM = (0.1, 1.0)  # seconds until a trouble begins after a share of comparisons may be sent, from and to
TROUBLE = (0.2, 2.0)  # seconds that one lasts
HOPELESS = {"everything", "disk", "database", "stall"}  # while these last, nobody can take anything up
FROZEN = {"freeze", "stall"}  # last two heartbeats longer, so that somebody else takes the work up, or would
JUMP = 6 * 3600.0  # seconds that a clock may be off, to either side
DONE_WITHIN = 600.0  # seconds after the last trouble
PATIENCE = 20.0  # seconds for an answer


class Visitor(threading.Thread):
    """Sends its share, each until it is accepted."""

    def __init__(self, site: Site, numbers: range, chance: random.Random, permits: threading.Semaphore) -> None:
        super().__init__(daemon=True)
        self.accepted: dict[int, str] = {}  # by the number of the comparison, its slug
        self.unexpected: list[str] = []
        self._site = site
        self._numbers = numbers
        self._chance = chance
        self._permits = permits

    def run(self) -> None:
        """Until all are accepted."""
        with httpx.Client(timeout=PATIENCE, trust_env=False) as client:
            for number in self._numbers:
                self._permits.acquire()
                while number not in self.accepted:
                    self._send(client, number)

    def _send(self, client: httpx.Client, number: int) -> None:
        address = self._chance.choice(self._site.addresses)
        key = {"Idempotency-Key": f"chaos-{number}"}
        try:
            answer = client.post(f"{address}/api/comparisons", json=texts(number), headers=key)
        except httpx.TransportError:
            time.sleep(0.1)
            return
        if answer.status_code in (201, 202):
            self.accepted[number] = answer.json()["slug"]
        elif answer.status_code == 503:  # refused, not accepted
            time.sleep(0.2)
        else:
            self.unexpected.append(f"{answer.status_code} {answer.text[:200]}")
            time.sleep(0.5)


def texts(number: int) -> dict[str, Any]:
    """Two articles that no other comparison has."""
    return {
        "left": {"text": f"{number} boats sank in the harbour. The mayor was not there.", "title": f"Case {number}"},
        "right": {"text": f"{number + 1} boats sank in the harbour. A storm had been announced."},
    }


def chosen(site: Site, chance: random.Random, number: int) -> list[str]:
    """So many troubles: of each kind as many as of any other, in any order."""
    kinds = ["worker", "freeze", "server", "everything", "disk", "clock", "database" if site.database else "stall"]
    order: list[str] = []
    while len(order) < number:
        order += chance.sample(kinds, len(kinds))
    return order[:number]


def trouble(site: Site, chance: random.Random, kind: str, lasting: float) -> None:
    """One, from its beginning until it is to be mended."""
    if kind == "worker":
        chance.choice(site.workers).kill()
    elif kind == "server":
        chance.choice(site.servers).kill()
    elif kind == "freeze":
        site.freeze(chance.choice(site.workers))
    elif kind == "stall":
        site.freeze_writing(chance.sample(site.workers, len(site.workers)))
    elif kind == "clock":
        site.set_clock(chance.uniform(-JUMP, JUMP))
    elif kind == "disk":
        site.fill_disk(full=True)
    elif kind == "database" and site.database:
        site.database.kill()
    else:
        for member in site.members:
            member.kill()
    time.sleep(lasting)


def chaos(
    kind: str, folder: Path, *, comparisons: int, troubles: int, seed: int, workers: int, heartbeat: float
) -> bool:
    """One run; prints what was seen, and returns whether all was well."""
    chance = random.Random(seed)  # noqa: S311 - it guards no secret
    site = Site(kind, folder, workers=workers, heartbeat=heartbeat)
    left = Left(site)
    seen: Counter[str] = Counter()
    try:
        site.mend()
        began = time.monotonic()
        left.start()
        share = comparisons // VISITORS + 1
        permits = threading.Semaphore(0)
        visitors = [
            Visitor(site, range(n, min(n + share, comparisons)), random.Random(f"{seed} {n}"), permits)  # noqa: S311 - dice
            for n in range(0, comparisons, share)
        ]
        for visitor in visitors:
            visitor.start()
        for nth, kind_of in enumerate(chosen(site, chance, troubles), 1):
            lasting, calm = chance.uniform(*TROUBLE), chance.uniform(*CALM)
            for _ in range(comparisons * (nth - 1) // troubles, comparisons * nth // troubles):
                permits.release()
            time.sleep(calm if kind_of != "stall" else 0)  # while there is something to write
            seen[kind_of] += 1
            left.note(f"{kind_of}, the {nth}th trouble")
            if kind_of in HOPELESS:
                left.pause()
            trouble(site, chance, kind_of, lasting + (2 * heartbeat if kind_of in FROZEN else 0))
            site.mend()
            left.resume()
        for visitor in visitors:
            visitor.join()
        accepted = {number: slug for visitor in visitors for number, slug in visitor.accepted.items()}
        states = _wait(site, accepted)
        left.stop()
        wrong = [f"an answer was {said}" for visitor in visitors for said in visitor.unexpected]
        wrong += _check(site, accepted, states, comparisons)
        if left.longest.seconds > 2 * heartbeat:
            wrong.append(f"work was left lying for {left.longest.seconds:.1f} s")
        print(
            f"\n{kind}: {len(accepted)} accepted in {time.monotonic() - began:.0f} s, {dict(Counter(states.values()))}"
        )
        print(f"  troubles: {dict(seen)}")
        said = f"{left.longest.what} ({left.longest.during})"
        print(f"  left lying at most {left.longest.seconds:.2f} s, {said}; two heartbeats are {2 * heartbeat:.1f} s")
        for line in wrong[:20]:
            print(f"  WRONG: {line}")
        return not wrong
    finally:
        left.stop()
        site.close()


def _wait(site: Site, accepted: dict[int, str]) -> dict[int, str]:
    """The states of all, when all are over or the time is."""
    until = time.monotonic() + DONE_WITHIN
    states = dict.fromkeys(accepted, "?")
    with httpx.Client(timeout=PATIENCE, trust_env=False, base_url=site.addresses[0]) as client:
        while time.monotonic() < until:
            for number, slug in accepted.items():
                if states[number] not in ("done", "failed"):
                    answer = client.get(f"/api/comparisons/{slug}")
                    states[number] = answer.json()["state"] if answer.status_code == 200 else str(answer.status_code)
            if set(states.values()) <= {"done", "failed", "404"}:
                break
            time.sleep(0.2)
    return states


def _check(site: Site, accepted: dict[int, str], states: dict[int, str], comparisons: int) -> list[str]:
    """What is wrong with what was accepted."""
    wrong = [f"case {number} is {state}" for number, state in states.items() if state != "done"]
    if len(accepted) != comparisons or len(set(accepted.values())) != comparisons:
        wrong.append(f"{len(accepted)} were accepted under {len(set(accepted.values()))} slugs")
    with httpx.Client(timeout=PATIENCE, trust_env=False, base_url=site.addresses[-1]) as client:
        for number, slug in accepted.items():
            result = client.get(f"/api/comparisons/{slug}").json().get("result") or {}
            said = (result.get("left", {}).get("title"), result.get("left", {}).get("text"))
            if said != (f"Case {number}", texts(number)["left"]["text"]):
                wrong.append(f"case {number} has the result of another")
    try:
        kept = site.store.count()
    except StoreFailed:
        kept = -1
    if kept != comparisons:
        wrong.append(f"{kept} are kept where {comparisons} were accepted")
    return wrong


def main() -> int:
    """Exit code 0 where all was well."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("database", nargs="?", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--comparisons", type=int, default=500)
    parser.add_argument("--troubles", type=int, default=20)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--heartbeat", type=float, default=4.0, help="seconds")
    parser.add_argument("--seed", type=int, default=None)
    asked = parser.parse_args()
    seed = secrets.randbelow(1_000_000) if asked.seed is None else asked.seed
    print(f"seed {seed}", flush=True)
    kinds = ("sqlite", "postgresql") if asked.database == "both" else (asked.database,)
    well = []
    for kind in kinds:
        with tempfile.TemporaryDirectory(prefix="cr", ignore_cleanup_errors=True) as folder:
            well.append(
                chaos(
                    kind,
                    Path(folder) / "site",
                    comparisons=asked.comparisons,
                    troubles=asked.troubles,
                    seed=seed,
                    workers=asked.workers,
                    heartbeat=asked.heartbeat,
                )
            )
    return 0 if all(well) else 1


if __name__ == "__main__":
    sys.exit(main())
