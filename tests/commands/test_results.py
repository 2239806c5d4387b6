"""The file that a batch writes: it survives being cut at any byte, and takes nothing for its own that is not."""

from __future__ import annotations

import json
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from app.commands.results import results_in
from app.errors import InputRefused, StartRefused

LINES: tuple[dict[str, Any], ...] = (
    {"id": "one", "left": "a", "right": "b", "state": "done", "conflicts": True, "result": {"text": "≠\u2028\nÅ"}},
    {"id": "two", "left": "c", "right": "d", "state": "failed", "error": {"title": "No", "detail": "Why"}},
    {"id": "six", "left": "e", "right": "f", "state": "done", "conflicts": False, "result": {}},
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "results.jsonl"


def written(path: Path, lines: tuple[dict[str, Any], ...] = LINES) -> bytes:
    with results_in(path) as results:
        for line in lines:
            results.append(line)
    return path.read_bytes()


def test_a_line_of_json_for_each_that_every_reader_of_lines_takes_for_one(path: Path) -> None:
    text = written(path).decode()
    assert [json.loads(line) for line in text.splitlines()] == list(LINES)


def test_cut_at_any_byte_it_is_mended_and_what_is_missing_can_be_written_again(path: Path) -> None:
    whole = written(path)
    for cut in range(len(whole)):
        path.write_bytes(whole[:cut])
        with results_in(path) as results:
            assert set(results.outcomes) == {line["id"] for line in LINES[: whole[:cut].count(b"\n")]}
            for line in LINES:
                if line["id"] not in results.outcomes:
                    results.append(line)
        assert path.read_bytes() == whole


def test_it_knows_what_failed_and_what_has_conflicts(path: Path) -> None:
    written(path)
    with results_in(path) as results:
        assert [(outcome.failed, outcome.conflicts) for outcome in results.outcomes.values()] == [
            (False, True),
            (True, False),
            (False, False),
        ]


def test_what_failed_can_be_left_out_to_be_tried_again(path: Path) -> None:
    written(path)
    path.chmod(0o640)
    with path.open("ab") as file:
        file.write(b'{"id": "torn')
    with results_in(path, retry=True) as results:
        assert list(results.outcomes) == ["one", "six"]
        results.append(LINES[1])
    assert [json.loads(line)["id"] for line in path.read_text().splitlines()] == ["one", "six", "two"]
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    "content",
    [
        b"a letter to a friend",
        b"left,right\na,b\n",
        b'{"id": "one"}\n',
        b'{"id": 1, "left": "a", "right": "b", "state": "done"}\n',
        b'{"id": "one", "left": "a", "right": "b", "state": "done"\n',
        b"[]\n",
        b"\0\0\0\0",
        b'{"id": "x", "left": "a", "right": "b", "state": "done"}\nnotes of mine',
    ],
)
def test_a_file_that_no_batch_wrote_is_refused_and_left_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(InputRefused, match="was not written by a batch"), results_in(path, retry=True):
        pass
    assert path.read_bytes() == content


def test_two_runs_cannot_write_at_once(path: Path) -> None:
    with results_in(path), pytest.raises(StartRefused, match="by another run"), results_in(path):
        pass
    with results_in(path):
        pass


def test_what_cannot_be_a_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(StartRefused, match="cannot be written: Is a directory"), results_in(tmp_path):
        pass
    with pytest.raises(StartRefused, match="cannot be written: No such file"), results_in(tmp_path / "no" / "folder"):
        pass
    with pytest.raises(StartRefused, match="is no file"), results_in(Path("/dev/null")):
        pass


def test_a_full_disk_is_told_and_the_next_run_goes_on_where_it_filled(path: Path) -> None:
    whole = written(path)
    path.unlink()
    with results_in(path) as results, files_of_at_most(len(whole) - 40):
        results.append(LINES[0])
        results.append(LINES[1])
        with pytest.raises(StartRefused, match="make room"):
            results.append(LINES[2])
    assert path.read_bytes() == whole[:-40]
    with results_in(path) as results:
        assert list(results.outcomes) == ["one", "two"]
        results.append(LINES[2])
    assert path.read_bytes() == whole


@contextmanager
def files_of_at_most(most: int) -> Iterator[None]:
    """As on a disk with so much room: a write beyond it writes a part, the next one nothing."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
