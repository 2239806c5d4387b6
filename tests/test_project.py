"""Holds together what describes the project: dependencies and locks, the Makefile and its scripts, the changelog."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.source import ROOT

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
LOCKS = ("requirements.lock", "requirements-dev.lock")


def locked(name: str) -> dict[str, str]:
    """The versions of a lock file by package."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return {canonicalize_name(package): version for package, version in re.findall(r"^([\w.-]+)==(\S+)", text, re.M)}


@pytest.mark.parametrize("requirement", PROJECT["dependencies"])
def test_every_dependency_is_locked_to_a_version_it_allows(requirement: str) -> None:
    wanted = Requirement(requirement)
    versions = locked("requirements.lock") | locked("requirements-torch.lock")
    assert wanted.specifier.contains(versions[canonicalize_name(wanted.name)])


@pytest.mark.parametrize("requirement", EXTRAS["dev"] + EXTRAS["training"])
def test_every_tool_is_locked_to_a_version_it_allows(requirement: str) -> None:
    wanted = Requirement(requirement)
    assert wanted.specifier.contains(locked("requirements-dev.lock")[canonicalize_name(wanted.name)])


def test_tests_run_with_the_versions_that_the_server_runs_with() -> None:
    assert locked("requirements.lock").items() <= locked("requirements-dev.lock").items()


def test_torch_is_locked_in_its_own_file_only() -> None:
    assert set(locked("requirements-torch.lock")) == {"torch"}
    for lock in LOCKS:
        apart = {name for name in locked(lock) if name in ("torch", "triton") or name.startswith(("nvidia-", "cuda-"))}
        assert apart == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes_and_comes_from_any_index(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.findall(r"^[\w.-]+==\S+(?P<hashes>(?: \\\n    --hash=sha256:[0-9a-f]{64})*)", text, re.MULTILINE)
    assert len(entries) > 50
    assert all(entries)
    assert not re.search(r"^\s*(--?[a-z-]*(index|find|host)|-f |https?:|file:)", text, re.MULTILINE)


def test_every_dependency_says_why_it_is_there() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for requirement in [*PROJECT["dependencies"], *EXTRAS["dev"], *EXTRAS["training"]]:
        assert re.search(rf'"{re.escape(requirement)}",\s+# \S', text), requirement


def test_the_changelog_begins_with_the_present_version() -> None:
    versions = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert versions[0] == PROJECT["version"]


@pytest.mark.parametrize(
    "document", ["README.md", "CONTRIBUTING.md", *sorted(p.name for p in (ROOT / "docs").glob("*.md"))]
)
def test_links_between_documents_lead_somewhere(document: str) -> None:
    file = ROOT / document if (ROOT / document).is_file() else ROOT / "docs" / document
    text = file.read_text(encoding="utf-8")
    for address in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
        assert (file.parent / address).exists(), address


def test_continuous_integration_runs_the_one_command() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    commands = [line for line in script.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert commands[-1] == "exec make test"


def test_make_help_lists_the_commands() -> None:
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for command in ("run", "test", "bench", "format", "lock", "clean"):
        assert f"make {command} " in said


def test_an_old_python_is_refused_with_what_to_do(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\n[ \"$1\" = -V ] && echo 'Python 3.9.2' && exit 0\nexit 1\n", encoding="utf-8")
    old.chmod(0o755)
    refused = environment("dev", PYTHON=str(old))
    assert refused.returncode == 1
    assert "needs Python 3.11 or newer" in refused.stderr
    assert "make run PYTHON=" in refused.stderr


def test_a_missing_python_is_refused_with_what_to_do() -> None:
    refused = environment("dev", PYTHON="python-that-is-not-there")
    assert refused.returncode == 1
    assert "apt-get install python3" in refused.stderr


def environment(part: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run tools/environment.sh, which refuses before it changes anything."""
    command = ["sh", "tools/environment.sh", part]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **settings}, capture_output=True, text=True, check=False
    )
