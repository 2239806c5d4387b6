"""Many pairs: each once, whatever fails and whenever it is killed. Real processes and the real encoder where marked."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.commands.batch import compare_pairs, tally, unfinished
from app.commands.compare import compare_articles
from app.commands.pairs import Pair, read_pairs
from app.commands.results import results_in
from app.commands.sources import Reader
from app.errors import InputRefused
from app.settings import Settings
from tests.fakes import FakeEncoder, FakeModels
from tests.processes import environment

PATIENCE = 600.0  # seconds for fifty small comparisons and the loading of the models, on two very busy cores


def listed(text: str) -> tuple[Pair, ...]:
    return read_pairs(text.encode(), name="pairs.csv")


def run(folder: Path, pairs: tuple[Pair, ...], *, encoder: FakeEncoder | None = None) -> list[dict[str, Any]]:
    """Do what is not finished, with the fake models; the lines that are there then."""
    compare = partial(compare_articles, Settings(), FakeModels(encoder).wait())
    begun: list[Pair] = []
    with results_in(folder / "out.jsonl") as results:
        waiting = unfinished(pairs, results)
        reader = Reader(Settings(fetch=False), None, lambda line: None, folder)
        compare_pairs(waiting, results, reader=reader, compare=compare, begin=begun.append)
    assert tuple(begun) == waiting
    return [json.loads(line) for line in (folder / "out.jsonl").read_text().splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("Officials said 14 people died.")
    (tmp_path / "b.txt").write_text("Officials said 20 people died.")
    (tmp_path / "c.txt").write_text("Schools stay shut.")
    return tmp_path


def test_each_pair_has_its_line_with_the_result_of_the_contract(folder: Path) -> None:
    first, second = run(folder, listed("id,left,right,left_title\nx,a.txt,b.txt,Post\ny,a.txt,c.txt,\n"))
    assert {name: first[name] for name in ("id", "left", "right", "state", "conflicts")} == {
        "id": "x",
        "left": "a.txt",
        "right": "b.txt",
        "state": "done",
        "conflicts": True,
    }
    assert first["result"]["schema"] == 1
    assert first["result"]["left"]["title"] == "Post"
    assert (second["id"], second["conflicts"]) == ("y", False)


def test_a_pair_that_cannot_be_compared_has_a_line_that_says_why_and_the_others_go_on(folder: Path) -> None:
    encoder = FakeEncoder()
    encoder.breaks_on["shut"] = RuntimeError("a word that only this article has")
    lines = run(folder, listed("left,right\na.txt,gone.txt\na.txt,c.txt\na.txt,b.txt\n"), encoder=encoder)
    assert [line["state"] for line in lines] == ["failed", "failed", "done"]
    assert lines[0]["error"]["detail"] == "gone.txt cannot be read: No such file or directory."
    assert lines[1]["error"]["title"] == "The comparison failed"
    assert "only this article" not in json.dumps(lines[1])


def test_run_again_nothing_finished_is_done_again_and_what_is_new_is(folder: Path) -> None:
    rows = "left,right\na.txt,b.txt\na.txt,gone.txt\n"
    before = run(folder, listed(rows))
    (folder / "gone.txt").write_text("It is back.")
    assert run(folder, listed(rows)) == before
    assert run(folder, listed(rows + "b.txt,c.txt\n"))[:2] == before
    with results_in(folder / "out.jsonl", retry=True):
        pass
    again = run(folder, listed(rows))
    assert [line["state"] for line in again] == ["done", "done", "done"]


def test_the_tally_counts_the_pairs_of_the_list_and_no_others(folder: Path) -> None:
    run(folder, listed("left,right\nb.txt,a.txt\n"))
    pairs = listed("left,right\na.txt,b.txt\na.txt,gone.txt\na.txt,c.txt\n")
    run(folder, pairs)
    with results_in(folder / "out.jsonl") as results:
        found = tally(pairs, results)
    assert found.said == "3 pairs: 2 compared, 1 of them with conflicts; 1 failed."


def test_an_id_that_means_other_articles_now_is_refused(folder: Path) -> None:
    run(folder, listed("id,left,right\nx,a.txt,b.txt\n"))
    with pytest.raises(InputRefused, match=r"a pair 'x' already, of a\.txt and b\.txt"):
        run(folder, listed("id,left,right\nx,a.txt,c.txt\n"))


def test_cut_off_after_any_line_or_within_it_each_pair_is_there_once_in_the_end(folder: Path) -> None:
    pairs = listed("left,right\na.txt,b.txt\na.txt,gone.txt\na.txt,c.txt\nb.txt,c.txt\n")
    lines = run(folder, pairs)
    out = folder / "out.jsonl"
    whole = out.read_bytes()
    for cut in (0, 1, *range(8, len(whole), 97), len(whole) - 1):
        out.write_bytes(whole[:cut])
        assert run(folder, pairs) == lines


PAIRS = 50
SENTENCES = 12


def fifty_pairs(folder: Path) -> list[str]:
    """A list of fifty pairs of small articles; their ids in order."""
    rows = ["id,left,right"]
    for number in range(PAIRS):
        for side, hour in (("left", 7), ("right", 7 + number % 3)):
            told = (f"Crew {crew} left the harbour at {hour} o'clock on trip {number}." for crew in range(SENTENCES))
            (folder / f"{side}-{number}.txt").write_text(" ".join(told))
        rows.append(f"trip-{number},left-{number}.txt,right-{number}.txt")
    rows[20] = "trip-19,left-19.txt,gone.txt"
    (folder / "pairs.csv").write_text("\n".join(rows) + "\n")
    return [f"trip-{number}" for number in range(PAIRS)]


def started(folder: Path) -> subprocess.Popen[bytes]:
    # The judge would only make it longer: what it answers is tested elsewhere.
    command = [sys.executable, "-m", "app", "batch", "pairs.csv", "--out", "out.jsonl"]
    return subprocess.Popen(command, cwd=folder, env=environment(folder, judge="none"), stderr=subprocess.PIPE)


def killed_after(folder: Path, lines: int) -> int:
    """Start it, kill it as soon as there are so many lines; how many there are then."""
    out = folder / "out.jsonl"
    until = time.monotonic() + PATIENCE
    with started(folder) as running:
        try:
            while not out.exists() or out.read_bytes().count(b"\n") < lines:
                assert running.poll() is None, "it ended before it could be killed"
                assert time.monotonic() < until
                time.sleep(0.005)  # seconds; a comparison takes longer
        finally:
            running.kill()
    return out.read_bytes().count(b"\n")


@pytest.mark.real
def test_fifty_pairs_killed_in_the_middle_and_resumed_are_each_there_once(tmp_path: Path) -> None:
    ids = fifty_pairs(tmp_path)
    assert killed_after(tmp_path, 8) < PAIRS
    with (tmp_path / "out.jsonl").open("ab") as file:
        file.write(b'{"id": "trip-')  # what a kill in the middle of a write leaves behind
    with started(tmp_path) as last:
        try:
            _, said = last.communicate(timeout=PATIENCE)
        finally:
            last.kill()
    assert last.returncode == 2, said  # for the pair with an article that is not there
    assert b"50 pairs: 49 compared" in said
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [line["id"] for line in lines] == ids
    assert [line["id"] for line in lines if line["state"] == "failed"] == ["trip-19"]
    for line in lines:
        if line["state"] == "done":
            assert len(line["result"]["left"]["sentences"]) == SENTENCES
            assert f"trip {line['id'].removeprefix('trip-')}." in line["result"]["left"]["text"]
