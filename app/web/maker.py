"""Who made a comparison, without an account: a random name in a cookie of this browser, kept only as a hash."""

from __future__ import annotations

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from app.store.slugs import draw, may_exist

COOKIE = "maker"
REMEMBERED = timedelta(days=365)  # as long as the longest that a comparison is kept; each new use begins it anew


def maker_of(request: Request) -> str | None:
    """The name that this browser was given; None where it has none, or one that was never given out.

    It names a browser, and proves nothing of any one comparison: who may delete one is told by its delete token.
    The database keeps `app.store.slugs.fingerprint` of it, never the name itself.
    """
    name = request.cookies.get(COOKIE)
    return name if name is not None and may_exist(name) else None


def maker_or_new(request: Request) -> str:
    """The name that this browser has, or a new one; either is to be given with the answer."""
    return maker_of(request) or draw()


def give_maker(answer: Response, request: Request, name: str) -> None:
    """Let this browser keep `name` for a year from now. To be given where something is written, not to mere readers."""
    answer.set_cookie(
        COOKIE,
        name,
        max_age=int(REMEMBERED.total_seconds()),
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )


def forget_maker(answer: Response) -> None:
    """Let this browser forget its name."""
    answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")
