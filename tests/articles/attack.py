"""Sends every hostile file to a real server while a reader opens pages: `python -m tests.articles.attack`.

Prints what each file cost and what was said of it, how long pages took meanwhile, and what is left of it all. Ends with
1 where an answer took 12 seconds or more, was no clear refusal, or left something on the disk, and where the server
keeps more memory than the uploads themselves need.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.articles.hostile import HOSTILE, Hostile
from tests.processes import small_server

WITHIN = 12.0  # seconds that one file may cost (issue of the ways in)
GROWS = 100  # megabytes: the largest upload, in pieces and whole, and some room
QUIET = 2.0  # seconds in which only pages are read, to compare with
UNLIMITED = {"sentences_a_minute": "0", "reads_a_second": "0"}  # who sends so much would be told to come back later
SENDS = 300.0  # seconds until a sender gives up: longer than any answer takes


@dataclass(frozen=True, slots=True)
class Answer:
    """What a file cost."""

    seconds: float
    status: int
    detail: str


@dataclass
class Reader:
    """Someone who opens the start page again and again, and how long each took, in seconds."""

    address: str
    took: list[float]
    failed: int = 0

    def read_until(self, over: threading.Event) -> None:
        """One page at a time, with a short look at each; one at least."""
        with httpx.Client(base_url=self.address, timeout=SENDS, trust_env=False) as client:
            while True:
                began = time.monotonic()
                self.failed += client.get("/").status_code != httpx.codes.OK
                self.took.append(time.monotonic() - began)
                if over.wait(0.05):
                    return


def send(address: str, file: Hostile) -> Answer:
    """Have the server read one file."""
    name, write = file
    content = write()
    began = time.monotonic()
    with httpx.Client(base_url=address, timeout=SENDS, trust_env=False) as client:
        answer = client.post("/api/articles", files={"file": (name, content)})
    return Answer(time.monotonic() - began, answer.status_code, str(answer.json().get("detail", "")))


def attack(address: str, files: Mapping[str, Hostile]) -> tuple[dict[str, Answer], Reader]:
    """All files, one after the other, while a reader reads."""
    reader, over = Reader(address, []), threading.Event()
    reading = threading.Thread(target=reader.read_until, args=(over,))
    reading.start()
    try:
        answers = {what: send(address, file) for what, file in files.items()}
    finally:
        over.set()
        reading.join()
    return answers, reader


def memory(process: int) -> int:
    """The most megabytes that it has held so far."""
    lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))


def left_in(folder: Path) -> list[str]:
    """What there is of files, the database aside."""
    return sorted(path.name for path in folder.rglob("*") if path.is_file() and "crossread.db" not in path.name)


def main() -> int:
    """Attack, and say what came of it."""
    with tempfile.TemporaryDirectory() as made, small_server(Path(made), **UNLIMITED) as (address, process):
        send(address, ("a.rtf", lambda: b"{\\rtf1 The libraries are loaded now.}"))
        quiet, over = Reader(address, []), threading.Event()
        threading.Timer(QUIET, over.set).start()
        quiet.read_until(over)
        before = memory(process)
        answers, reader = attack(address, HOSTILE)
        grew, left = memory(process) - before, left_in(Path(made))
    for what, answer in answers.items():
        print(f"{answer.seconds:6.2f} s  {answer.status}  {what}: {answer.detail}")
    bad = [what for what, one in answers.items() if one.seconds >= WITHIN or one.status not in (413, 415, 422)]
    print(
        f"{len(answers)} files, the longest {max(answer.seconds for answer in answers.values()):.1f} s; {len(bad)} bad"
    )
    print(
        f"pages: median {1000 * statistics.median(reader.took):.0f} ms of {len(reader.took)} meanwhile, "
        f"{1000 * statistics.median(quiet.took):.0f} ms before; the longest {1000 * max(reader.took):.0f} ms; "
        f"{reader.failed} failed"
    )
    print(f"the server's memory grew by {grew} MB; files left: {', '.join(left) or 'none'}")
    return 1 if bad or left or reader.failed or grew > GROWS else 0


if __name__ == "__main__":
    sys.exit(main())
