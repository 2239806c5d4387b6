"""Many trees asked at once answer as one walks down each of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.comparison.trees import LEAVES, Tree, Trees

NAMES = ("similarity", "rare", "overlap_min")
STUMP = Tree(feature=(0, 0, 0), threshold=(0.5, 0, 0), left=(1, 1, 2), right=(2, 1, 2), value=(0, -2, 2))
numbers = st.sampled_from((-1.5, 0.0, 0.25, 0.5, 1.0, 7.0))  # few, so that evidence often stands at a threshold


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Any of at most LEAVES leaves, a node before what is below it."""
    left, right = [0], [0]
    feature, threshold, value = [0], [0.0], [draw(numbers)]
    for _ in range(draw(st.integers(0, LEAVES - 1))):
        node = draw(st.sampled_from([n for n, below in enumerate(left) if below == n]))
        left[node], right[node] = len(left), len(left) + 1
        feature[node], threshold[node] = draw(st.integers(0, len(NAMES) - 1)), draw(numbers)
        for _ in range(2):
            left.append(len(left))
            right.append(len(right))
            feature.append(0)
            threshold.append(0.0)
            value.append(draw(numbers))
    return Tree(tuple(feature), tuple(threshold), tuple(left), tuple(right), tuple(value))


def _walked(tree: Tree, row: list[float]) -> float:
    node = 0
    while tree.left[node] != node:
        node = (tree.left if row[tree.feature[node]] <= tree.threshold[node] else tree.right)[node]
    return tree.value[node]


@settings(deadline=None)
@given(
    forest=st.lists(trees(), max_size=6),
    bias=numbers,
    rows=st.lists(st.lists(numbers, min_size=len(NAMES), max_size=len(NAMES)), min_size=1, max_size=9),
)
def test_each_row_gets_what_one_finds_who_walks_down_every_tree(
    forest: list[Tree], bias: float, rows: list[list[float]]
) -> None:
    found = Trees(NAMES, bias, tuple(forest)).log_odds(np.array(rows, dtype=np.float32), NAMES)
    assert found.tolist() == pytest.approx([bias + sum(_walked(tree, row) for tree in forest) for row in rows])


def test_they_find_their_columns_by_name() -> None:
    evidence = np.array([[9, 0.5], [9, 0.6]], np.float32)
    found = Trees(("similarity",), 0.25, (STUMP, STUMP)).log_odds(evidence, ("rare", "similarity"))
    assert found.tolist() == [-3.75, 4.25]


def test_more_leaves_than_there_are_bits_are_an_error() -> None:
    nodes = range(2 * LEAVES + 1)  # each but the leaves has the next on its left, and a leaf on its right
    left = tuple(n + 1 if n < LEAVES else n for n in nodes)
    right = tuple(2 * LEAVES - n if n < LEAVES else n for n in nodes)
    zeros = (0,) * len(nodes)
    with pytest.raises(ValueError, match="17 leaves"):
        Trees(NAMES, 0.0, (Tree(zeros, zeros, left, right, zeros),)).log_odds(np.zeros((1, 3), np.float32), NAMES)
