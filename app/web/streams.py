"""A stream of events, which takes up room for as long as it lasts."""

from __future__ import annotations

from collections.abc import AsyncIterator

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from app.web.room import Room
from app.web.visitors import visitor_of


class EventStream(StreamingResponse):
    """Server-sent events. Answered with 429 or 503 where too many are open already."""

    media_type = "text/event-stream"

    def __init__(self, events: AsyncIterator[str], *, room: Room) -> None:
        # X-Accel-Buffering: nginx would hold events back until it has a page full of them.
        super().__init__(events, headers={"X-Accel-Buffering": "no"})
        self.room = room

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self.room.of(visitor_of(scope)):
            await super().__call__(scope, receive, send)
