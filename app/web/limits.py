"""Refuses a body that is too large while it is being read, so that nobody can fill the memory."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.articles.files import FILE_BYTES
from app.errors import TooLong
from app.settings import Settings
from app.web.problems import problem

ESCAPED = 12  # bytes of one character at its longest: a surrogate pair in JSON (two of \uXXXX), four of %XX in a form
ENVELOPE = 64 * 1024  # bytes for everything beside the two texts: labels, field names, multipart borders


def files_limit(settings: Settings) -> int:
    """Bytes that a body with files may have: two files, or two full texts."""
    return max(2 * FILE_BYTES + ENVELOPE, body_limit(settings))


def body_limit(settings: Settings) -> int:
    """Bytes that any other body may have: two full texts, every character escaped."""
    return 2 * settings.max_characters * ESCAPED + ENVELOPE


class BodyLimit:
    """ASGI middleware. A declared length is refused at once, an undeclared one where it passes the limit."""

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self.app = app
        self.settings = settings

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
        if declared.isdecimal() and int(declared) > limit:
            await problem(request, TooLong(self._refusal(limit)))(scope, receive, send)
            return
        taken = 0

        async def receive_counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > limit:
                raise TooLong(self._refusal(limit))
            return message

        await self.app(scope, receive_counted, send)
