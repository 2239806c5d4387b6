"""Refuses a body that is too large or too slow while it is being read, so that nobody can fill the memory."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.articles.files import FILE_BYTES
from app.errors import InputRefused, TooLong, TooSlow
from app.settings import Settings
from app.web.allowance import Allowance
from app.web.problems import problem
from app.web.visitors import visitor_of

ESCAPED = 12  # bytes of one character at its longest: a surrogate pair in JSON (two of \uXXXX), four of %XX in a form
ENVELOPE = 64 * 1024  # bytes for everything beside the two texts: labels, field names, multipart borders
PATIENCE = 20.0  # seconds that may be waited for a body however small it is; a phone in a tunnel is back within some
LEAST_RATE = 16_000  # bytes a second that a body comes with after that; the slowest mobile networks have twice as many


class TwoLengths(InputRefused):
    """A body whose end can be understood in two ways: what a proxy takes for a body could be a request to us."""

    status = 400
    title = "The request is not clear"


def files_limit(settings: Settings) -> int:
    """Bytes that a body with files may have: two files, or two full texts."""
    return max(2 * FILE_BYTES + ENVELOPE, body_limit(settings))


def body_limit(settings: Settings) -> int:
    """Bytes that any other body may have: two full texts, every character escaped."""
    return 2 * settings.max_characters * ESCAPED + ENVELOPE


class BodyLimit:
    """ASGI middleware. A declared length is refused at once, an undeclared one where it passes the limit.

    What has been read of a body takes up room until its answer is sent: all bodies together have BODIES bytes. Time
    counts while the body is waited for, not while the answer is made: a busy server is no slow visitor.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        settings: Settings,
        allowance: Allowance,
        patience: float = PATIENCE,
        least_rate: float = LEAST_RATE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.app = app
        self.settings = settings
        self.room = allowance.bodies
        self.patience = patience
        self.least_rate = least_rate
        self.clock = clock

    def _refusal(self, limit: int) -> str:
        return (
            f"The request is larger than {limit:,} bytes. "
            f"Each article may have {self.settings.max_characters:,} characters."
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        brings_files = request.headers.get("content-type", "").lower().startswith("multipart/form-data")
        limit = files_limit(self.settings) if brings_files else body_limit(self.settings)
        declared = request.headers.get("content-length", "")
        if declared.isdecimal() and int(declared[:20]) > limit:
            await problem(request, TooLong(self._refusal(limit)))(scope, receive, send)
            return
        if declared and "transfer-encoding" in request.headers:
            refusal = problem(request, TwoLengths("Send either Content-Length or Transfer-Encoding."))
            refusal.headers["Connection"] = "close"
            await refusal(scope, receive, send)
            return
        visitor = visitor_of(scope)
        taken, waited, ended = 0, 0.0, False

        async def receive_counted() -> Message:
            nonlocal taken, waited, ended
            if ended:  # what comes now is the visitor's leaving, however late
                return await receive()
            since, left = self.clock(), self.patience + taken / self.least_rate - waited
            try:
                message = await asyncio.wait_for(receive(), max(0.0, left))
            except TimeoutError:
                ended = True
                raise TooSlow("The request came too slowly. Nothing was kept: try again on a faster line.") from None
            waited += self.clock() - since
            size = len(message.get("body", b""))
            ended = not message.get("more_body", False)
            if taken + size > limit:
                raise TooLong(self._refusal(limit))
            self.room.take(visitor, size)
            taken += size
            return message

        try:
            await self.app(scope, receive_counted, send)
        finally:
            self.room.give(visitor, taken)
