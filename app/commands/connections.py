"""Connections that nobody can hold for nothing: a time for every stage of a request, and so many at once."""

from __future__ import annotations

import asyncio
import resource
from collections import Counter
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

MOST = 4_000  # connections at once; each takes about 20 kB
EACH = 500  # of one address; a school that has one for all shows pages with six a browser
SPARE_FILES = 256  # open files left for the database, the models and what is read
HEAD_BYTES = 32 * 1024  # of a request's line and headers; browsers send 1 to 8 kB, servers take 8 to 32
LEAST_BYTES = 40_000  # that a visitor takes in `stall` seconds: 2 kB a second is slower than any line that shows pages
ENDLESS = "/events"  # how the address of an answer ends that does not
HEAD = b"HTTP/1.1 %s\r\nContent-Type: application/problem+json\r\n%sConnection: close\r\n\r\n"
FULL = HEAD % (b"503 Service Unavailable", b"Retry-After: 5\r\n") + (
    b'{"type": "/api#server-full", "title": "The server is busy", "status": 503,'
    b' "detail": "Too many connections are open. Try again in a moment."}'
)
NO_HTTP = HEAD % (b"400 Bad Request", b"") + (
    b'{"type": "about:blank", "title": "This is not HTTP", "status": 400,'
    b' "detail": "The request cannot be read. Send it as HTTP/1.1 writes it, with a head of at most 32 kB."}'
)


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds that a visitor has for each stage; for the body in between, see app/web/limits.py."""

    head: float = 20.0  # from the first byte, or the beginning of the connection, to the end of a request's head
    drain: float = 10.0  # for the rest of a body that was refused before it was read: the refusal must be heard
    stall: float = 20.0  # to take something of an answer that waits


@dataclass(slots=True)
class Door:
    """Who may come in: so many at once, and so many from one address that is no trusted proxy."""

    most: int = MOST
    each: int = EACH
    proxies: str = ""  # as CROSSREAD_TRUSTED_PROXIES writes them
    inside: Counter[str] = field(default_factory=Counter)
    is_last_call: bool = False  # another process has taken over: whoever is inside is answered once more

    def let_in(self, address: str) -> bool:
        """Count one more; whether there is room for it. It is to `leave` in any case."""
        self.inside[address] += 1
        return self.inside.total() <= self.most and (self.inside[address] <= self.each or self._brings_many(address))

    def leave(self, address: str) -> None:
        """Count one less."""
        self.inside[address] -= 1
        if not self.inside[address]:
            del self.inside[address]

    def _brings_many(self, address: str) -> bool:
        return any(_names(proxy.strip(), address) for proxy in self.proxies.split(","))


def most_connections() -> int:
    """How many this process can have, after it allowed itself as many open files as the system lets it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST + SPARE_FILES
    able = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < able:
        resource.setrlimit(resource.RLIMIT_NOFILE, (able, hard))
        soft = able
    return MOST if soft == resource.RLIM_INFINITY else max(1, min(MOST, soft - SPARE_FILES))


def patient(door: Door, times: Times | None = None) -> type[asyncio.Protocol]:
    """The protocol that uvicorn is to speak."""
    return type("Patient", (_Patient,), {"door": door, "times": times or Times()})


