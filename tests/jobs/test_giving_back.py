"""Memory that was freed goes back to the system."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from app.jobs.giving_back import give_back


def resident() -> int:
    """Kilobytes that this process holds."""
    [line] = [line for line in Path("/proc/self/status").read_text("ascii").splitlines() if line.startswith("VmRSS")]
    return int(line.split()[1])


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc, and the C library of GNU")
def test_freed_pieces_between_those_that_stay_are_given_back() -> None:
    # Small enough to come from the heap; every hundredth stays, so that its end cannot simply be cut off.
    pieces = [bytes(10_000) for _ in range(10_000)]
    kept = pieces[::100]
    pieces.clear()
    before = resident()
    give_back()
    assert resident() < before - 50_000
    assert len(kept) == 100
