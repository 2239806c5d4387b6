"""The table: read by the csv module, and disarmed for spreadsheets, whatever an article holds."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.exports.csv_table import BEGINS_FORMULA, COLUMNS, SKIPPED, disarm, render
from tests.exports.comparisons import taken, traps

ISSUE = ["left_index", "left_sentence", "right_index", "right_sentence", "relation", "degree", "band", "confidence",
         "similarity", "reasons"]  # fmt: skip
# Words of an article and what spreadsheets act on, so that few examples hit what matters.
CELLS = st.text(st.sampled_from("ab ;\t\r\n\"',=+-@＝＠\xa0\ufeff") | st.characters(codec="utf-8"), max_size=40)


def armed(text: str) -> bool:
    """Whether a spreadsheet could take any part of a cell for a formula, however it parts its cells."""
    return any(
        cell.lstrip("".join(SKIPPED - {"'"}))[:1] in BEGINS_FORMULA for cell in re.split("[;\t\r\n]", text) if cell
    )


def undone(text: str) -> str:
    """The text before it was disarmed: an apostrophe stands before each sign that could begin a formula."""
    pieces: list[str] = []
    edge = True
    for character in text:
        if edge and character in BEGINS_FORMULA:
            assert pieces.pop() == "'"
        pieces.append(character)
        edge = character in ";\t\r\n" or (edge and character in SKIPPED)
    return "".join(pieces)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("-5 degrees", "'-5 degrees"),
        (' "=1+1"', ' "\'=1+1"'),
        ("so; =1+1", "so; '=1+1"),
        ("two\n- lines", "two\n'- lines"),
        ("'=quoted", "''=quoted"),
        ("5-4 at home; all well", "5-4 at home; all well"),
        ("＝SUM(A1)", "'＝SUM(A1)"),
    ],
)
def test_what_could_begin_a_formula_gets_an_apostrophe(text: str, safe: str) -> None:
    assert disarm(text) == safe


@settings(max_examples=200, deadline=None)
@given(CELLS)
def test_no_cell_begins_a_formula_however_cells_are_parted(text: str) -> None:
    assert not armed(disarm(text))


@settings(max_examples=200, deadline=None)
@given(CELLS)
def test_what_was_disarmed_can_be_told_from_what_was_written(text: str) -> None:
    assert undone(disarm(text)) == text


@settings(max_examples=200, deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=5))
def test_any_cells_are_read_back_as_they_were(cells: list[str]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written).writerow([disarm(cell) for cell in cells])
    (row,) = csv.reader(io.StringIO(written.getvalue(), newline=""))
    assert [undone(cell) for cell in row] == cells


def test_the_table_has_a_row_for_each_link_and_says_what_made_it() -> None:
    comparison = traps()
    content = render(taken(comparison)).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content, newline="")))
    assert list(rows[0])[: len(ISSUE)] == ISSUE
    assert [row for row in rows if None in row or None in row.values()] == []
    for row, link in zip(rows, comparison.links, strict=False):
        assert undone(row["left_sentence"]) == comparison.left.sentences[link.left].text
        assert undone(row["right_sentence"]) == comparison.right.sentences[link.right].text
        assert (float(row["confidence"]), float(row["similarity"])) == (link.confidence, link.similarity)
    made = {(row["made"], row["version"], row["encoder"], row["judge"], row["left_sha256"]) for row in rows}
    assert made == {("2024-05-03T12:00:00Z", "1.2", "an-encoder@1", "a-judge@2", comparison.provenance.text_sha256[0])}
    assert rows[0]["reasons"] == "number: =14 against 20; place"
    assert rows[0]["may_be_update"] == "true"


def test_what_readers_say_stands_in_the_row_of_its_pair_or_in_one_of_its_own() -> None:
    shown = taken(traps())
    rows = list(csv.DictReader(io.StringIO(render(shown).decode("utf-8-sig"), newline="")))
    assert rows[0]["verdicts"] == "maker: no_contradiction (=another | *bridge*)"
    assert len(rows) == len(shown.comparison.links) + 1
    assert (rows[-1]["relation"], rows[-1]["verdicts"]) == ("", "reader: contradiction")
    assert (int(rows[-1]["left_index"]), int(rows[-1]["right_index"])) == (
        shown.verdicts[1].left,
        shown.verdicts[1].right,
    )


def test_no_cell_of_any_column_is_armed() -> None:
    rows = csv.reader(io.StringIO(render(taken(traps())).decode("utf-8-sig"), newline=""))
    numbers = {COLUMNS.index("similarity")}  # may be below zero, and is a number
    for row in rows:
        assert not any(armed(cell) for column, cell in enumerate(row) if column not in numbers)
