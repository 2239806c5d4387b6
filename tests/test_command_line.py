"""The command line as it is typed, in a process of its own."""

from __future__ import annotations

import csv
import json
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from app.comparison.types import Article
from app.store.comparisons import ComparisonStore
from app.version import version
from tests.articles.writers import pdf
from tests.processes import ROOT, crossread, environment, serving
from tests.terminal import on_terminal

SECONDS_EACH = ("torch", "sentence_transformers", "transformers", "openvino", "scipy", "sklearn")
HEAVY = (*SECONDS_EACH, "numpy", "sqlalchemy", "alembic", "fastapi", "pydantic", "rich", "argcomplete")
COMMANDS = ("compare", "batch", "serve", "worker", "mcp", "migrate", "purge", "stats", "models", "completion")


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
    assert all(f"\n    {command}" in printed for command in COMMANDS)
    assert "argparse" in names
    assert not names.intersection(HEAVY)


@pytest.mark.parametrize("command", ["migrate", "purge", "stats", "completion"])
def test_what_looks_after_the_database_imports_no_model(tmp_path: Path, command: str) -> None:
    arguments = [command, "bash"] if command == "completion" else [command]
    _, names = imported(f"from app.__main__ import main; assert main({arguments}) == 0", tmp_path)
    assert "app" in names
    assert not names.intersection({*SECONDS_EACH, "tokenizers"})


def test_the_port_opens_before_anything_is_imported_that_takes_seconds(tmp_path: Path) -> None:
    _, names = imported("from app.commands import serve; from app.main import create_app", tmp_path)
    assert "fastapi" in names
    assert not names.intersection(SECONDS_EACH)


@pytest.mark.parametrize(
    "arguments", [(), ("dance",), ("compare", "one.txt"), ("batch", "x.csv"), ("completion", "tcsh")]
)
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
        with urllib.request.urlopen(f"{address}/healthz", timeout=60) as answer:  # noqa: S310 - our own server
            assert answer.status == 200
            assert "server" not in {name.lower() for name in answer.headers}
        server.send_signal(signal.SIGINT)
        assert server.wait(60) == 0
        assert server.stderr is not None
        log = server.stderr.read()
    assert "Traceback" not in log
    assert "healthz" not in log  # no line a request: its path may hold a slug


def test_a_server_that_leaves_the_work_to_workers_is_small_and_loads_no_model(tmp_path: Path) -> None:
    texts = {"left": {"text": "A dam broke."}, "right": {"text": "No dam broke."}}
    with serving(tmp_path, work="False") as (server, address):
        made = httpx.post(f"{address}/api/comparisons", json=texts, trust_env=False, timeout=60)
        assert (made.status_code, made.json()["state"]) == (202, "queued")
        for path in ("/", f"/c/{made.json()['slug']}", "/readyz"):
            assert httpx.get(f"{address}{path}", trust_env=False, timeout=60).status_code == 200
        process = Path("/proc") / str(server.pid)
        (held,) = re.findall(r"VmRSS:\s+(\d+) kB", (process / "status").read_text())
        loaded = (process / "maps").read_text()
    assert int(held) < 200 * 1024
    assert "numpy" in loaded
    assert not [name for name in ("torch", "openvino", "tokenizers", "scipy") if f"/{name}" in loaded]


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


def test_an_article_on_both_sides_of_standard_input_is_refused(tmp_path: Path) -> None:
    assert "Only one of the two" in refused(crossread("compare", "-", "-", data=tmp_path))


def test_the_version_is_that_of_the_results(tmp_path: Path) -> None:
    assert crossread("--version", data=tmp_path).stdout == f"crossread {version()}\n"


def test_stats_are_a_table_or_json_and_tell_nothing_of_the_texts(tmp_path: Path) -> None:
    with closing(ComparisonStore(tmp_path / "crossread.db")) as store:
        store.migrate()
        store.keep(Article("Secret."), Article("Hidden.", "Concealed"), keep_days=1, now=datetime.now(UTC))
    table = crossread("stats", data=tmp_path).stdout
    assert re.search(r"^queued +1 +0 +0 +0 +0 +1$", table, re.MULTILINE)
    found = json.loads(crossread("stats", "--format", "json", data=tmp_path).stdout)
    assert found["states"]["queued"]["hour"] == 1
    assert found["total"] == 1
    assert not re.search("secret|hidden|concealed", table + json.dumps(found), re.IGNORECASE)


