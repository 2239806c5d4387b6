"""Refuses a body that is too large while it is being read, so that nobody can fill the memory."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import TooLong
from app.settings import Settings
from app.web.problems import problem

ESCAPED = 12  # bytes of one character at its longest: a surrogate pair in JSON (two of \uXXXX), four of %XX in a form
ENVELOPE = 64 * 1024  # bytes for everything beside the two texts: labels, field names, multipart borders


def body_limit(settings: Settings) -> int:
    """Bytes that a body may have: two full texts, every character escaped."""
    return 2 * settings.max_characters * ESCAPED + ENVELOPE


class BodyLimit:
    """ASGI middleware. A declared length is refused at once, an undeclared one where it passes the limit."""

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self.app = app
        self.limit = body_limit(settings)
        self.refusal = (
            f"The request is larger than {self.limit:,} bytes. "
            f"Each article may have {settings.max_characters:,} characters."
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        declared = request.headers.get("content-length", "")
        if declared.isdecimal() and int(declared) > self.limit:
            await problem(request, TooLong(self.refusal))(scope, receive, send)
            return
        taken = 0

        async def receive_counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.limit:
                raise TooLong(self.refusal)
            return message

        await self.app(scope, receive_counted, send)
