"""The file that a batch writes: a line of JSON for each pair, on disk before the next begins, never one twice."""

from __future__ import annotations

import fcntl
import json
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import InputRefused, StartRefused

BEGINS = b'{"id": '  # every line of ours: what does not begin so is not touched
LINE_ENDS = {"\u2028": "\\u2028", "\u2029": "\\u2029", "\u0085": "\\u0085"}  # to some readers; JSON leaves them be


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a line says that matters to the next run."""

    left: str
    right: str
    failed: bool
    conflicts: bool


class Results:
    """The file, which nobody else writes meanwhile; `outcomes` is what it holds, by id."""

    def __init__(self, path: Path, descriptor: int, outcomes: dict[str, Outcome]) -> None:
        self._path = path
        self._descriptor = descriptor
        self.outcomes = outcomes

    def append(self, line: Mapping[str, Any]) -> None:
        """Write a line, whose first field is its id; it is on disk when this returns. Raises StartRefused."""
        try:
            _write(self._descriptor, _encoded(line))
        except OSError as error:
            raise StartRefused(
                f"{self._path} cannot be written to: {error.strerror}. What is finished is safe: make room, and give"
                " the same command again."
            ) from error
        self.outcomes[line["id"]] = _outcome(line)


@contextmanager
def results_in(path: Path, *, retry: bool = False) -> Iterator[Results]:
    """Open the file, made if it is not there; a last line that was torn when its writer was killed is taken off.

    `retry`: take off the lines of pairs that failed as well.

    Raises InputRefused for a file that no batch wrote, and changes nothing in it; StartRefused where it cannot be
    written, or another run writes it.
    """
    try:
        descriptor, outcomes = _opened(path, retry)
    except BlockingIOError as error:
        raise StartRefused(f"{path} is being written by another run. Wait for it, or choose another --out.") from error
    except OSError as error:
        raise StartRefused(f"{path} cannot be written: {error.strerror}.") from error
    try:
        yield Results(path, descriptor, outcomes)
    finally:
        os.close(descriptor)


def _opened(path: Path, retry: bool) -> tuple[int, dict[str, Outcome]]:
    descriptor = _locked(path)
    try:
        outcomes, whole = _read(path)
        os.ftruncate(descriptor, whole)
        _sync_folder(path)
        again = retry and any(outcome.failed for outcome in outcomes.values())
        if again:
            _replace_without_failed(path, descriptor)
    except BaseException:
        os.close(descriptor)
        raise
    if again:
        os.close(descriptor)
        return _opened(path, retry=False)
    return descriptor, outcomes


def _locked(path: Path) -> int:
    """A descriptor to append by, with a lock that ends with it. Raises OSError, BlockingIOError where it is taken."""
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise StartRefused(f"{path} is no file, so nothing could be resumed. Name a file with --out.")
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if path.stat().st_ino != found.st_ino:
            raise BlockingIOError  # another run has put a new file in its place since it was opened
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _read(path: Path) -> tuple[dict[str, Outcome], int]:
    """What the whole lines say, and how many bytes they are. Raises InputRefused."""
    outcomes: dict[str, Outcome] = {}
    whole = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if not line.endswith(b"\n"):
                if line[: len(BEGINS)] != BEGINS[: len(line)]:
                    raise _not_ours(f"The end of {path}")
                break
            found = _decoded(line)
            if found is None:
                raise _not_ours(f"Line {number} of {path}")
            outcomes[found["id"]] = _outcome(found)
            whole += len(line)
    return outcomes, whole


def _replace_without_failed(path: Path, descriptor: int) -> None:
    """Put a file without the lines of failed pairs in its place, all or nothing."""
    beside = path.with_name(f"{path.name}.retry")
    made = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    try:
        os.fchmod(made, stat.S_IMODE(os.fstat(descriptor).st_mode))
        with path.open("rb") as file:
            for line in file:
                found = _decoded(line)
                if found is not None and found["state"] != "failed":
                    _write(made, line, sync=False)
        os.fsync(made)
        beside.replace(path)
    finally:
        os.close(made)


def _decoded(line: bytes) -> dict[str, Any] | None:
    """A line of ours; None for any other."""
    try:
        found = json.loads(line) if line.startswith(BEGINS) else {}
    except ValueError:
        return None
    texts = all(isinstance(found.get(name), str) for name in ("id", "left", "right"))
    return found if texts and found.get("state") in ("done", "failed") else None


def _not_ours(where: str) -> InputRefused:
    return InputRefused(f"{where} was not written by a batch. Nothing was changed in it; choose another --out.")


def _outcome(line: Mapping[str, Any]) -> Outcome:
    return Outcome(line["left"], line["right"], line["state"] == "failed", bool(line.get("conflicts")))


def _encoded(line: Mapping[str, Any]) -> bytes:
    text = json.dumps(line, ensure_ascii=False)
    for character, escaped in LINE_ENDS.items():
        text = text.replace(character, escaped)
    return text.encode() + b"\n"


def _write(descriptor: int, content: bytes, *, sync: bool = True) -> None:
    """All of it: a write that meets the end of the disk writes a part and says so only at the next."""
    left = memoryview(content)
    while left:
        left = left[os.write(descriptor, left) :]
    if sync:
        os.fsync(descriptor)


def _sync_folder(path: Path) -> None:
    """So that the name of a new file is on disk as well."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
