"""A folder that is the root of what runs in it, made as a Dockerfile says; on Linux, by root."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from tests.source import ROOT

PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
TEMPORARY = "/tmp"  # noqa: S108 - of the root that is made
PIP = re.compile(r"^\S*\.(?P<name>[\w-]+)='(?P<value>.*)'$", re.MULTILINE)  # as `pip config list` writes it


class Root:
    """One root serves all stages, so that what a later one copies of an earlier one is there already."""

    def __init__(self, folder: Path, *, arguments: Mapping[str, str], python: str) -> None:
        """
        Args:
            folder: what debootstrap made.
            arguments: in place of the defaults of ARG.
            python: `3.11`; what the image is to be built from must be this.
        """
        self.folder = folder.resolve()
        self.user = "0:0"
        self.command: list[str] = []
        self.check: list[str] = []  # what HEALTHCHECK runs
        self._arguments = arguments
        self._python = python
        self._known: dict[str, str] = {}  # ARG and ENV of the stage
        self._place = "/"
        self._volume = ""
        self._pip = pip_settings()

    def carry_out(self, name: str, said: str) -> None:
        """One instruction. Raises ValueError for one that is not known here, CalledProcessError where it fails."""
        match name:
            case "FROM":
                if not said.startswith((f"python:{self._python}-", "build")):
                    raise ValueError(f"this root has Python {self._python}, and the image is from {said}")
                self._known, self._place, self.user = {}, "/", "0:0"
            case "ARG":
                key, _, value = said.partition("=")
                self._known[key] = self._arguments.get(key, value)
            case "ENV":
                self._known |= dict(self._filled(part).split("=", 1) for part in shlex.split(said))
            case "WORKDIR":
                self._place = said
                self._inside(said).mkdir(parents=True, exist_ok=True)
            case "COPY" if not said.startswith("--from="):
                self._copy(*said.split())
            case "RUN":
                self.run(["sh", "-ec", said])
            case "USER":
                self.user = said
            case "VOLUME":
                self._volume = said
            case "CMD":
                self.command = json.loads(said)
            case "HEALTHCHECK":
                self.check = json.loads(said.partition("CMD ")[2])
            case "COPY" | "LABEL" | "EXPOSE":  # of an earlier stage, or for an engine alone
                pass
            case _:
                raise ValueError(f"{name} is not known here")

    def run(self, command: list[str]) -> str:
        """What it prints, run by root as RUN does. Raises CalledProcessError."""
        done = subprocess.run(self._line(command, {}, read_only=False), check=True, stdout=subprocess.PIPE, text=True)
        return done.stdout

    def start(self, command: list[str], settings: Mapping[str, str]) -> subprocess.Popen[str]:
        """As a container does: by USER, without capabilities, everything read-only but the volume and /tmp."""
        line = self._line(command, settings, read_only=True)
        return subprocess.Popen(line, stdout=subprocess.PIPE, text=True)

    def _line(self, command: list[str], settings: Mapping[str, str], *, read_only: bool) -> list[str]:
        """The command in a name space of its own for mounts, which end with it."""
        here = shlex.quote(str(self.folder))
        steps = [f"mount --bind {here} {here}", f"mount -t proc proc {here}/proc", f"mount -t sysfs sysfs {here}/sys"]
        memory = "mount -t tmpfs -o mode=1777 tmpfs"
        steps += [f"mount --bind /dev {here}/dev", f"{memory} {here}/dev/shm"]  # noqa: S108 -- the root's own, new
        known = {"PATH": PATH, **self._known, **settings}
        if read_only:
            volume = f"{here}{self._volume}"
            steps += [f"mount --bind {volume} {volume}", f"mount -t tmpfs tmpfs {here}{TEMPORARY}"]
            steps += [f"mount -o remount,ro,bind {here}"]
            user, group = self.user.split(":")
            # What `cap_drop: [ALL]` and `no-new-privileges` say to an engine.
            privileges = f"setpriv --reuid={user} --regid={group} --clear-groups --bounding-set=-all --no-new-privs"
        else:
            known |= self._pip
            privileges = "env"
            for bound in (*bound_folders(self._pip), Path("/etc/resolv.conf")):
                to = shlex.quote(str(self._inside(str(bound))))
                if bound.is_dir():
                    steps += [f"mkdir -p {to}", f"mount --bind {shlex.quote(str(bound))} {to}"]
                else:
                    steps += [f"mkdir -p $(dirname {to})", f"cp {shlex.quote(str(bound))} {to}"]
        inside = shlex.join(["env", "-i", *(f"{name}={value}" for name, value in known.items()), *command])
        entered = f"cd {shlex.quote(self._place)} && exec {privileges} {inside}"
        steps += [f"exec chroot {here} sh -c {shlex.quote(entered)}"]
        return ["unshare", "--mount", "--propagation", "private", "sh", "-ec", "\n".join(steps)]

    def _copy(self, *paths: str) -> None:
        target = self._inside(Path(self._place, paths[-1]).as_posix())
        for path in paths[:-1]:
            source = ROOT / path
            into = target / source.name if paths[-1].endswith("/") else target
            into.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, into, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy2(source, into)

    def _inside(self, path: str) -> Path:
        return self.folder / path.lstrip("/")

    def _filled(self, text: str) -> str:
        known = {"PATH": PATH, **self._known}
        return re.sub(r"\$\{?(\w+)\}?", lambda found: known.get(found[1], ""), text)


def pip_settings() -> dict[str, str]:
    """How pip is set up here, as variables: the root takes its packages from where this machine does."""
    said = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], check=True, capture_output=True, text=True
    ).stdout
    found = {f"PIP_{one['name'].upper().replace('-', '_')}": one["value"] for one in PIP.finditer(said)}
    return {**found, **{name: value for name, value in os.environ.items() if name.startswith("PIP_")}}


def bound_folders(settings: Mapping[str, str]) -> list[Path]:
    """What of this machine's files these settings name. An index in a folder has its packages beside it."""
    found = []
    for part in " ".join(settings.values()).split():
        address = urlsplit(part)
        path = Path(address.path)
        if address.scheme in ("", "file") and path.is_absolute() and path.exists():
            found.append(path.parent if address.scheme == "file" else path)
    return sorted(set(found))
