"""The count of false conflicts on reports of two events."""

from __future__ import annotations

from benchmarks.two_events import Told, report


def test_every_conflict_is_shown_and_counted_with_the_pairs_that_have_one() -> None:
    conflicts = ("Six were hurt.", "Nine were hurt.", 0.61), ("It rained.", "It was dry.", 0.55)
    shown = report([Told("fires", 2, conflicts), Told("storms", 3, ())])
    assert "Nine were hurt." in shown
    assert shown.endswith("2 pairs, 5 matches, 2 false conflicts in 1 of them")
