"""A hostile or broken file costs one clear sentence: no crash, no wait, no memory, nothing of anyone else."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.articles.apart import GRACE, Readers
from app.articles.files import read_file
from app.articles.limits import SECONDS
from app.errors import InputRefused, ServerFull, TooLong
from tests.articles import writers
from tests.articles.attack import UNLIMITED, WITHIN, attack, left_in
from tests.articles.hostile import HOSTILE, bomb_docx
from tests.articles.story import TEXT
from tests.processes import small_server
from tests.source import ROOT

FEW_SECONDS = 4.0  # of computing: what is given up in the end need not take all ten; tests.articles.attack lets it


@pytest.mark.parametrize("what", HOSTILE)
def test_it_costs_one_clear_sentence(what: str) -> None:
    name, write = HOSTILE[what]
    content = write()
    try:
        with pytest.raises(InputRefused) as refused:
            read_file(name, content, max_characters=200_000, seconds=FEW_SECONDS)
    except ServerFull as full:  # this machine had other work, and said so in one sentence
        pytest.skip(full.detail)
    assert refused.value.field == "file"
    assert name in refused.value.detail
    assert len(refused.value.detail) < 300
    assert re.search(r"[.]$", refused.value.detail)


def test_what_is_wrong_with_a_pdf_is_said_with_what_to_do() -> None:
    for content, said in (
        (writers.scan_pdf(), "text recognition"),
        (writers.pdf(encrypt="secret"), "password"),
        (writers.long_pdf(300), "300 pages"),
        (writers.pdf()[:900], "damaged or cut off"),
    ):
        with pytest.raises(InputRefused, match=said):
            read_file("a.pdf", content, max_characters=200_000)


def test_a_longer_article_than_allowed_is_refused_with_both_figures() -> None:
    with pytest.raises(TooLong, match="1,000"):
        read_file("a.docx", writers.docx(), max_characters=1000)


def test_others_are_read_while_hostile_files_are() -> None:
    def read(content: tuple[str, bytes]) -> str:
        try:
            return read_file(*content, max_characters=200_000).text
        except InputRefused:
            return "refused"

    bomb, good = ("a.docx", bomb_docx()), ("b.docx", writers.docx())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with ThreadPoolExecutor(4) as pool:
        texts = list(pool.map(read, [bomb, good, bomb, good]))
    assert texts == ["refused", TEXT, "refused", TEXT]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # kilobytes


def test_the_longest_wait_is_under_what_was_promised() -> None:
    assert SECONDS + GRACE < WITHIN  # where the machine has time: readers compute, and wait for nothing


def test_pages_are_answered_and_nothing_is_left_on_disk(tmp_path: Path) -> None:
    some = (
        "a docx of 4 GB",
        "a docx that blows up",
        "XML bomb in odt",
        "deep nesting in a mail",
        "deep nesting in html",
    )
    with small_server(tmp_path, **UNLIMITED) as (address, _):
        assert left_in(tmp_path) == []
        answers, reader = attack(address, {what: HOSTILE[what] for what in some})
        assert left_in(tmp_path) == []
    assert {answer.status for answer in answers.values()} <= {413, 415, 422}
    assert reader.took
    assert reader.failed == 0


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    """A process that reads, its libraries loaded: all the time that a file gets is for the file."""
    made = Readers()
    assert made.read("rtf", writers.rtf(), name="a.rtf", max_characters=200_000).text == TEXT
    yield made
    made.close()


def endless_page() -> bytes:
    """One that takes seconds to read."""
    return b"<html><body>" + b"<p>The tower moved again and again, slowly.</p>" * 100_000


def test_a_file_that_takes_too_long_is_given_up(readers: Readers) -> None:
    with pytest.raises(TooLong, match="takes too long"):
        readers.read("html", endless_page(), name="a.html", max_characters=20_000_000, seconds=0.3)
    assert readers.read("rtf", writers.rtf(), name="a.rtf", max_characters=200_000).text == TEXT


def test_a_file_that_the_machine_had_no_time_for_is_not_called_at_fault(readers: Readers) -> None:
    with pytest.raises(ServerFull, match=r"had no time to read a\.html") as refused:
        readers.read("html", endless_page(), name="a.html", max_characters=20_000_000, wall=0.2)
    assert refused.value.retry_after


def test_the_process_that_reads_is_started_again_when_it_was_ended(readers: Readers) -> None:
    readers.close()
    assert readers.read("rtf", writers.rtf(), name="a.rtf", max_characters=200_000).text == TEXT


def test_a_process_that_reads_can_write_nothing_and_has_a_gigabyte(tmp_path: Path) -> None:
    code = (
        "import sys; from app.articles.limits import limit_this_process; limit_this_process()\n"
        "try: bytearray(1 << 30)\nexcept MemoryError: print('memory')\n"
        "try: open(sys.argv[1], 'wb', 0).write(b'x')\nexcept OSError: print('disk')\n"
    )
    target = tmp_path / "written"
    ran = subprocess.run(
        [sys.executable, "-c", code, str(target)],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.split() == ["memory", "disk"]
    assert not target.exists() or target.stat().st_size == 0
