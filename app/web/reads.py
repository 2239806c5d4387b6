"""Holds every visitor to so many requests a second; large answers count more."""

from __future__ import annotations

import math

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import TooManyRequests
from app.web.allowance import Allowance
from app.web.problems import problem
from app.web.visitors import visitor_of

# Files that every page needs, kept by browsers for ever; and what a balancer asks, who must not hear of a limit.
FREE = ("/static/", "/healthz", "/readyz")
LARGE = 250_000  # bytes of an answer that count as one read more; the page of two news stories has about 100,000


class ReadLimit:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp, *, allowance: Allowance) -> None:
        self.app = app
        self.reads = allowance.reads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(FREE):
            await self.app(scope, receive, send)
            return
        visitor = visitor_of(scope)
        wait = self.reads.take(visitor, 1)
        if wait:
            refusal = TooManyRequests(
                f"You ask more than {self.reads.a_second:,.0f} times a second. Slow down, and try again in a moment.",
                retry_after=math.ceil(wait),
            )
            await problem(Request(scope), refusal)(scope, receive, send)
            return
        size = 0

        async def send_counted(message: Message) -> None:
            nonlocal size
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, send_counted)
        finally:
            self.reads.charge(visitor, size // LARGE)
