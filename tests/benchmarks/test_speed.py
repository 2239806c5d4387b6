"""What speed is measured on must be what it says it is."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from app.comparison.sentences import split
from benchmarks.growth_plot import plot
from benchmarks.speed_texts import edited, from_folder, pair


def _words(text: str) -> int:
    return len(text.split())


@pytest.mark.parametrize("words", [250, 1000, 5000])
def test_invented_reports_are_as_long_as_was_asked_within_a_paragraph(words: int) -> None:
    for text in pair(words, seed=3):
        assert words <= _words(text) < words + 120


def test_the_same_seed_gives_the_same_reports_and_another_others() -> None:
    assert pair(400, seed=1) == pair(400, seed=1)
    assert pair(400, seed=1)[0] != pair(400, seed=2)[0]


def test_the_two_reports_are_worded_otherwise_but_tell_partly_of_the_same() -> None:
    left, right = ({sentence.text for sentence in split(text)} for text in pair(1000, seed=1))
    assert len(left & right) < len(left) / 4
    numbers = [{word for text in side for word in text.split() if word[0].isdigit()} for side in (left, right)]
    assert len(numbers[0] & numbers[1]) > len(numbers[0]) / 4


def test_an_edit_changes_one_sentence() -> None:
    left, _ = pair(500, seed=1)
    before, after = ([sentence.text for sentence in split(text)] for text in (left, edited(left, seed=1)))
    assert len(before) == len(after)
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


def test_texts_of_a_folder_are_taken_left_and_right_in_turn(tmp_path: Path) -> None:
    for n, text in enumerate(["One two.\n\nThree four.", "Five six seven.", "Eight nine."]):
        (tmp_path / f"{n}.txt").write_text(text, encoding="utf-8")
    assert from_folder(tmp_path, 3) == ("One two.\n\nThree four.", "Five six seven.")
    with pytest.raises(ValueError, match="do not make two articles"):
        from_folder(tmp_path, 100)


def test_the_plot_has_a_point_for_each_length() -> None:
    drawn = ElementTree.fromstring(plot([(250, 0.1), (1000, 0.5), (20_000, 14.0)]))  # noqa: S314 - our own
    circles = [part for part in drawn.iter() if part.tag.endswith("circle")]
    assert len(circles) == 3
    assert [float(circle.attrib["cx"]) for circle in circles] == sorted(float(c.attrib["cx"]) for c in circles)
