"""A server that is told to reload: another process takes over, and no visitor notices. Real processes."""

from __future__ import annotations

import os
import pty
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from app.commands.listening import listen
from app.commands.succeeding import taken_over
from tests.processes import ROOT, environment

# Seconds until a test gives up. A server needs four of a core's time to start; that took a minute where fifteen
# programs shared a core, and four where thirty did. What cannot come any more is noticed at once.
PATIENCE = 900.0
TOOK_OVER = "a new server takes over"
# That there is no second text; or, where one of both does not get to run for twenty seconds, that it came too slowly.
ANSWERS = ("HTTP/1.1 422", "HTTP/1.1 408")
BODY = b'{"left": {"text": "A dam broke."}}'
HEAD = (
    b"POST /api/comparisons HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
    % len(BODY)
)


@dataclass(slots=True)
class Started:
    """A server that is to be reloaded."""

    process: subprocess.Popen[str]
    log: Path
    address: str = ""

    def wait_for_log(self, words: str, times: int = 1) -> None:
        """Until it has said so, so many times; it must not end before that."""

        def said() -> bool:
            assert self.process.poll() is None, self.log.read_text()
            return self.log.read_text().count(words) >= times

        wait_until(said)

    def freeze_next(self, known: set[int]) -> int:
        """The number of a process that it has started to take over, none of `known`; it does nothing from now on."""
        wait_until(lambda: bool(self.successors - known))
        (number,) = self.successors - known
        os.kill(number, signal.SIGSTOP)
        return number

    @property
    def command(self) -> str:
        """What runs under its number."""
        return command_of(self.process.pid)

    @property
    def successors(self) -> set[int]:
        """The numbers of those that it has started to take over, and that live."""
        theirs = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return {int(number) for number in theirs if "--take-over" in command_of(int(number))}


@contextmanager
def started(folder: Path) -> Iterator[Started]:
    """One without models, so that it starts soon."""
    log = folder / "log"
    with (
        log.open("w") as written,
        subprocess.Popen(
            [sys.executable, "-m", "app", "serve"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=written,
            text=True,
            env=environment(folder, port="0", work="False", reads_a_second="0"),
        ) as process,
    ):
        server = Started(process, log)
        try:
            assert process.stdout is not None
            found = re.search(r"http://\S+", process.stdout.readline())
            assert found, log.read_text()
            server.address = found[0]
            yield server
        finally:
            if process.poll() is None:
                for number in (*server.successors, process.pid):  # one that is frozen would not end by itself
                    os.kill(number, signal.SIGKILL)


def command_of(number: int) -> str:
    """What a process runs; nothing where it has ended."""
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until
        time.sleep(0.05)


@dataclass(slots=True)
class Visitor:
    """Sends slowly what is refused, all the time, on a new connection each time, and keeps what went wrong."""

    address: str
    answered: int = 0
    wrong: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def ask(self) -> None:
        """Until it is over, or something was wrong."""
        while not self.over.is_set() and not self.wrong:
            try:
                said = self._send()
            except OSError as error:
                said = repr(error)
            if said.startswith(ANSWERS):
                self.answered += 1
            else:
                self.wrong.append(said)

    def _send(self) -> str:
        """A request whose end comes later than its beginning."""
        place = ("127.0.0.1", int(self.address.rpartition(":")[2]))
        with socket.create_connection(place, timeout=PATIENCE) as line:
            self.over.wait(0.05)
            line.sendall(HEAD)
            self.over.wait(0.1)
            line.sendall(BODY)
            return line.recv(1000).decode()


@contextmanager
def visitors(address: str) -> Iterator[list[Visitor]]:
    """Three who ask meanwhile, so that there always is something in hand."""
    asking = [Visitor(address) for _ in range(3)]
    threads = [threading.Thread(target=one.ask) for one in asking]
    for thread in threads:
        thread.start()
    try:
        yield asking
    finally:
        for one in asking:
            one.over.set()
        for thread in threads:
            thread.join()


def see_answers(asking: list[Visitor]) -> None:
    """From now on to each, and none that is wrong."""
    before = [one.answered for one in asking]

    def answered() -> bool:
        assert [one.wrong for one in asking] == [[], [], []]
        return all(one.answered > number + 1 for one, number in zip(asking, before, strict=True))

    wait_until(answered)


def test_nobody_notices_that_another_process_takes_over(tmp_path: Path) -> None:
    with started(tmp_path) as server:
        with visitors(server.address) as asking:
            see_answers(asking)
            server.process.send_signal(signal.SIGHUP)
            server.wait_for_log(TOOK_OVER)
            wait_until(lambda: "keeping" in server.command)
            see_answers(asking)
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(PATIENCE) == 0
        assert "Traceback" not in server.log.read_text()


def test_whoever_says_it_again_while_one_starts_gets_another_after_it(tmp_path: Path) -> None:
    with started(tmp_path) as server, visitors(server.address) as asking:
        server.process.send_signal(signal.SIGHUP)
        second = server.freeze_next(set())
        server.process.send_signal(signal.SIGHUP)  # to the server itself
        os.kill(second, signal.SIGCONT)
        third = server.freeze_next({second})
        assert "keeping" in server.command
        server.process.send_signal(signal.SIGHUP)  # to the one that stayed behind
        os.kill(third, signal.SIGCONT)
        server.wait_for_log(TOOK_OVER, times=3)
        see_answers(asking)


def test_where_the_new_process_cannot_work_the_old_one_goes_on(tmp_path: Path) -> None:
    with started(tmp_path) as server, visitors(server.address) as asking:
        with closing(sqlite3.connect(tmp_path / "crossread.db", timeout=PATIENCE)) as database, database:
            database.execute("update alembic_version set version_num = 'of a later version'")
        server.process.send_signal(signal.SIGHUP)
        server.wait_for_log("this one goes on")
        see_answers(asking)


TELLS_ITSELF = """
import os, signal, sys
from app.commands.succeeding import hold_reload
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # nohup, where it runs the tests, has had it ignored
hold_reload()
os.kill(os.getpid(), signal.SIGHUP)
ask = "from app.commands.succeeding import told_to_reload as told; print(told(), told())"
os.execv(sys.executable, [sys.executable, "-c", ask])
"""


def run(code: str, stdin: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, stdin=stdin, capture_output=True, text=True, check=False, timeout=PATIENCE)


def test_a_signal_in_the_last_moment_waits_for_the_process_that_stays_behind() -> None:
    assert run(TELLS_ITSELF, subprocess.DEVNULL).stdout == "True False\n"


def test_a_server_that_comes_does_not_make_the_one_that_is_there_wait_for_connections() -> None:
    ours, theirs = socket.socketpair()
    with ours, closing(listen("127.0.0.1", 0)) as listening:
        listening.setblocking(False)  # as the loop of the server that is there has it
        taken, line = taken_over(f"{os.dup(listening.fileno())},{theirs.detach()}")
        with taken, line.end, taken.dup():  # a server keeps a copy for its own successor
            assert not os.get_blocking(listening.fileno())


def test_where_the_terminal_has_gone_the_server_ends() -> None:
    ours, theirs = pty.openpty()
    try:
        assert run(TELLS_ITSELF, theirs).returncode == -signal.SIGHUP
    finally:
        os.close(ours)
        os.close(theirs)
