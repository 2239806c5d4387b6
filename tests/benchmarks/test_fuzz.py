"""The fuzzing itself: every target takes what it is given, and a broken promise is found and made small."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st

from benchmarks.fuzz import attempt
from benchmarks.fuzz_targets import TARGETS


@pytest.mark.parametrize("name", TARGETS)
def test_every_promise_holds_for_the_first_inputs(name: str) -> None:
    tried = []
    assert attempt(*TARGETS[name], seed=1, tried=lambda: tried.append(name), most=3) == ""
    assert tried


def test_a_broken_promise_is_told_by_its_smallest_input() -> None:
    def breaks(text: str) -> None:
        if len(text) > 2:
            raise ValueError("too long")

    said = attempt(breaks, st.text(), seed=1, most=200)
    assert said.startswith("'000'\n")
    assert "too long" in said
