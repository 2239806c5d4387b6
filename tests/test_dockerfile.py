"""Keeps the container image honest where no Docker is at hand: what it copies exists, what it runs is ours."""

from __future__ import annotations

import fnmatch
import importlib.util
import json
import re
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.commands.parser import parser
from app.settings import Settings
from app.store.comparisons import ComparisonStore
from tests.source import ROOT


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile as (instruction, arguments), comments gone and continued lines joined."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    text = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)
    lines = re.sub(r"\\\n\s*", " ", text).splitlines()
    found = [line.split(maxsplit=1) for line in lines if line.strip()]
    return [(words[0], words[1]) for words in found]


INSTRUCTIONS = instructions()
LAST_STAGE = INSTRUCTIONS[max(n for n, (name, _) in enumerate(INSTRUCTIONS) if name == "FROM") :]
COPIED = [
    source
    for name, arguments in INSTRUCTIONS
    if name == "COPY" and not arguments.startswith("--from=")
    for source in arguments.split()[:-1]
]


def only(name: str) -> str:
    """The arguments of an instruction that the last stage has once."""
    (found,) = [arguments for instruction, arguments in LAST_STAGE if instruction == name]
    return found


@pytest.mark.parametrize("source", COPIED)
def test_everything_copied_exists_and_is_sent_to_the_builder(source: str) -> None:
    assert (ROOT / source).exists()
    rules = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in rules
    admitted = [rule[1:] for rule in rules if rule.startswith("!")]
    assert any(fnmatch.fnmatch(source, rule) for rule in admitted)


def test_libraries_are_installed_as_make_installs_them() -> None:
    runs = [arguments for name, arguments in INSTRUCTIONS if name == "RUN"]
    assert any("sh tools/environment.sh libraries" in run for run in runs)
    assert any("sh tools/environment.sh runtime" in run for run in runs)
    assert not any(re.search(r"\bpip3? (install|download)", run) for run in runs)  # nothing past the lock files
    assert "sh tools/environment.sh runtime" in (ROOT / "Makefile").read_text(encoding="utf-8")
    script = (ROOT / "tools" / "environment.sh").read_text(encoding="utf-8")
    locks = set(re.findall(r"requirements[a-z-]*\.lock", script)) - {"requirements-dev.lock"}
    assert locks <= set(COPIED)


def test_it_starts_the_program_that_make_run_starts() -> None:
    command = json.loads(only("CMD"))
    assert command[:2] == ["python", "-m"]
    assert importlib.util.find_spec(command[2]) is not None
    assert command[3:] == ["serve"]
    assert "crossread serve" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_program_can_write_to_the_volume_only() -> None:
    assert not only("USER").startswith(("root", "0"))
    names = [name for name, _ in LAST_STAGE]
    assert names.index("USER") > max(n for n, name in enumerate(names) if name in ("COPY", "RUN"))
    assert only("VOLUME") == "/data"
    assert "CROSSREAD_DATA=/data" in only("ENV")


def test_it_listens_where_it_says_and_is_asked_whether_it_lives() -> None:
    assert "CROSSREAD_HOST=0.0.0.0" in only("ENV")
    assert f"CROSSREAD_PORT={only('EXPOSE')}" in only("ENV")
    assert "/healthz" in only("HEALTHCHECK")


def services(file: str) -> dict[str, Any]:
    """What a compose file runs."""
    found: dict[str, Any] = yaml.safe_load((ROOT / file).read_text(encoding="utf-8"))["services"]
    return found


@pytest.mark.parametrize("file", ["compose.yaml", "compose.small.yaml"])
def test_compose_runs_everything_read_only_and_without_capabilities(file: str) -> None:
    for service in services(file).values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert Path("/tmp").as_posix() in service["tmpfs"]  # noqa: S108 - a folder of the container


def test_the_small_site_has_its_data_in_a_volume() -> None:
    assert services("compose.small.yaml")["crossread"]["volumes"] == ["data:/data"]


def test_the_large_site_is_a_database_two_servers_and_two_workers_that_the_program_understands() -> None:
    found = services("compose.yaml")
    assert sorted(found) == ["database", "web-1", "web-2", "worker-1", "worker-2"]
    addresses = {service["environment"]["CROSSREAD_DATABASE_URL"] for name, service in found.items() if "-" in name}
    (address,) = addresses
    settings = Settings(database_url=address)
    assert not settings.computes
    with closing(ComparisonStore(settings.database)) as store:
        assert store.driver_arguments()["host"] == "/var/run/postgresql"
    for name in ("worker-1", "worker-2"):
        assert parser().parse_args(found[name]["command"][3:]).command == "worker"
    ports = [port for name in ("web-1", "web-2") for port in found[name]["ports"]]
    assert len(set(ports)) == 2
    assert all(port.startswith("127.0.0.1:") and port.endswith(f":{only('EXPOSE')}") for port in ports)
    assert "ports" not in found["database"]
