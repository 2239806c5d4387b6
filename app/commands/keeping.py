"""What is left of a server that was told to reload: it keeps its number, and the server that took over.

    python -m app.commands.keeping SOCKET LINE PROCESS

Whoever started the first server, systemd or a container's engine, knows it by its number, so that must stay. SIGHUP
starts the next server, which takes over when it is ready; where it never is, the present one goes on. One that comes
meanwhile waits, and starts another then: what it was sent for may be newer than the one that starts. SIGTERM and SIGINT
end all. Where the server ends by itself, this does, with the same code.
"""

from __future__ import annotations

import logging
import os
import signal
import sys

from app import logs
from app.commands.succeeding import FINISH, READY, RELOAD, SIGNALS, Server, succeed, taken_over

log = logging.getLogger(__name__)
LOOK_SECONDS = 0.1  # between two looks whether the next server is ready
KILLED = 128  # what a shell adds to the number of the signal that ended a process


class Keeper:
    """Holds the listening socket, the server that is there, one that is to come, and those that still end."""

    def __init__(self, listening: int, server: Server) -> None:
        self._listening = listening
        self._present = server
        self._next: Server | None = None
        self._living = {server.number}
        self._stopped_by: int | None = None  # a signal

    def keep(self) -> int:
        """Until all have ended; the exit code."""
        while True:
            heeded = SIGNALS if self._next is None else SIGNALS - {RELOAD}
            told = signal.sigtimedwait(heeded, LOOK_SECONDS)
            if told is not None:
                self._obey(told.si_signo)
            code = self._reap()
            if code is not None:
                return code
            if self._next is not None and self._next.line.hear() == READY:
                self._present.line.say(FINISH)
                self._present, self._next = self._next, None
                log.info("a new server takes over")

    def _obey(self, number: int) -> None:
        if number in (signal.SIGTERM, signal.SIGINT):
            self._stopped_by = number
            for process in self._living:
                os.kill(process, signal.SIGTERM)
        elif number == RELOAD and self._stopped_by is None:
            try:
                self._next = succeed(self._listening)
            except OSError:
                log.exception("no new server can be started; the present one goes on")
            else:
                self._living.add(self._next.number)

    def _reap(self) -> int | None:
        """Notice who has ended; the exit code where there is nobody left to keep."""
        while self._living:
            process, status = os.waitpid(-1, os.WNOHANG)
            if not process:
                break
            if process not in self._living:  # what the first server had read files by
                continue
            self._living.discard(process)
            code = os.waitstatus_to_exitcode(status)
            if self._next is not None and process == self._next.number:
                self._next = None
                log.error("the new server ended with %d before it was ready; the present one goes on", code)
            elif process == self._present.number and self._stopped_by is None:
                return code if code >= 0 else KILLED - code
        if self._stopped_by is None or self._living:
            return None
        return 0 if self._stopped_by == signal.SIGINT else KILLED + self._stopped_by


def main() -> int:
    """Keep what the arguments name."""
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    logs.configure(kind="json" if os.environ.get("CROSSREAD_LOG") == "json" else "text")
    sockets, number = ",".join(sys.argv[1:3]), int(sys.argv[3])
    listening, line = taken_over(sockets)
    return Keeper(listening.fileno(), Server(number, line)).keep()


if __name__ == "__main__":
    sys.exit(main())
