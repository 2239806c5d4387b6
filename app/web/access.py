"""Who may read a comparison that has a password: its maker, and whoever gives the password, once for this browser.

`may_read` stands before every address of every comparison, so that no page, export or answer can forget to ask.
"""

from __future__ import annotations

import base64
import binascii
import re

from fastapi import Request
from starlette.responses import Response

from app.errors import PasswordWrong
from app.store.kept import Kept
from app.store.passwords import Proof
from app.web.services import Given, Services
from app.web.tokens import maker_token

CHANGES = ("DELETE", "PATCH")  # need a token and show nothing: who has a wrong one hears that, not of a password
COMPARISON = re.compile(r"/(?:c|api/comparisons)/([^/.]+)")  # and whatever follows: exports, events, verdicts


def may_read(request: Request, services: Given) -> None:
    """A dependency of all routers. Raises PasswordNeeded, PasswordWrong, NoSuchPage, TooManyRequests."""
    path = request.scope["path"]
    found = None if request.method in CHANGES else COMPARISON.match(path)
    if found and path != f"/c/{found[1]}/unlock":  # which answers for itself
        check(services, found[1], proof_of(request, found[1]))


def check(services: Services, slug: str, proof: Proof) -> None:
    """Whether `proof` lets read it; wrong passwords are counted. Raises what `may_read` does."""
    now = services.clock()
    if proof.password is not None:
        services.attempts.check(slug, now=now)
    try:
        services.store.sharing.check(slug, proof, now=now)
    except PasswordWrong:
        services.attempts.wrong(slug, now=now)
        raise


def find_excerpt(services: Services, excerpt: str, proof: Proof) -> Kept:
    """The whole comparison that an excerpt is of. Raises what `may_read` does; its wrong passwords count alike."""
    now = services.clock()
    if proof.password is not None:
        services.attempts.check(excerpt, now=now)
    try:
        return services.store.sharing.find_excerpt(excerpt, proof, now=now)
    except PasswordWrong:
        services.attempts.wrong(excerpt, now=now)
        raise


def proof_of(request: Request, slug: str) -> Proof:
    """What this request brings for a comparison or an excerpt: in cookies, or in its head."""
    return Proof(
        token=maker_token(request),
        password=_basic_password(request),
        key=request.cookies.get(_cookie(slug)),
    )


def give_key(answer: Response, request: Request, kept: Kept, slug: str) -> None:
    """Let this browser read at `slug`, the comparison's or an excerpt's, without being asked again.

    Until it is closed, or the password is changed. The exports and the API have addresses that share no folder with
    the page, so the cookie goes to all of this site's.
    """
    if kept.reading_key is not None:
        secure = request.url.scheme == "https"
        answer.set_cookie(_cookie(slug), kept.reading_key, path="/", secure=secure, httponly=True, samesite="lax")


def _cookie(slug: str) -> str:
    return f"key-{slug}"


def _basic_password(request: Request) -> str | None:
    """The password of HTTP's Basic scheme, whatever the user's name."""
    kind, _, credentials = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        said = base64.b64decode(credentials.strip(), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return said.partition(":")[2]