def test_an_assistant_without_its_package_is_told_what_to_install(tmp_path: Path) -> None:
    code = "import sys; sys.modules['mcp'] = None; from app.__main__ import main; sys.exit(main(['mcp']))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment(tmp_path)
    )
    assert "pip install 'crossread[mcp]'" in refused(done)


@pytest.mark.parametrize(
    ("shell", "registers"),
    [("bash", "complete -o"), ("zsh", "#compdef crossread"), ("fish", "complete --command crossread")],
)
def test_each_shell_gets_a_script_that_completes_this_command(tmp_path: Path, shell: str, registers: str) -> None:
    script = crossread("completion", shell, data=tmp_path).stdout
    assert any(line.lstrip().startswith(registers) and "crossread" in line for line in script.splitlines())


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("crossread co", {"compare", "completion"}), ("crossread compare --form", {"--format"})],
)
def test_bash_completes_what_is_typed(tmp_path: Path, typed: str, offered: set[str]) -> None:
    words = typed.split()
    asks = f"""
        eval "$(crossread completion bash)"
        COMP_LINE='{typed}' COMP_POINT={len(typed)} COMP_TYPE=9 COMP_CWORD={len(words) - 1}
        COMP_WORDS=({typed})
        _python_argcomplete crossread '{words[-1]}' '{words[-2]}'
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    done = subprocess.run(
        ["bash", "--norc", "-c", asks],
        capture_output=True,
        text=True,
        check=True,
        env={**environment(tmp_path), "PATH": path},
        cwd=tmp_path,
    )
    assert {line.strip() for line in done.stdout.splitlines() if line.strip()} == offered, done.stderr


BLOCKS = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def typed_in_the_readme(command: str) -> list[str]:
    """The lines of README.md that begin so, as a person copies them."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = [line for block in BLOCKS.findall(readme) for line in block.splitlines()]
    return [line for line in lines if line.startswith(f".venv/bin/crossread {command}")]


@pytest.fixture(scope="module")
def monday_and_tuesday(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the README takes it for granted: the environment, and two PDF files."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / ".venv").symlink_to(Path(sys.prefix))
    for name, resigned in (("monday", "resigned on Sunday evening"), ("tuesday", "has not resigned")):
        paragraphs = (
            "The dam above Arden broke at dawn on Saturday, and the water reached the lower town within an hour.",
            f"Ruth Calder, the mayor of Arden, {resigned}. She had been warned about the cracks in March.",
        )
        (folder / f"{name}.pdf").write_bytes(pdf(paragraphs=paragraphs))
    return folder


@pytest.mark.real
def test_two_pdf_files_are_compared_as_the_readme_says(monday_and_tuesday: Path) -> None:
    lines = typed_in_the_readme("compare")
    assert len(lines) == 3
    env = {**environment(monday_and_tuesday), "PYTHONPATH": ""}  # the command that the distribution installs
    done = [
        subprocess.run(line, shell=True, cwd=monday_and_tuesday, env=env, capture_output=True, text=True, check=False)  # noqa: S602 - what the README says
        for line in lines
    ]
    assert [one.returncode for one in done] == [1, 1, 1], [one.stderr for one in done]
    report = done[0].stdout
    assert report.index("Conflicts (1)") < report.index("resigned on Sunday evening") < report.index("Both say (")
    assert "A ¶3  Ruth Calder, the mayor of Arden, resigned on Sunday evening." in report
    assert "B ¶3  Ruth Calder, the mayor of Arden, has not resigned." in report
    with (monday_and_tuesday / "findings.csv").open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    assert [row["relation"] for row in rows].count("contradiction") == 1
    page = (monday_and_tuesday / "findings.html").read_text(encoding="utf-8")
    assert "has not resigned" in re.sub("<[^>]+>", "", page)  # words that clash are marked


@pytest.mark.real
def test_on_a_terminal_a_bar_tells_how_far_it_is_and_leaves_nothing_behind(monday_and_tuesday: Path) -> None:
    quiet = {name: value for name, value in environment(monday_and_tuesday).items() if name != "NO_COLOR"}
    command = (sys.executable, "-m", "app", "compare", "monday.pdf", "monday.pdf")
    code, written = on_terminal(command, env={**quiet, "TERM": "xterm"}, columns=100, cwd=monday_and_tuesday)
    assert code == 0, written  # two equal articles have no conflict
    drawn, _, report = written.partition("Both say (")
    assert "Loading the models" in drawn
    assert "Loading the models" not in report
    assert "\x1b[" in report
