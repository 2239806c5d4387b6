"""The rules that make training sentences: a changed fact really changes, a harmless change really is one."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
import torch

from training import edits
from training.cross_encoder import Example, Row, answer_loss, batches, clashing, right_answers, word_loss
from training.gold import held_out, written_cases
from training.task import (
    ANSWERS,
    CONTRADICTION,
    FULL,
    NEITHER,
    PARTIAL,
    differing,
    gold_clash,
    inferred,
    mixed,
    written_examples,
)

WRITTEN = Path(__file__).parent.parent / "training" / "written"
KINDS = {
    "number", "date", "time", "place", "name", "actor", "outcome", "negation", "cause", "attribution", "order", "other",
}  # fmt: skip


def seeded(seed: int) -> random.Random:
    """Chance that is the same every time."""
    return random.Random(seed)  # noqa: S311 - it guards no secret


def everything(words: str) -> bool:
    """Any words may be changed."""
    return True


@pytest.mark.parametrize(
    ("kind", "text", "lost"),
    [
        ("number", "The flood killed 14 people.", "14"),
        ("day", "The dam burst on Monday.", "Monday"),
        ("name", "The mayor of Orvik resigned.", "Orvik"),
        ("opposite", "Prices rose in the spring.", "rose"),
        ("negation", "The road was closed.", " was closed"),
    ],
)
def test_a_change_takes_the_fact_away(kind: str, text: str, lost: str) -> None:
    new = edits.change(kind, text, seeded(1), everything, ["Halden", "Brask"])
    assert new is not None
    assert new != text
    assert lost not in new


def test_nothing_is_changed_where_the_other_sentence_does_not_say_it() -> None:
    assert edits.change("number", "The flood killed 14 people.", seeded(1), lambda words: False, []) is None


def test_two_names_change_places() -> None:
    new = edits.exchanged_names("Then Halden accused Brask of lying.", seeded(1), everything)
    assert new == "Then Brask accused Halden of lying."


@pytest.mark.parametrize("seed", range(6))
def test_a_bound_is_still_true_of_the_number(seed: int) -> None:
    new = edits.bounded("The storm left 1487 homes dark.", seeded(seed))
    assert new is not None
    number = int(new.split(" homes")[0].split()[-1].replace(",", ""))
    if "than" in new or "least" in new:
        assert number <= 1487
    else:
        assert abs(number - 1487) <= 500


def test_batches_hold_every_example_once_and_no_more_tokens_than_allowed() -> None:
    chance = seeded(4)
    rows = [Row([0] * chance.randint(4, 90), [0], [0.0]) for _ in range(500)]
    made = batches(rows, tokens=512, seed=1)
    assert sorted(n for batch in made for n in batch) == list(range(500))
    assert all(len(batch) * max(len(rows[n].ids) for n in batch) <= 512 for batch in made)


def test_our_own_groups_name_words_that_stand_in_their_sentences() -> None:
    files = sorted((WRITTEN / "groups").glob("*.jsonl"))
    groups = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    assert len(groups) > 500
    for group in groups:
        for clash in group["against"]:
            assert clash["kind"] in KINDS
            assert clash["base_words"] in group["base"]
            assert clash["text_words"] in clash["text"]


def test_our_own_groups_give_examples_of_every_answer() -> None:
    found = list(written_examples(WRITTEN / "groups"))
    assert {example.answer for example in found} == set(range(len(ANSWERS)))
    assert sum(example.answer == CONTRADICTION for example in found) > 5_000
    assert sum(example.answer == FULL for example in found) > 1_000


def test_an_edit_of_our_own_pairs_breaks_what_it_says_it_breaks() -> None:
    found = list(written_cases(WRITTEN / "pairs"))
    published = {case.id: case for case in found if not case.edited}
    assert len(published) == len(list((WRITTEN / "pairs").glob("*.json")))
    # Those whose names begin with n report two events, which nothing can make contradict each other.
    apart = {name for name in published if name.startswith("n")}
    assert len(apart) == 40
    assert {case.id for case in found if case.edited} == set(published) - apart
    assert {link["relation"] for name in apart for link in published[name].cells.values()} == {"match"}
    for edited in (case for case in found if case.edited):
        natural = published[edited.id]
        assert natural.left == edited.left
        assert {n for n, text in enumerate(edited.right) if text != natural.right[n]} == edited.changed
        clashes = {cell for cell, link in edited.cells.items() if link["relation"] == "contradiction"}
        assert not clashes & edited.ignored
        assert {cell for cell in clashes if cell not in natural.cells} <= {
            (left, right) for left in range(len(edited.left)) for right in edited.changed
        }


def test_two_edits_of_one_sentence_make_two_cases(tmp_path: Path) -> None:
    clash = {"right": 0, "text": "Nine died.", "effect": "contradiction", "breaks": [0], "facts": []}
    other = {"right": 1, "text": "Rain fell.", "effect": "same"}
    harmless = {"right": 0, "text": "Two people died.", "effect": "same"}
    link = {"left": 0, "right": 0, "relation": "match", "degree": "full"}
    pair = {"id": "one", "left": ["Two died."], "right": ["Two dead.", "It rained."], "links": [link]}
    (tmp_path / "one.json").write_text(json.dumps(pair | {"edits": [clash, other, harmless]}), encoding="utf-8")
    natural, first, second = written_cases(tmp_path)
    assert natural.right == ("Two dead.", "It rained.")
    assert first.right == ("Nine died.", "Rain fell.")
    assert first.cells[0, 0]["relation"] == "contradiction"
    assert second.right == ("Two people died.", "It rained.")
    assert second.cells[0, 0]["relation"] == "match"


def test_about_a_quarter_of_the_article_pairs_is_held_out_always_the_same() -> None:
    names = [f"pair-{n}" for n in range(400)]
    kept = [name for name in names if held_out(name)]
    assert 60 < len(kept) < 140
    assert kept == [name for name in names if held_out(name)]


def test_the_words_that_a_change_put_in_place_of_others_are_known_on_both_sides() -> None:
    before, after = "The flood killed 14 people in Orvik.", "The flood killed 40 people in Orvik."
    assert differing(before, after) == (((17, 19),), ((17, 19),))


def test_a_word_that_was_only_added_tells_nothing_of_the_side_that_lacks_it() -> None:
    assert differing("The road was closed.", "The road was not closed.") == (None, ((13, 16),))


def test_a_gold_contradiction_marks_the_words_that_its_facts_name_where_they_stand() -> None:
    cell = {"facts": [{"kind": "number", "left": "14 people", "right": "nobody"}, {"left": "Orvik", "right": "Brask"}]}
    first, second = "The flood killed 14 people.", "The flood in Brask killed nobody."
    assert gold_clash(cell, first, second) == (((17, 26),), ((13, 18), (26, 32)))


def test_a_pair_that_is_turned_takes_its_words_along() -> None:
    example = Example("A", "B", 2, 0.5, (((0, 1),), None))
    assert example.turned() == Example("B", "A", 2, 0.5, (None, ((0, 1),)))
    assert example.turned().turned() == example


def test_words_of_which_nothing_is_known_cost_nothing() -> None:
    rows = [Row([1, 2, 3], [0, 0, 1], [0.0, 1.0, -1.0]), Row([1, 2], [0, 1], [-1.0, -1.0])]
    marks = clashing(rows)
    assert marks.tolist() == [[0.0, 1.0, -1.0], [-1.0, -1.0, -1.0]]
    right = torch.tensor([[-9.0, 9.0, 9.0], [9.0, 9.0, 9.0]])
    wrong = torch.tensor([[9.0, -9.0, 9.0], [9.0, 9.0, 9.0]])
    assert word_loss(right, marks)[0] < 0.001 < 1 < word_loss(wrong, marks)[0]
    assert word_loss(wrong, marks)[1] == 0


def test_the_loss_of_one_right_answer_is_cross_entropy() -> None:
    logits = torch.tensor([[2.0, 0.5, -1.0, 0.0], [0.1, 0.2, 0.3, 0.4]])
    right = right_answers([Example("a", "b", 2), Example("a", "b", 0)], 4)
    expected = torch.nn.functional.cross_entropy(logits, torch.tensor([2, 0]), reduction="none", label_smoothing=0.1)
    assert torch.allclose(answer_loss(logits, right, smoothing=0.1), expected)


def test_where_two_answers_may_be_right_the_loss_does_not_choose_between_them() -> None:
    right = right_answers([Example("a", "b", FULL, also=PARTIAL)] * 2, 4)
    told = answer_loss(torch.tensor([[9.0, 0.0, 0.0, 0.0], [0.0, 9.0, 0.0, 0.0]]), right, smoothing=0.0)
    assert torch.allclose(told[0], told[1])
    wrong = answer_loss(torch.tensor([[0.0, 0.0, 9.0, 0.0]]), right[:1], smoothing=0.0)
    assert told[0] < 0.01 < 8 < wrong[0]


def test_an_inference_pair_says_no_more_in_our_answers_than_it_tells() -> None:
    told = [inferred(Example("a", "b", answer)) for answer in range(3)]  # entailment, neutral, contradiction
    assert [{e.answer, e.also} for e in told] == [{FULL, PARTIAL}, {NEITHER, PARTIAL}, {CONTRADICTION, None}]


def test_the_mix_shows_all_of_ours_in_both_passes_and_the_public_pairs_once() -> None:
    ours = [Example(f"claim {n}", f"told {n}", answer) for answer in range(4) for n in range(5)]
    made = mixed(ours, [Example(f"premise {n}", "more", 0) for n in range(6)], [Example("same", "so", 0)])
    half = len(made) // 2
    for passed in (made[:half], made[half:]):
        assert {e.answer for e in passed} >= {FULL, PARTIAL, CONTRADICTION, NEITHER}
        assert (
            len({frozenset((e.first, e.second)) for e in passed} & {frozenset((e.first, e.second)) for e in ours}) == 5
        )
    assert sum(e.also == PARTIAL for e in made) == 6
    assert all(e.first.startswith("premise") for e in made if e.also == PARTIAL)