class _Patient(H11Protocol):
    """uvicorn's own protocol, which waits for nothing for ever."""

    door: Door
    times: Times

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._reading: asyncio.TimerHandle | None = None  # until the head is there, or the rest of a refused body
        self._writing: asyncio.TimerHandle | None = None  # until the visitor takes something of the answer

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as the parent does
        """Refuse it where there are too many; else wait for a head."""
        super().connection_made(transport)
        if self.door.let_in(self._address):
            self._reading = self.loop.call_later(self.times.head, self.transport.abort)
        else:
            self._say_and_close(FULL)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop all clocks."""
        self._stop_reading_clock()
        self._stop_writing_clock()
        self.door.leave(self._address)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take it; a head that has begun must be whole in time."""
        if not self.transport.is_closing():
            super().data_received(data)
            self._look()

    def on_response_complete(self) -> None:
        """An answer is given; the body that it did not wait for may still come for a while."""
        super().on_response_complete()
        if self.door.is_last_call and self._is_quiet:
            self.transport.close()
        self._look()
        if self.transport.is_closing():
            self._end_soon()

    def shutdown(self) -> None:
        """The server ends. At the last call, a request that is on its way is still answered; its time is limited."""
        if not self.door.is_last_call:
            super().shutdown()
        elif not self._is_quiet and self._asked is not None and self.scope["path"].endswith(ENDLESS):
            self.transport.close()  # a browser asks for the rest of the events again, and gets them from who took over

    def timeout_keep_alive_handler(self) -> None:
        """Nothing more was asked."""
        super().timeout_keep_alive_handler()
        self._end_soon()

    def send_400_response(self, msg: str) -> None:
        """Say so, where nothing else is being said."""
        asked = self._asked
        if asked is not None and asked.response_started and not asked.response_complete:
            self.transport.abort()
        else:
            self._say_and_close(NO_HTTP)

    def pause_writing(self) -> None:
        """More of an answer waits than a line holds."""
        super().pause_writing()
        self._stop_writing_clock()
        self._writing = self.loop.call_later(self.times.stall, self._check_taken, self._waiting)

    def resume_writing(self) -> None:
        """The visitor has taken most of it."""
        super().resume_writing()
        self._stop_writing_clock()
        if self.transport.is_closing():
            self._end_soon()

    @property
    def _asked(self) -> RequestResponseCycle | None:
        """The request in hand or the last one; uvicorn's types say that there always is one."""
        return self.cycle

    @property
    def _is_quiet(self) -> bool:
        """Whether there is nothing that was asked and not answered."""
        return (self._asked is None or self._asked.response_complete) and not self.conn.trailing_data[0]

    @property
    def _address(self) -> str:
        return self.client[0] if self.client else ""

    @property
    def _waiting(self) -> int:
        return int(self.transport.get_write_buffer_size())

    def _look(self) -> None:
        """Set the clock that fits what is waited for."""
        asked = self._asked
        answered = asked is None or asked.response_complete
        if self.transport.is_closing() or not answered:
            self._stop_reading_clock()
        elif self.conn.their_state is h11.SEND_BODY:
            self._start_reading_clock(self.times.drain)
        elif self.conn.their_state is h11.IDLE and self.conn.trailing_data[0]:  # the next head has begun
            self._start_reading_clock(self.times.head)
        elif asked is not None:  # it is quiet, and uvicorn's own clock runs
            self._stop_reading_clock()

    def _start_reading_clock(self, seconds: float) -> None:
        if self._reading is None:
            self._reading = self.loop.call_later(seconds, self.transport.abort)

    def _stop_reading_clock(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def _stop_writing_clock(self) -> None:
        if self._writing is not None:
            self._writing.cancel()
            self._writing = None

    def _check_taken(self, before: int) -> None:
        waiting = self._waiting
        if before - waiting < LEAST_BYTES:
            self.transport.abort()
        else:
            self._writing = self.loop.call_later(self.times.stall, self._check_taken, waiting)

    def _say_and_close(self, answer: bytes) -> None:
        self.transport.write(answer)
        self.transport.close()
        self._end_soon()

    def _end_soon(self) -> None:
        """It is closing, and what still waits may be little: it must be taken in time."""
        if self._writing is None:
            self._writing = self.loop.call_later(self.times.stall, self.transport.abort)


def _names(proxy: str, address: str) -> bool:
    """Whether `proxy`, an address, a network or `*`, is or has `address`."""
    if proxy in ("*", address):
        return bool(address)
    try:
        return ip_address(address) in ip_network(proxy, strict=False)
    except ValueError:
        return False
