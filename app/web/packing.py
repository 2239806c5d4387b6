"""Packs answers by gzip for who takes it; the framework alone would do so for who refuses it by a weight of 0, too."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipResponder, IdentityResponder
from starlette.types import ASGIApp, Receive, Scope, Send

EFFORT = 6  # of 9, as zlib has it: a long page is 2 % larger than with 9 and done in a third of the time


class Packed:
    """ASGI middleware; event streams and what is packed already are left alone."""

    def __init__(self, app: ASGIApp, *, least: int, effort: int) -> None:
        """`least`: bytes from which on an answer is packed. `effort`: of 9, as zlib has it."""
        self.app = app
        self.least = least
        self.effort = effort

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif takes_gzip(Headers(scope=scope).get("accept-encoding", "")):
            await GZipResponder(self.app, self.least, compresslevel=self.effort)(scope, receive, send)
        else:
            await IdentityResponder(self.app, self.least)(scope, receive, send)


def takes_gzip(accepted: str) -> bool:
    """Whether who sends this Accept-Encoding takes gzip: named, or meant by "*", and with no weight of 0 (RFC 9110)."""
    weights: dict[str, str] = {}
    for offer in accepted.lower().split(","):
        coding, _, weight = (part.strip() for part in offer.partition(";"))
        weights[coding] = weight.removeprefix("q=")
    weight = weights.get("gzip", weights.get("*", "0"))
    return not weight or any(digit in "123456789" for digit in weight)
