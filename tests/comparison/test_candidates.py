"""Which pairs are judged."""

from __future__ import annotations

import numpy as np

from app.comparison.candidates import NEAREST, content_words, find_candidates, rare_overlap
from app.comparison.types import Floats


def _rows(*rows: tuple[float, ...]) -> Floats:
    table = np.array(rows, dtype=np.float32)
    unit: Floats = table / np.linalg.norm(table, axis=1, keepdims=True)
    return unit


def test_no_pair_comes_from_an_empty_side() -> None:
    assert find_candidates([], ["A bridge fell."], np.zeros((0, 2), np.float32), _rows((1, 0))) == ()


def test_every_pair_of_two_short_articles_that_speak_of_one_thing_is_judged() -> None:
    found = find_candidates(["The bridge fell.", "Two died."], ["A bridge fell."], _rows((1, 0), (1, 1)), _rows((1, 0)))
    assert [(c.left, c.right) for c in found] == [(0, 0), (1, 0)]
    assert [round(c.similarity, 3) for c in found] == [1.0, 0.707]
    assert [c.right_rank for c in found] == [1, 2]


def test_a_pair_that_shares_neither_meaning_nor_words_is_not_judged() -> None:
    assert find_candidates(["The bridge fell."], ["Cats sleep."], _rows((1, 0)), _rows((0, 1))) == ()


def test_a_sentence_keeps_only_its_nearest_from_its_own_side() -> None:
    many = NEAREST * 3
    left = [f"Sentence {n}." for n in range(many)]
    rows = _rows(*((1.0, n / 100) for n in range(many)))
    pairs = find_candidates(left, left, rows, rows)
    assert len(pairs) < many * many
    for n in range(many):
        assert sum(c.left == n and c.left_rank <= NEAREST for c in pairs) == NEAREST


def test_exchanging_the_sides_exchanges_the_pairs() -> None:
    chance = np.random.default_rng(3)
    left = [f"Word{n % 5} and {n} others." for n in range(30)]
    right = [f"Others of word{n % 7} were {n}." for n in range(25)]
    rows = [chance.normal(size=(len(side), 8)).astype(np.float32) for side in (left, right)]
    unit = [table / np.linalg.norm(table, axis=1, keepdims=True) for table in rows]
    there = {(c.left, c.right) for c in find_candidates(left, right, unit[0], unit[1])}
    back = {(c.right, c.left) for c in find_candidates(right, left, unit[1], unit[0])}
    assert there == back


def test_a_rare_word_that_both_use_weighs_more_than_a_common_one() -> None:
    left = ["The police said Quennell fled.", "The police said nothing."]
    right = ["The police asked about Quennell.", "The police slept.", "The police left."]
    overlap = rare_overlap(left, right)
    assert overlap[0, 0] > overlap[1, 1]
    assert overlap.max() <= 1.0001


def test_words_are_compared_without_case_and_common_endings() -> None:
    assert content_words("Warned Officials' warnings") >= {"warn"}
    assert "12" in content_words("In 12 days")
