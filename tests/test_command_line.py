"""The command line as it is typed, in a process of its own."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import urllib.request
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.comparison.types import Article
from app.store.comparisons import ComparisonStore
from tests.processes import crossread, environment, serving

SECONDS_EACH = ("torch", "sentence_transformers", "transformers", "onnxruntime", "scipy", "sklearn")
HEAVY = (*SECONDS_EACH, "numpy", "sqlalchemy", "alembic", "fastapi", "pydantic")


def imported(after: str, data: Path) -> tuple[str, set[str]]:
    """What a process printed that ran `after`, and the names of the packages that it imported."""
    then = 'print("IMPORTED", *{name.partition(".")[0] for name in sys.modules})'
    code = f"import sys\ntry:\n    {after}\nfinally:\n    {then}"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment(data)
    )
    assert done.returncode == 0, done.stderr
    printed, _, names = done.stdout.partition("IMPORTED")
    return printed, set(names.split())


def test_help_names_the_commands_and_imports_nothing_heavy(tmp_path: Path) -> None:
    printed, names = imported("from app.__main__ import main; main(['--help'])", tmp_path)
    assert all(command in printed for command in ("serve", "compare", "migrate", "purge"))
    assert "argparse" in names
    assert not names.intersection(HEAVY)


def test_the_port_opens_before_anything_is_imported_that_takes_seconds(tmp_path: Path) -> None:
    _, names = imported("from app.commands import serve; from app.main import create_app", tmp_path)
    assert "fastapi" in names
    assert not names.intersection(SECONDS_EACH)


@pytest.mark.parametrize("arguments", [(), ("dance",), ("compare", "one.txt")])
def test_what_it_does_not_understand_is_told_with_exit_code_2(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = crossread(*arguments, data=tmp_path)
    assert done.returncode == 2
    assert "usage: crossread" in done.stderr


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The one line that it said. Fails where it said more or went on."""
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("crossread: ")
    return line


def test_a_port_in_use_is_told_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        line = refused(crossread("serve", data=tmp_path, port=str(port)))
    assert f"127.0.0.1 port {port} cannot be used: another program uses it" in line


@pytest.mark.parametrize("command", ["serve", "migrate", "purge"])
def test_a_data_folder_that_cannot_be_had_is_told_in_one_line(tmp_path: Path, command: str) -> None:
    (tmp_path / "file").write_text("")
    line = refused(crossread(command, data=tmp_path, port="0", database_url=f"sqlite:///{tmp_path}/file/x.db"))
    assert "cannot be written" in line
    assert "CROSSREAD_DATA" in line


@pytest.mark.parametrize(
    ("name", "value"), [("port", "eight"), ("port", "70000"), ("max_characters", "-1"), ("database_url", "nonsense")]
)
def test_a_setting_that_makes_no_sense_is_told_by_its_name(tmp_path: Path, name: str, value: str) -> None:
    settings = {"port": "0", name: value}
    assert f"CROSSREAD_{name.upper()}" in refused(crossread("serve", data=tmp_path, **settings))


def test_an_address_that_this_machine_does_not_have_is_told_in_one_line(tmp_path: Path) -> None:
    assert "203.0.113.7 port" in refused(crossread("serve", data=tmp_path, host="203.0.113.7", port="0"))


def test_migrate_makes_the_database_and_may_be_repeated(tmp_path: Path) -> None:
    for _ in range(2):
        done = crossread("migrate", data=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "crossread.db").is_file()


def test_purge_deletes_the_expired_and_says_how_many(tmp_path: Path) -> None:
    with closing(ComparisonStore(tmp_path / "crossread.db")) as store:
        store.migrate()
        long_ago = datetime(2020, 1, 1, tzinfo=UTC)
        store.keep(Article("One."), Article("One."), keep_days=1, now=long_ago)
    assert crossread("purge", data=tmp_path).stdout == "1 expired comparisons deleted.\n"
    assert crossread("purge", data=tmp_path).stdout == "0 expired comparisons deleted.\n"


def test_serve_says_its_address_as_soon_as_it_answers_there_and_stops_when_told(tmp_path: Path) -> None:
    with serving(tmp_path) as (server, address):
        with urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:  # noqa: S310 - our own server
            assert answer.status == 200
            assert "server" not in {name.lower() for name in answer.headers}
        server.send_signal(signal.SIGINT)
        assert server.wait(20) == 0
        assert server.stderr is not None
        log = server.stderr.read()
    assert "Traceback" not in log
    assert "healthz" not in log  # no line a request: its path may hold a slug


def text_file(folder: Path, name: str, text: str | bytes) -> str:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "cannot be read: No such file"),
        (b"", "is empty"),
        (b" \n- . -", "no letter or digit"),
        (b"a\0b", "right.txt"),
        (b"a" * 200_001, "200,001 characters; the most is 200,000"),
    ],
)
def test_a_file_that_cannot_be_compared_is_told_in_one_line(tmp_path: Path, content: bytes | None, why: str) -> None:
    left = text_file(tmp_path, "left.txt", "A dam broke.")
    right = text_file(tmp_path, "right.txt", content) if content is not None else str(tmp_path / "nothing.txt")
    assert why in refused(crossread("compare", left, right, data=tmp_path))
