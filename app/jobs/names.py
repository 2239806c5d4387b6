"""What a worker is called: so that no two are the same, and one whose process has ended is known on its own machine."""

from __future__ import annotations

import os
import secrets
import socket
from functools import cache
from pathlib import Path

SPACES = Path("/proc/self/ns/pid")  # Linux: in which space the numbers of processes are given; a container has its own
BOOT = Path("/proc/sys/kernel/random/boot_id")  # Linux: another one after each start of the machine
_OURS: set[str] = set()  # of this process


@cache
def place() -> str:
    """Where numbers of processes mean the same as here; empty where that cannot be told."""
    try:
        return f"{BOOT.read_text(encoding='ascii').strip()}.{SPACES.stat().st_ino}"
    except OSError:
        return ""


def draw_name() -> str:
    """A new name for a worker in this process."""
    name = name_of(os.getpid(), secrets.token_hex(4))
    _OURS.add(name)
    return name


def name_of(process: int, token: str) -> str:
    """The name of a worker in a process here."""
    return f"{socket.gethostname()[:60]}:{place()}:{process}:{token}"


def is_gone(name: str) -> bool:
    """Whether the process of a worker has surely ended; False also where that cannot be told from here."""
    _, where, number, _ = (*name.split(":"), "", "", "", "")[:4]
    if not where or where != place() or not number.isdecimal():
        return False
    if int(number) == os.getpid():  # a container that is started again gives the same number again
        return name not in _OURS
    try:
        os.kill(int(number), 0)  # asks whether there is one, and does nothing to it
    except ProcessLookupError:
        return True
    except OSError:
        return False  # there is one, of another user
    return False
