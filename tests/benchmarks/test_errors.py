"""What is told of errors must be there: every wrong cell once, and each kind of conflict with what was found of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import errors
from benchmarks.gold import Json

LEFT = "Five were hurt. The bridge is closed."
RIGHT = "Seven were hurt. The crossing is shut."


def _side(text: str) -> Json:
    end = text.index(".") + 1
    return {"text": text, "sentences": [{"start": 0, "end": end}, {"start": end + 1, "end": len(text)}]}


def _answer(*links: Json) -> Json:
    sides = {name: _side(text) for name, text in (("left", LEFT), ("right", RIGHT))}
    for side in sides.values():
        for sentence in side["sentences"]:
            sentence["status"] = "unique"
    return {**sides, "links": [{"reasons": [], "confidence": 0.9, "degree": "full", **link} for link in links]}


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A folder with one gold pair (a conflict and a match), and an empty one for answers."""
    gold, answers = tmp_path / "gold", tmp_path / "answers"
    gold.mkdir()
    answers.mkdir()
    facts = [{"kind": "number", "left": "Five", "right": "Seven"}]
    links = [
        {"left": 0, "right": 0, "relation": "contradiction", "degree": "clear", "facts": facts},
        {"left": 1, "right": 1, "relation": "match", "degree": "full"},
    ]
    pair = {"id": "pair", "kind": "same event", "left": _side(LEFT), "right": _side(RIGHT), "links": links, "edits": []}
    (gold / "pair.json").write_text(json.dumps(pair), encoding="utf-8")
    return gold, answers


def _read(folders: tuple[Path, Path], *links: Json) -> list[errors.Answered]:
    gold, answers = folders
    (answers / "pair.natural.json").write_text(json.dumps(_answer(*links)), encoding="utf-8")
    return errors.read(answers, gold)


def test_a_conflict_taken_for_a_match_is_told_with_its_kind_and_its_words(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    cases = _read(folders, {"left": 0, "right": 0, "relation": "match"}, {"left": 1, "right": 1, "relation": "match"})
    assert errors.confusion(cases) == {("contradiction", "match"): 1, ("match", "match"): 1}
    assert errors.by_kind(cases) == {"number": (0, 1)}
    [(_, _, cell)] = errors.worst(cases)
    assert cell == (0, 0)
    gold, answers = folders
    errors.main([str(gold), "--answers", str(answers)])
    printed = capsys.readouterr().out
    assert "Seven were hurt." in printed
    assert "The bridge is closed." not in printed


def test_an_answer_that_is_all_right_has_no_errors(folders: tuple[Path, Path]) -> None:
    right = {"left": 0, "right": 0, "relation": "contradiction"}, {"left": 1, "right": 1, "relation": "match"}
    cases = _read(folders, *right)
    assert errors.worst(cases) == []
    assert errors.by_kind(cases) == {"number": (1, 1)}


def test_a_conflict_that_is_none_comes_before_a_match_that_is_none(folders: tuple[Path, Path]) -> None:
    wrong = {"left": 0, "right": 1, "relation": "match"}, {"left": 1, "right": 0, "relation": "contradiction"}
    found = [cell for _, _, cell in errors.worst(_read(folders, *wrong))]
    assert found == [(1, 0), (0, 1), (0, 0), (1, 1)]
