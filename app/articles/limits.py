"""What a child process that reads a file may use; it sets its own limits before it sees a byte of the file."""

from __future__ import annotations

import resource
import signal

SECONDS = 10  # of computing, and of waiting: what a visitor puts up with for one file
MEMORY = 1 << 30  # bytes of address space; a PDF of 200 pages needs a quarter of it
OPEN_FILES = 64  # libraries that are loaded; nothing else is opened


def limit_this_process(seconds: float = SECONDS) -> None:
    """From here on: no more memory, time or files than that, nothing written to disk, no core dump.

    Time is up by an alarm that nothing catches, so the kernel ends the process whatever it does.
    """
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (allowed, allowed))
