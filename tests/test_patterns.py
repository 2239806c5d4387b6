"""Every regular expression of ours takes work that grows with a text's length, and no faster, whatever the text."""

from __future__ import annotations

import re

import pytest

from tests.patterns import Found, hostile, our_patterns
from tests.steps import Counted, steps

SHORT = 80  # characters: enough that n * n is far from n, few enough for an engine in Python
FEW = 20  # steps a character, up to which nothing needs a second look
MOST = 2.8  # times as many steps for twice the text; 2 is linear, 4 is quadratic
# Asked of a few letters around the end of a sentence only, however long the text is.
OF_A_WINDOW = {"_ELLIPSIS": "app/comparison/boundaries.py cuts TOKEN characters out"}
FOUND = our_patterns()


def growth(found: Found) -> float:
    """How many times as many steps the worst text takes that is twice as long; 0 where all take few."""
    if not found.repeats:
        return 0.0
    most = SHORT * SHORT * 4
    counts = [steps(found.pattern, text, most=most, anchored=found.anchored) for text in hostile(found.pattern, SHORT)]
    worst = max(range(len(counts)), key=counts.__getitem__)
    if counts[worst] <= FEW * SHORT:
        return 0.0
    longer = list(hostile(found.pattern, 2 * SHORT))[worst]
    return steps(found.pattern, longer, most=4 * most, anchored=found.anchored) / counts[worst]


def test_no_pattern_of_ours_takes_more_than_its_share_on_hostile_text() -> None:
    slow = {found.place: growth(found) for found in FOUND if found.name not in OF_A_WINDOW}
    assert {place: times for place, times in slow.items() if times > MOST} == {}
    assert len(FOUND) > 90
    assert {found.name for found in FOUND} >= OF_A_WINDOW.keys()


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"\s+\n", r"(?:<!--.*?-->)*<html", r"(a|aa)*b", r"\S+@\S+\."])
def test_a_pattern_that_does_is_found(pattern: str) -> None:
    assert growth(Found("here", "", re.compile(pattern), anchored=False)) > MOST


def test_the_steps_are_counted_on_the_way_that_python_takes() -> None:
    for found in FOUND:
        for text in list(hostile(found.pattern, 8))[:40]:
            wanted = [one.span() for one in found.pattern.finditer(text)]
            assert Counted(found.pattern).spans(text, most=100_000) == wanted, (found.place, text)
