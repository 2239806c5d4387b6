"""Boosted decision trees as plain numbers, all of them asked about many pairs at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.comparison.types import Floats

ROWS = 512  # pairs that go through the trees at once: 200 trees' worth of them stays within a core's cache
LEAVES = 16  # of a tree, at most: bits of a number; the trees are four levels deep


@dataclass(frozen=True, slots=True)
class Tree:
    """A decision tree as columns over its nodes, the root first; `left` of a leaf is the leaf itself."""

    feature: tuple[int, ...]
    threshold: tuple[float, ...]  # go left where the evidence is at most this
    left: tuple[int, ...]
    right: tuple[int, ...]
    value: tuple[float, ...]  # log odds that a leaf adds


def _leaves_in_order(tree: Tree) -> list[int]:
    """The nodes that are leaves, from left to right. Raises ValueError where there are more than LEAVES."""
    ends, below = [], [0]
    while below:
        node = below.pop()
        if tree.left[node] == node:
            ends.append(node)
        else:
            below += [tree.right[node], tree.left[node]]
    if len(ends) > LEAVES:
        raise ValueError(f"A tree has {len(ends)} leaves; {LEAVES} is the most.")
    return ends


def _left_out(tree: Tree, ends: list[int]) -> Iterator[tuple[int, int]]:
    """Each node that is no leaf, and the bits of the leaves that are not below it on the left."""
    bits = {end: 1 << at for at, end in enumerate(ends)}

    def below(node: int) -> int:
        return bits[node] if node in bits else below(tree.left[node]) | below(tree.right[node])

    for node, left in enumerate(tree.left):
        if node not in bits:
            yield node, np.iinfo(np.uint16).max & ~below(left)


@dataclass(frozen=True)  # without slots, for what is worked out once from the trees
class Trees:
    """Boosted decision trees over named evidence; each leaf adds to the log odds."""

    names: tuple[str, ...]
    bias: float
    trees: tuple[Tree, ...]

    def log_odds(self, evidence: Floats, names: tuple[str, ...]) -> NDArray[np.float64]:
        """(n,) log odds for (n, len(names)) evidence. Raises ValueError where the trees read no such column."""
        table = evidence[:, [names.index(name) for name in self.names]].astype(np.float64)
        odds: NDArray[np.float64] = np.full(len(table), self.bias)
        for at in range(0, len(table), ROWS):
            odds[at : at + ROWS] += self._leaves(table[at : at + ROWS]).sum(axis=1)
        return odds

    def _leaves(self, table: NDArray[np.float64]) -> NDArray[np.float64]:
        """(n, trees) what each tree adds for each row.

        After QuickScorer (Lucchese et al., SIGIR 2015): the leaves of a tree are bits, the leftmost first. A row goes
        right at a node, and not to a leaf left of it, where its evidence is above the threshold, wherever else it goes.
        The first leaf that all such nodes leave is its own.
        """
        values, splits = self._split
        still = np.full((len(table), len(self.trees)), np.iinfo(np.uint16).max, dtype=np.uint16)
        for column, (thresholds, leave) in splits.items():
            still &= leave.take(np.searchsorted(thresholds, table[:, column]), axis=0)
        return values.take(self._first_bit.take(still) + LEAVES * np.arange(len(self.trees)))

    @cached_property
    def _first_bit(self) -> NDArray[np.uint8]:
        """The place of the lowest bit that is set, for every number of LEAVES bits but 0, which has none."""
        numbers = np.arange(1 << LEAVES)
        places: NDArray[np.uint8] = np.log2(np.maximum(numbers & -numbers, 1)).astype(np.uint8)
        return places

    @cached_property
    def _split(self) -> tuple[NDArray[np.float64], dict[int, tuple[NDArray[np.float64], NDArray[np.uint16]]]]:
        """The (trees * LEAVES,) values of leaves, and for each column of evidence that is read its sorted thresholds
        and the (thresholds + 1, trees) leaves that are left where so many of them are below."""
        values = np.zeros(len(self.trees) * LEAVES)
        nodes: dict[int, list[tuple[float, int, int]]] = {}
        for n, tree in enumerate(self.trees):
            ends = _leaves_in_order(tree)
            values[n * LEAVES : n * LEAVES + len(ends)] = [tree.value[end] for end in ends]
            for node, leave in _left_out(tree, ends):
                nodes.setdefault(tree.feature[node], []).append((tree.threshold[node], n, leave))
        splits = {}
        for column, found in nodes.items():
            found.sort()
            leaves = np.full((len(found) + 1, len(self.trees)), np.iinfo(np.uint16).max, dtype=np.uint16)
            for at, (_, n, leave) in enumerate(found):
                leaves[at + 1 :, n] &= np.uint16(leave)
            splits[column] = np.array([threshold for threshold, _, _ in found]), leaves
        return values, splits

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> Trees:
        """From JSON types. Raises KeyError."""
        columns = ("feature", "threshold", "left", "right", "value")
        trees = tuple(Tree(*(tuple(tree[column]) for column in columns)) for tree in document["trees"])
        return cls(tuple(document["names"]), document["bias"], trees)
