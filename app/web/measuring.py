"""Counts every answer and how long it took, by the template of its route."""

from __future__ import annotations

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.metrics import answered

STATIC = "/static"
NONE = "(none)"  # an address that is no route; it may hold anything, and is not told


class Measure:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.monotonic()
        status = 500  # what it is where nothing was answered

        async def send_noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_noting)
        finally:
            answered(scope["method"], route_of(scope), status, time.monotonic() - began)


def route_of(scope: Scope) -> str:
    """The template of the address, which holds no slug."""
    if scope["path"].startswith(f"{STATIC}/"):
        return STATIC
    return str(getattr(scope.get("route"), "path", NONE))
