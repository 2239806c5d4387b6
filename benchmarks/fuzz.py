"""Tries every parser, the pipeline and the web: `python -m benchmarks.fuzz [--seconds 60] [--only NAME] [--seed N]`.

Hypothesis makes the inputs (benchmarks/fuzz_targets.py has the promises), and makes one that breaks a promise small.
Each round gives every target some; the seed of a round is printed, and `--seed` repeats it. Ends with 1 where a promise
was broken.
"""

from __future__ import annotations

import argparse
import secrets
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

import hypothesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from benchmarks.fuzz_targets import TARGETS

AT_ONCE = 100  # inputs of a target in a round: some seconds, but for files


def main() -> int:
    """Try until the time is over."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=float, default=60.0)
    asked.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000))
    asked.add_argument("--only", choices=sorted(TARGETS), action="append")
    chosen = asked.parse_args()
    tried: Counter[str] = Counter()
    broken: dict[str, str] = {}
    until, seed = time.monotonic() + chosen.seconds, chosen.seed
    while time.monotonic() < until:
        for name in chosen.only or TARGETS:
            if name not in broken and time.monotonic() < until:
                said = attempt(*TARGETS[name], seed=seed, tried=partial(tried.update, (name,)))
                if said:
                    broken[name] = said
                    print(f"{name}, seed {seed}:\n{said}\n", flush=True)
        seed += 1
    print(", ".join(f"{name} {number:,}" for name, number in tried.items()))
    print(f"seeds {chosen.seed} to {seed - 1}; broken: {', '.join(broken) or 'none'}")
    return int(bool(broken))


def as_test(target: Callable[[Any], None], inputs: st.SearchStrategy[Any]) -> Any:
    """What Hypothesis can be asked for one input at a time, see fuzz_guided.py."""

    @settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(inputs)
    def once(made: Any) -> None:
        target(made)

    return once


def attempt(
    target: Callable[[Any], None],
    inputs: st.SearchStrategy[Any],
    *,
    seed: int,
    tried: Callable[[], None] = lambda: None,
    most: int = AT_ONCE,
) -> str:
    """Give `target` as many as `most` inputs; the smallest that breaks it, with where it broke, or nothing."""

    @hypothesis.seed(seed)
    @settings(
        max_examples=most,
        deadline=None,
        database=None,
        print_blob=False,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(inputs)
    def once(made: Any) -> None:
        tried()
        last[:] = [made]
        target(made)

    last: list[Any] = []
    try:
        once()
    except Exception:  # noqa: BLE001 - whatever it is, it is what was looked for
        return f"{last[0]!r:.2000}\n{traceback.format_exc(limit=-6)}"
    return ""


if __name__ == "__main__":
    sys.exit(main())
