"""What to look at before pasted texts are compared; the start page's scripts are held to the same cases."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.articles.doubts import doubts
from tests.processes import ROOT

CASES: list[dict[str, Any]] = json.loads((ROOT / "tests" / "doubt_cases.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[f"{case['left'][-20:]} and {case['right'][-20:]}" for case in CASES])
def test_what_looks_wrong_is_said_of_the_text_it_is_in(case: dict[str, Any]) -> None:
    assert [list(said) for said in doubts(case["left"], case["right"])] == case["said"]
