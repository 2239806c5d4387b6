"""The site that benchmarks/chaos.py makes trouble for: two servers, some workers, a database; all real processes."""

from __future__ import annotations

import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from itertools import cycle
from pathlib import Path

import httpx

from app.store.comparisons import ComparisonStore
from benchmarks.chaos_worker import CLOCK
from tests.postgres import Postgres

SERVERS = 2
WRITING = {"120", "122"}  # bytes of a -shm file that SQLite locks: who writes and who recovers (wal.c of SQLite)
ROOM = 64 * 1024  # bytes that a file may have while the disk is full: less than any database has
STARTS_WITHIN = 180.0  # seconds, on a machine that does other work
CATCH = 0.01  # seconds until one that is not frozen as it should be is frozen again; a write takes about as long


class Member:
    """One process of the site, started again as often as it is ended."""

    def __init__(self, kind: str, settings: dict[str, str], log: Path) -> None:
        self.kind = kind
        self.frozen = False
        self._settings = settings
        self._log = log
        self._logged = 0  # bytes, by its processes before
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def lives(self) -> bool:
        """Whether it runs and is not frozen."""
        return self._process is not None and self._process.poll() is None and not self.frozen

    @property
    def is_ready(self) -> bool:
        """Whether a worker that `lives` has said that it is ready."""
        with self._log.open("rb") as log:
            log.seek(self._logged)
            return b"ready" in log.read()

    @property
    def number(self) -> int:
        """Of its process, or of its last."""
        return 0 if self._process is None else self._process.pid

    def start(self) -> None:
        """Run it, if it does not."""
        if self._process is not None and self._process.poll() is None:
            return
        others = {name: value for name, value in os.environ.items() if not name.startswith("CROSSREAD_")}
        with self._log.open("ab") as log:
            self._logged = log.tell()
            self._process = subprocess.Popen(
                [sys.executable, "-m", f"benchmarks.chaos_{self.kind}"],
                env={**others, **self._settings},
                stdout=log,
                stderr=log,
            )

    def kill(self) -> None:
        """End it as a power cut does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self.frozen = False

    def freeze(self, *, frozen: bool) -> None:
        """Let it do nothing, as where its machine sleeps or its network is gone; or go on."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGSTOP if frozen else signal.SIGCONT)
            self.frozen = frozen
            if frozen:  # it does not at once
                os.waitid(os.P_PID, self._process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)


class Site:
    """Everything, in one folder."""

    def __init__(self, kind: str, folder: Path, *, workers: int, heartbeat: float) -> None:
        """`kind` is sqlite or postgresql."""
        self.folder = folder
        self._data = folder / "data"
        self._data.mkdir(parents=True)
        self.database: Postgres | None = None
        address = f"sqlite:///{self._data / 'crossread.db'}"
        if kind == "postgresql":
            self.database = Postgres(folder / "pg", durable=True)
            self.database.start()
            address = self.database.create("crossread")
        self.store = ComparisonStore(address)
        self.store.migrate()
        settings = {
            "CROSSREAD_DATA": str(self._data),
            "CROSSREAD_DATABASE_URL": address,
            "CROSSREAD_HEARTBEAT": str(heartbeat),
            "CROSSREAD_WORK": "False",
            "CROSSREAD_MAX_QUEUED": "100000",
            "CROSSREAD_SENTENCES_A_MINUTE": "0",
            "CROSSREAD_READS_A_SECOND": "0",
        }
        ports = [_free_port() for _ in range(SERVERS)]
        names = [f"server{n}" for n in range(SERVERS)], [f"worker{n}" for n in range(workers)]
        self.addresses = [f"http://127.0.0.1:{port}" for port in ports]
        self.servers = [
            Member("server", {**settings, "CROSSREAD_PORT": str(port)}, folder / f"{name}.log")
            for name, port in zip(names[0], ports, strict=True)
        ]
        self.workers = [Member("worker", settings, folder / f"{name}.log") for name in names[1]]

    @property
    def members(self) -> list[Member]:
        """All processes but the database's."""
        return [*self.servers, *self.workers]

    def freeze(self, worker: Member) -> None:
        """Freeze it while it keeps nobody from writing."""
        worker.freeze(frozen=True)
        while self._holds_up(worker):
            worker.freeze(frozen=False)
            time.sleep(CATCH)
            worker.freeze(frozen=True)

    def freeze_writing(self, workers: Sequence[Member]) -> None:
        """Freeze one of them while it holds the lock under which SQLite is written.

        Raises RuntimeError where none does for long: the site has nothing to do, and should have.
        """
        until = time.monotonic() + STARTS_WITHIN
        for worker in cycle(workers):
            worker.freeze(frozen=True)
            if self._holds_up(worker):
                return
            worker.freeze(frozen=False)
            if time.monotonic() > until:
                raise RuntimeError(f"No worker was seen writing. The log ends so:\n{self.last_words()}")
            time.sleep(CATCH)

    def _holds_up(self, worker: Member) -> bool:
        """Whether it holds that lock: frozen, it would keep everybody from writing."""
        if self.database is not None:
            return False
        try:
            file = str((self._data / "crossread.db-shm").stat().st_ino)
        except FileNotFoundError:
            return False
        # `12: POSIX  ADVISORY  WRITE 4711 fe:00:815 120 120`
        locks = [line.split() for line in Path("/proc/locks").read_text(encoding="ascii").splitlines()]
        return any(
            lock[3:5] == ["WRITE", str(worker.number)] and lock[5].endswith(f":{file}") and lock[6] in WRITING
            for lock in locks
            if lock[1] == "POSIX"
        )

    def mend(self) -> None:
        """Run what does not, and return when it answers."""
        self.fill_disk(full=False)
        if self.database is not None:
            self.database.mend()
        for member in self.members:
            if member.frozen:
                member.freeze(frozen=False)
            member.start()
        until = time.monotonic() + STARTS_WITHIN
        while not all(_answers(address) for address in self.addresses):
            for member in self.members:  # one may have ended since, as the database did not answer
                member.start()
            if time.monotonic() > until:
                raise RuntimeError(f"The site does not come back. Its log ends so:\n{self.last_words()}")
            time.sleep(0.05)

    def last_words(self) -> str:
        """The ends of all logs."""
        logs = [*sorted(self.folder.glob("*.log")), self.folder / "pg" / "log"]
        return "\n".join(log.read_text(encoding="utf-8")[-1500:] for log in logs if log.exists())

    def fill_disk(self, *, full: bool) -> None:
        """Let no file of any process grow beyond ROOM; or grow again."""
        if self.database is not None:
            self.database.limit_files(ROOM if full else None)
        for number in (member.number for member in self.members if member.number):
            with suppress(ProcessLookupError):
                _, hard = resource.prlimit(number, resource.RLIMIT_FSIZE)
                resource.prlimit(number, resource.RLIMIT_FSIZE, (ROOM if full else hard, hard))

    def set_clock(self, seconds: float) -> None:
        """Let every process believe that it is so much later."""
        new = self._data / f"{CLOCK}.new"
        new.write_text(str(seconds), encoding="ascii")
        new.rename(self._data / CLOCK)

    def close(self) -> None:
        """End everything."""
        for member in self.members:
            member.kill()
        self.store.close()
        if self.database is not None:
            self.database.kill()


def _free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        return int(found.getsockname()[1])


def _answers(address: str) -> bool:
    """Whether a server and its database do; that nothing is at an address, the database must say."""
    try:
        answer = httpx.get(f"{address}/api/comparisons/none", timeout=5, trust_env=False)
        return answer.status_code == httpx.codes.NOT_FOUND
    except httpx.TransportError:
        return False
