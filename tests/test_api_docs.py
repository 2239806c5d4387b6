"""Runs what docs/api.md shows, in its order, against a real server: each command and program does what it says."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.web.openapi import PROBLEMS
from tests.articles import writers
from tests.articles.sites import gives, site
from tests.articles.story import TITLE
from tests.processes import small_server
from tests.source import ROOT

BLOCK = re.compile(r"^```(sh|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = BLOCK.findall((ROOT / "docs" / "api.md").read_text(encoding="utf-8"))
WRITTEN_FOR = "http://127.0.0.1:8000"  # the server of the page
WRITTEN_OF = "https://example.org/news/1"  # the site of the page
KEY = "the program's own secret"
PATIENCE = 120  # seconds for one block, on a machine that does other work


@dataclass
class Shell:
    """Where the blocks are run: a folder, an address to ask, and what was learnt on the way."""

    folder: Path
    server: str
    news: str
    variables: dict[str, str] = field(default_factory=dict)

    def run(self, language: str, block: str) -> str:
        """What it prints; it must succeed."""
        block = block.replace(WRITTEN_FOR, self.server).replace(WRITTEN_OF, self.news)
        command = ["sh", "-eu", "-c", block] if language == "sh" else [sys.executable, "-W", "error", "-c", block]
        # curl's own settings: an error of the server is one of the command, and nothing goes through a proxy.
        inside = {"PATH": "/usr/local/bin:/usr/bin:/bin", "CURL_HOME": str(self.folder), "PYTHONUTF8": "1"}
        ran = subprocess.run(
            command,
            cwd=self.folder,
            env=inside | self.variables,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        assert ran.returncode == 0, f"{block}\n{ran.stdout}\n{ran.stderr}"
        return ran.stdout


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Shell]:
    """A folder with a report in it, a server that knows one program, and a site with news."""
    assert shutil.which("curl"), "this test needs curl: apt-get install curl"
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / ".curlrc").write_text("fail-with-body\nnoproxy = *\n", encoding="utf-8")
    (folder / "report.pdf").write_bytes(writers.pdf())
    program = f"docs:{hashlib.sha256(KEY.encode()).hexdigest()}"
    with (
        site({"/story": gives(writers.page())}) as news,
        small_server(tmp_path / "server", fetch_networks="127.0.0.1/32", api_keys=program) as (address, _),
    ):
        yield Shell(folder, address, f"http://127.0.0.1:{news.port}/story", {"KEY": KEY})


def test_every_command_and_program_of_the_page_works(shell: Shell) -> None:
    assert len(BLOCKS) >= 8
    printed = []
    for language, block in BLOCKS:
        printed.append(shell.run(language, block))
        if "SLUG" not in shell.variables:
            made = json.loads(printed[0])
            shell.variables |= {"SLUG": made["slug"], "TOKEN": made["delete_token"]}
    everything = "".join(printed)
    assert "event: end" in everything
    assert re.search(r"^(contradiction|match) 0\.\d+$", everything, re.MULTILINE)  # what the program prints
    assert everything.count(TITLE) >= 2  # the file's and the page's
    with pytest.raises(AssertionError, match="There is no comparison here"):  # the last command deleted it
        shell.run("sh", f"curl -s {WRITTEN_FOR}/api/comparisons/$SLUG")


def test_the_request_that_is_sent_again_gets_the_same_answer(shell: Shell) -> None:
    (block,) = [block for _, block in BLOCKS if "Idempotency-Key" in block]
    first, second = (json.loads(shell.run("sh", block)) for _ in range(2))
    assert first == second
    assert first["delete_token"]


def test_all_json_of_the_page_is_json() -> None:
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    documents = [json.loads(block) for block in re.findall(r"^```json\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)]
    assert len(documents) >= 3
    assert all(documents)


def test_every_error_that_there_is_has_its_line() -> None:
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8").partition("## Errors")[2]
    rows = re.findall(r"^\| ([\d, ]+) \|", text, re.MULTILINE)
    told = {int(status) for row in rows for status in row.split(",")}
    assert {int(status) for status in PROBLEMS} <= told
