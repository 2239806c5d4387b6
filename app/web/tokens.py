"""The delete token in a cookie that goes to one comparison's address only: this browser made it."""

from __future__ import annotations

from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from app.store.kept import Kept

COOKIE = "delete-token"


def give_token(answer: Response, request: Request, kept: Kept, token: str, *, now: datetime) -> None:
    """Let this browser delete `kept` until it expires."""
    answer.set_cookie(
        COOKIE,
        token,
        max_age=int((kept.expires - now).total_seconds()),
        path=f"/c/{kept.slug}",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )


def take_token(answer: Response, slug: str) -> None:
    """The comparison is gone: its token is of no use."""
    answer.delete_cookie(COOKIE, path=f"/c/{slug}", httponly=True, samesite="lax")


def token_of(request: Request) -> str | None:
    """The token that this browser has for the comparison it asks for."""
    return request.cookies.get(COOKIE)


def bearer_of(request: Request) -> str | None:
    """The token that a program sends as `Authorization: Bearer {delete_token}`."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else None


def maker_token(request: Request) -> str | None:
    """The token that comes with a request, whether a program or a browser sends it."""
    return bearer_of(request) or token_of(request)
