"""Refuses forms that another site's page sends in a visitor's name."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from app.errors import NotAllowed
from app.web.problems import problem

READING = frozenset({"GET", "HEAD", "OPTIONS"})


class CrossSite(NotAllowed):
    """A form that did not come from one of our own pages."""

    title = "This form came from another site"


def from_another_site(request: Request, public_url: str | None) -> bool:
    """Whether the browser says that a page of another site sent this request.

    Our pages send no referrer, so that browsers that do not know Sec-Fetch-Site give `Origin: null`; what such a
    request could do is held by the cookie's SameSite instead. Programs send neither header.
    """
    if request.method in READING:
        return False
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("origin", "null")
    own = {request.headers.get("host"), urlsplit(public_url or "").netloc or None}
    return origin != "null" and origin.partition("://")[2] not in own  # not taken apart: it may be any text


class SameSiteOnly:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp, *, public_url: str | None) -> None:
        self.app = app
        self.public_url = public_url

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            request = Request(scope)
            if from_another_site(request, self.public_url):
                refusal = CrossSite("Open this site's own page and send the form from there.")
                await problem(request, refusal)(scope, receive, send)
                return
        await self.app(scope, receive, send)
