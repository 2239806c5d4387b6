"""Runs a program on a pseudo-terminal, as a person's shell does."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path

LINES = 40


def on_terminal(
    command: Sequence[str], *, env: Mapping[str, str], columns: int, cwd: Path | None = None
) -> tuple[int, str]:
    """The exit code, and all that the program wrote to the terminal, its output and its errors alike."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, columns, 0, 0))
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=dict(env), cwd=cwd) as program:
        os.close(theirs)
        written = bytearray()
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # EIO: nobody has the other end open any more
                break
            if not piece:
                break
            written += piece
        code = program.wait()
    os.close(ours)
    return code, written.decode().replace("\r\n", "\n")
