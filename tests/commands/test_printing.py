"""What is printed, where it goes to a terminal and where it does not: real pseudo-terminals and pipes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.exports.formats import FORMATS
from tests.commands.pairs_of_news import taken
from tests.processes import environment
from tests.terminal import on_terminal

PROGRAM = (sys.executable, "-m", "tests.commands.pairs_of_news")


def on_a_terminal(folder: Path, colour: str, **variables: str) -> str:
    quiet = {name: value for name, value in environment(folder).items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    code, printed = on_terminal((*PROGRAM, "text", colour), env={**quiet, "TERM": "xterm", **variables}, columns=90)
    assert code == 0, printed
    return printed


def piped(folder: Path, *arguments: str, **variables: str) -> bytes:
    return subprocess.run(
        [*PROGRAM, *arguments], capture_output=True, check=True, env={**environment(folder), **variables}
    ).stdout


def test_a_terminal_gets_colour(tmp_path: Path) -> None:
    printed = on_a_terminal(tmp_path, "auto")
    assert "\x1b[1;4;31m14\x1b[0m" in printed
    assert "─" * 40 in printed


def test_no_color_takes_the_colour_and_leaves_bold_and_underlined(tmp_path: Path) -> None:
    printed = on_a_terminal(tmp_path, "auto", NO_COLOR="1")
    assert "\x1b[1;4m14\x1b[0m" in printed
    assert "\x1b[31m" not in printed
    assert ";31m" not in printed


def test_who_wants_no_colour_on_a_terminal_gets_plain_lines(tmp_path: Path) -> None:
    assert "\x1b" not in on_a_terminal(tmp_path, "never")


@pytest.mark.parametrize("variables", [{}, {"FORCE_COLOR": ""}])
def test_a_pipe_gets_no_escapes_and_a_sentence_a_line(tmp_path: Path, variables: dict[str, str]) -> None:
    printed = piped(tmp_path, "text", "auto", TERM="xterm", COLUMNS="30", **variables).decode()
    assert "\x1b" not in printed
    assert "     A ¶2  Officials said 14 people died in the lower town.\n" in printed


def test_a_pager_gets_colour_for_the_asking(tmp_path: Path) -> None:
    assert b"\x1b[1;4;31m14\x1b[0m" in piped(tmp_path, "text", "always", NO_COLOR="1", TERM="dumb")


@pytest.mark.parametrize("suffix", ["json", "csv", "md", "html"])
def test_the_other_formats_are_printed_as_they_are_exported(tmp_path: Path, suffix: str) -> None:
    assert piped(tmp_path, suffix, "always") == FORMATS[suffix].render(taken())


def test_json_is_the_result_of_the_contract(tmp_path: Path) -> None:
    found = json.loads(piped(tmp_path, "json", "auto"))
    assert found["schema"] == 1
    assert [link["relation"] for link in found["links"]] == ["contradiction", "match"]


def test_a_sign_that_the_machines_encoding_lacks_is_no_error(tmp_path: Path) -> None:
    printed = piped(tmp_path, "text", "auto", PYTHONIOENCODING="latin-1")
    assert b"  ?? Number" in printed
