"""A server that is to end has another take over the listening socket: how the two are started and speak.

Between them is a pair of sockets. The new one says READY when it can do the work; then the old one takes no new
connections, ends what it has in hand, and goes. FINISH asks a server to do that. Where the other end closes without a
word, who started the server has ended, and it ends, too.

Imports the standard library alone: the process that stays behind (keeping.py) is small.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass

READY, FINISH = b"R", b"F"
RELOAD = signal.SIGHUP
SIGNALS = {RELOAD, signal.SIGTERM, signal.SIGINT, signal.SIGCHLD}  # that a keeper waits for


@dataclass(frozen=True, slots=True)
class Line:
    """One end of the pair; never waits."""

    end: socket.socket

    def hear(self) -> bytes | None:
        """READY or FINISH, nothing where the other end has closed, and None where it has said nothing."""
        try:
            return self.end.recv(1, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return None
        except OSError:
            return b""

    def say(self, word: bytes) -> None:
        """Whoever is not there any more need not hear it."""
        with suppress(OSError):
            self.end.send(word)


@dataclass(frozen=True, slots=True)
class Server:
    """A process that serves, and the line to it."""

    number: int  # of the process
    line: Line

    def wait(self) -> None:
        """Until it has ended; whoever started it must, or it stays as a name."""
        with suppress(ChildProcessError):
            os.waitpid(self.number, 0)


def hold_reload() -> None:
    """Let RELOAD wait until `told_to_reload` asks for it, so that it is never lost, and never the end of this process.

    To be called before there is a second thread. A signal that waits goes on waiting in what this process becomes. In a
    terminal RELOAD says that the terminal has gone, and ends this process as any other.
    """
    if sys.stdin is None or not sys.stdin.isatty():
        signal.pthread_sigmask(signal.SIG_BLOCK, {RELOAD})


def told_to_reload() -> bool:
    """Whether RELOAD has come since this was last asked. Never waits."""
    if RELOAD not in signal.sigpending():
        return False
    signal.sigwait({RELOAD})
    return True


def let_be_ended() -> None:
    """Undo what was inherited from a keeper; only RELOAD goes on waiting, for ever: it is the keeper's."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS - {RELOAD})


def succeed(listening: int) -> Server:
    """Start one that serves on the socket with the descriptor `listening`. Raises OSError."""
    ours, theirs = socket.socketpair()
    with theirs:
        handed = (listening, theirs.fileno())
        named = ",".join(map(str, handed))
        command = [sys.executable, "-m", "app", "serve", "--take-over", named]
        process = subprocess.Popen(command, pass_fds=handed)  # noqa: S603 - the same program, by its own path
    process.returncode = 0  # whoever waits for it does so by its number: this object may go without a word
    return Server(process.pid, Line(ours))


def taken_over(said: str) -> tuple[socket.socket, Line]:
    """What `--take-over` names: the listening socket, and the line to who started this.

    Whether a socket waits is one thing for all processes that have it. Python takes a new one for one that waits, and
    makes it so with `dup`: then the server that still answers would wait for its next connection, and do nothing else.
    """
    listening, line = (socket.socket(fileno=int(number)) for number in said.split(","))
    listening.setblocking(False)
    return listening, Line(line)


def stay_behind(listening: socket.socket, server: Server) -> None:
    """Become the process that keeps `server`, with this one's number; does not return. Raises OSError."""
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)  # they wait until the keeper can hear them
    for end in (listening, server.line.end):
        end.set_inheritable(True)
    numbers = (listening.fileno(), server.line.end.fileno(), server.number)
    command = [sys.executable, "-m", "app.commands.keeping", *map(str, numbers)]
    os.execv(sys.executable, command)  # noqa: S606 - the same program, by its own path
