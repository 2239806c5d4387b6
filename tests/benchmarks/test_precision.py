"""What the shipped arithmetic costs in F1."""

from __future__ import annotations

from benchmarks.precision import lost_of


def test_what_is_lost_is_above_zero_where_float32_is_better() -> None:
    shipped, exact = {"match": 0.65, "conflict": 0.2}, {"match": 0.656, "conflict": 0.19}
    assert lost_of(shipped, exact) == {"match": 0.006, "conflict": -0.01}
