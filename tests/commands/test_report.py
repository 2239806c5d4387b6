"""The report: what it says, in which order, and how it looks on a terminal."""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console

from app.commands.coloured import SIDE_BY_SIDE, WIDEST, show
from app.commands.plain import plain
from app.commands.report import report_of
from app.comparison.types import Article
from tests.commands.pairs_of_news import LEFT, taken

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def drawn(columns: int) -> str:
    """The report as a terminal of that width gets it."""
    stream = io.StringIO()
    show(report_of(taken()), Console(file=stream, width=columns, force_terminal=True, color_system="standard"))
    return stream.getvalue()


def test_findings_come_first_then_what_only_one_says_each_with_its_paragraph() -> None:
    assert (
        plain(report_of(taken()))
        == """\
A  Post · 3 May 2024
B  Times

1 possible conflict · 1 sentence of A told in B · 2 of A and 1 of B without counterpart
Note: This server uses a judge that was not measured with it: take “likely” and “possible” with care.

Conflicts (1)
  ≠? Number · possible
     A ¶2  Officials said 14 people died in the lower town.
     B ¶1  Officials said 20 people died in the lower town.
     14 against 20. This may be an update, if one report is later than the other.

Both say (1)
  =  A ¶2  The dam broke at dawn.
     B ¶2  The dam broke at dawn.

Only in A (2)
  ○  A ¶1  Dam breaks
  ○  A ¶3  A bridge held.

Only in B (1)
  ○  B ¶2  Schools stay shut."""
    )


def test_what_is_drawn_on_a_terminal_says_the_same() -> None:
    words = re.compile(r"[\w¶]+")
    said = words.findall(plain(report_of(taken())))
    assert sorted(words.findall(ESCAPES.sub("", drawn(100)))) == sorted(word for word in said if word != "Note")


@pytest.mark.parametrize("columns", [40, 80, SIDE_BY_SIDE, 140])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    lines = ESCAPES.sub("", drawn(columns)).splitlines()
    assert max(map(len, lines)) <= columns
    assert any(len(line) == columns for line in lines)  # the rules above the sections


def test_a_very_wide_terminal_is_not_filled() -> None:
    assert max(map(len, ESCAPES.sub("", drawn(400)).splitlines())) == WIDEST


def test_a_pair_stands_side_by_side_where_there_is_room() -> None:
    def together(columns: int) -> bool:
        return any("A ¶2" in line and "B ¶1" in line for line in ESCAPES.sub("", drawn(columns)).splitlines())

    assert together(SIDE_BY_SIDE)
    assert not together(SIDE_BY_SIDE - 1)


def test_words_that_clash_are_bold_and_underlined_as_well_as_red() -> None:
    assert re.findall(r"\x1b\[1;4;31m(\S+)\x1b\[0m", drawn(80)) == ["14", "20"]


def test_what_would_move_the_cursor_or_turn_the_writing_round_is_shown_and_not_done() -> None:
    hostile = Article("Dam \x1b[2Jbroke\x07 at \u202edawn on the day.", title="A\x1b]0;x\x07\n\u2066B")
    said = plain(report_of(taken(LEFT, hostile)))
    assert "Dam ␛[2Jbroke␇ at <U+202E>dawn on the day." in said
    assert "B  A␛]0;x␇ <U+2066>B" in said
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said)
