"""The scorer must be right before what it says of the product means anything."""

from __future__ import annotations

import pytest

from benchmarks.gold import Case, Json, cases
from benchmarks.scoring import overlay, report, score

LEFT = "Five were hurt. The bridge is closed."
RIGHT = "Seven were hurt. The crossing is shut. It rained."


def side(text: str, statuses: list[str]) -> Json:
    """An article cut after each full stop."""
    sentences, start = [], 0
    for index, status in enumerate(statuses):
        end = text.index(".", start) + 1
        sentences.append({"index": index, "start": start, "end": end, "status": status})
        start = end + 1
    return {"text": text, "sentences": sentences}


def gold(edits: list[Json] | None = None) -> list[Case]:
    """One conflict (five against seven), one full match, one sentence without counterpart."""
    conflict = {"relation": "contradiction", "degree": "clear", "facts": [{"left": "Five", "right": "Seven"}]}
    match = {"relation": "match", "degree": "full"}
    links = [{"left": 0, "right": 0, **conflict}, {"left": 1, "right": 1, **match}]
    articles = {"left": side(LEFT, ["", ""]), "right": side(RIGHT, ["", "", ""])}
    return cases({"id": "pair", "kind": "same event", **articles, "links": links, "edits": edits or []})


def perfect() -> Json:
    """The answer that agrees with the gold in everything."""
    reason = {"kind": "number", "left": [0, 4], "right": [0, 5], "note": ""}
    return {
        "left": side(LEFT, ["contradictory", "matched"]),
        "right": side(RIGHT, ["contradictory", "matched", "unique"]),
        "links": [
            {"left": 0, "right": 0, "relation": "contradiction", "reasons": [reason]},
            {"left": 1, "right": 1, "relation": "match", "reasons": []},
        ],
    }


def figures(answer: Json) -> Json:
    """The figures of one answer to the natural case."""
    (case,) = gold()
    found: Json = report([(case, score(case, answer))])["natural"]
    return found


def test_a_perfect_answer_has_perfect_figures() -> None:
    found = figures(perfect())
    assert found["match"]["F1"] == found["conflict"]["F1"] == found["status"]["accuracy"] == found["reason hit"] == 1
    assert found["false conflicts per pair"] == found["bad offsets"] == found["text changed"] == 0


def test_a_conflict_answered_as_match_is_missed_and_no_false_match() -> None:
    answer = perfect()
    answer["links"][0]["relation"] = "match"
    found = figures(answer)
    assert found["conflict"]["R"] == 0
    assert found["conflict"]["missed as match"] == 1
    assert found["match"]["P"] == 1


def test_a_conflict_between_unlinked_sentences_is_false() -> None:
    answer = perfect()
    answer["links"].append({"left": 1, "right": 2, "relation": "contradiction", "reasons": []})
    found = figures(answer)
    assert found["false conflicts per pair"] == 1
    assert found["conflict"]["P"] == 0.5


def test_a_reason_that_marks_other_words_does_not_hit() -> None:
    answer = perfect()
    answer["links"][0]["reasons"][0]["right"] = [6, 10]  # "were"
    assert figures(answer)["reason hit"] == 0


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (30, len(LEFT) + 1)])
def test_offsets_outside_the_text_or_empty_are_bad(start: int, end: int) -> None:
    answer = perfect()
    answer["left"]["sentences"][1] |= {"start": start, "end": end}
    assert figures(answer)["bad offsets"] == 1


def test_sentences_are_laid_on_those_they_overlap_most() -> None:
    wanted = [{"start": 0, "end": 10}, {"start": 10, "end": 30}]
    assert overlay([{"start": 0, "end": 14}, {"start": 8, "end": 30}, {"start": 40, "end": 50}], wanted) == [0, 1, None]


def test_an_edit_breaks_the_links_of_its_sentence_and_moves_the_offsets_after_it() -> None:
    edit = {"right": 1, "text": "The crossing stays open.", "effect": "contradiction", "breaks": [1], "facts": []}
    natural, edited = gold([edit])
    assert natural.cells[1, 1]["relation"] == "match"
    assert edited.cells[1, 1]["relation"] == "contradiction"
    assert edited.ignore == {(0, 1)}
    last = edited.right["sentences"][2]
    assert edited.right["text"][last["start"] : last["end"]] == "It rained."
