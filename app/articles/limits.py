"""What a child process that reads a file may use; it sets its own limits before it sees a byte of the file."""

from __future__ import annotations

import math
import resource
import signal

SECONDS = 10.0  # of computing: what a visitor puts up with for one file, and what it takes on a machine that has time
WALL = 30.0  # seconds by the clock: where others take the processor, a good file is slow, but it is read
MEMORY = 1 << 30  # bytes of address space; a PDF of 200 pages needs a quarter of it
OPEN_FILES = 64  # libraries that are loaded; nothing else is opened


def limit_this_process(seconds: float = SECONDS, wall: float = WALL) -> None:
    """From here on: no more memory, time or files than that, nothing written to disk, no core dump.

    Time is up by alarms that nothing catches, so the kernel ends the process whatever it does. It is computing that is
    counted: a good file is not refused because the machine had other work. `wall` is for who waits.
    """
    for alarm in (signal.SIGPROF, signal.SIGALRM, signal.SIGXCPU):
        signal.signal(alarm, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, wall)
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, math.ceil(seconds) + 1),  # whole seconds: behind the alarm, should a library unset it
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (allowed, allowed))
