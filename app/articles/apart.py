"""Has a file read by a process of its own, so that a hostile or broken one costs one clear error and nothing else."""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from app.articles.child import REFUSALS, broken
from app.articles.found import Given
from app.articles.limits import SECONDS, WALL
from app.errors import InputRefused, ServerFull, TooLong

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "app.articles.child")
AT_ONCE = 2  # files, each with up to a gigabyte; more wait
PATIENCE = 30.0  # seconds that a file waits for its turn: three that take all their time
START = 60.0  # seconds until the libraries are loaded, on a machine that does other work; one or two on an idle one
GRACE = 0.4  # seconds for the kernel to end a process and for its socket to close
COME_BACK = 15  # seconds
ESCAPED = 12  # bytes of one character at its longest in JSON: two of \\uXXXX
ENVELOPE = 64 * 1024  # bytes for all but the text: title, source, warnings
CHUNK = 1 << 16  # bytes taken from a socket at once


class Readers:
    """The process that forks itself for every file; it is started with the first, and again where it was ended."""

    def __init__(self) -> None:
        self._turns = threading.BoundedSemaphore(AT_ONCE)
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def read(
        self,
        kind: str,
        content: bytes,
        *,
        name: str,
        max_characters: int,
        seconds: float = SECONDS,
        wall: float = WALL,
    ) -> Given:
        """Read `content`, a file of `kind`, in a process of its own: by at most `seconds` of computing.

        Blocks for up to `wall` seconds once it is its turn: call it in a thread.

        Raises:
            InputRefused: and its kinds; what is wrong with the file.
            ServerFull: too many files are being read, or the machine had no time for this one.
        """
        request = {"kind": kind, "name": name, "max_characters": max_characters, "seconds": seconds, "wall": wall}
        if not self._turns.acquire(timeout=PATIENCE):
            raise ServerFull("Too many files are being read. Try again in a moment.", retry_after=COME_BACK)
        try:
            with self._child() as child:
                began = time.monotonic()
                answer = _ask(
                    child,
                    json.dumps(request).encode() + b"\n" + content,
                    most=ESCAPED * max_characters + ENVELOPE,
                    until=began + wall + GRACE,
                )
                took = time.monotonic() - began
        finally:
            self._turns.release()
        if not answer and took >= wall:  # with the processor to itself, it would have used up its computing before
            raise ServerFull(f"The server had no time to read {name}. Try again in a moment.", retry_after=COME_BACK)
        return _given(answer, late=took >= seconds, name=name)

    def close(self) -> None:
        """End the process; the next file starts a new one."""
        with self._lock:
            self._end()

    def _child(self) -> socket.socket:
        """A socket to a new fork."""
        ours, theirs = socket.socketpair()
        with self._lock, theirs:
            try:
                socket.send_fds(self._running(), [b"f"], [theirs.fileno()])
            except OSError:  # it was ended, by whoever watches over the machine's memory
                self._end()
                socket.send_fds(self._running(), [b"f"], [theirs.fileno()])
        return ours

    def _running(self) -> socket.socket:
        if self._control is None:
            ours, theirs = socket.socketpair()
            environment = {
                "PATH": os.environ.get("PATH", ""),
                "PYTHONUTF8": "1",
                "TMPDIR": tempfile.gettempdir(),  # whoever names a folder for it means all that we run
            }
            with theirs:
                self._process = subprocess.Popen(  # noqa: S603 - ourselves, with no argument of anyone
                    COMMAND, cwd=ROOT, env=environment, stdin=theirs.fileno(), stderr=subprocess.DEVNULL
                )
            ours.settimeout(START)
            self._control = ours
            if not ours.recv(1):
                self._end()
                raise ServerFull("Files cannot be read just now. Paste the article's words.", retry_after=COME_BACK)
        return self._control

    def _end(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._control = self._process = None


def _ask(child: socket.socket, request: bytes, *, most: int, until: float) -> bytes:
    """The child's answer; empty where it gives none, in time or at all, or one of more than `most` bytes."""
    answer = bytearray()
    try:
        child.settimeout(_left(until))
        child.sendall(request)
        child.shutdown(socket.SHUT_WR)
        while piece := child.recv(CHUNK):
            answer += piece
            if len(answer) > most:
                return b""
            child.settimeout(_left(until))
    except OSError:  # it has ended, or is late
        return b""
    return bytes(answer)


def _left(until: float) -> float:
    return max(0.01, until - time.monotonic())  # zero would mean: do not wait at all


READERS = Readers()
atexit.register(READERS.close)


def _given(answer: bytes, *, late: bool, name: str) -> Given:
    try:
        said = json.loads(answer)
    except ValueError:
        if late:
            raise TooLong(f"{name} takes too long to read. Paste the article's words.") from None
        raise InputRefused(broken(name)) from None
    if "refused" in said:
        raise REFUSALS[said["refused"]](said["detail"])
    fields = said["given"]
    return Given(**{**fields, "warnings": tuple(fields["warnings"])})
