"""Progress on a terminal, and nowhere else."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from app.commands.steps import counting_on, steps_on
from tests.processes import environment
from tests.terminal import on_terminal

ONE = """
with steps_on(sys.stderr) as steps:
    steps.begin("Loading the models")
    steps("checking", 3, 5)
"""
MANY = """
(pair,) = read_pairs(b"left,right\\n[a].pdf,b\\x1b[2J.pdf\\n", name="list")
with counting_on(sys.stderr, 50, done=20) as begin:
    begin(pair)
"""
IMPORTS = """
import sys
from app.commands.pairs import read_pairs
from app.commands.steps import counting_on, steps_on
"""


@pytest.mark.parametrize(
    ("code", "drawn"), [(ONE, ("Checking for conflicts", "3/5")), (MANY, ("20/50", "[a].pdf · b␛[2J.pdf"))]
)
def test_a_terminal_gets_a_bar_that_is_taken_off_in_the_end(tmp_path: Path, code: str, drawn: tuple[str, ...]) -> None:
    env = {**environment(tmp_path), "TERM": "xterm"}
    ended, written = on_terminal([sys.executable, "-c", IMPORTS + code], env=env, columns=100)
    assert ended == 0, written
    assert all(words in written for words in drawn)
    assert written.endswith(("\x1b[1A\x1b[2K", "\x1b[2K"))  # up a line, and that line cleared


def test_what_is_no_terminal_gets_nothing() -> None:
    stream = io.StringIO()
    with steps_on(stream) as steps, counting_on(stream, 50, done=20):
        steps.begin("Loading the models")
        steps("checking", 3, 5)
    assert stream.getvalue() == ""
