"""What the share dialog's forms do; each leads back to the comparison, with the dialog open and what was done said."""

from __future__ import annotations

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from app.errors import InputRefused
from app.store.passwords import Proof
from app.store.sharing import Wish
from app.web.access import check, give_key
from app.web.services import Given
from app.web.tokens import give_token, maker_token
from app.web.wishes import read_days, read_password

router = APIRouter(prefix="/c/{slug}", include_in_schema=False)


@router.post("/keep")
def keep(request: Request, slug: str, services: Given, keep_days: str = Form("")) -> Response:
    """Keep it for as long as is chosen, from now on."""
    token = maker_token(request)
    services.store.sharing.change(slug, read_days(keep_days, services.settings), token=token, now=services.clock())
    answer = _back(slug, "kept")
    if token is not None:  # the cookie must last as long as what it is for
        kept = services.store.find(slug, now=services.clock())
        give_token(answer, request, kept, token, now=services.clock())
    return answer


@router.post("/password")
def lock(request: Request, slug: str, services: Given, password: str = Form("")) -> Response:
    """Ask readers for this password from now on; who gave another one before is asked again."""
    try:
        wish = Wish(password=read_password(password))
    except InputRefused:
        return _back(slug, "refused")
    services.store.sharing.change(slug, wish, token=maker_token(request), now=services.clock())
    answer = _back(slug, "locked")
    give_key(answer, request, services.store.find(slug, now=services.clock()), slug)
    return answer


@router.post("/unlock")
def unlock(request: Request, slug: str, services: Given, password: str = Form("")) -> Response:
    """A reader gives the password: this browser may read from now on."""
    check(services, slug, Proof(password=password))
    answer = RedirectResponse(f"/c/{slug}", status_code=303)
    give_key(answer, request, services.store.find(slug, now=services.clock()), slug)
    return answer


@router.post("/password/remove")
def open_to_all(request: Request, slug: str, services: Given) -> Response:
    """Ask readers for none."""
    services.store.sharing.change(slug, Wish(open_to_all=True), token=maker_token(request), now=services.clock())
    return _back(slug, "open")


@router.post("/excerpts")
def make_excerpt(request: Request, slug: str, services: Given) -> Response:
    """A link to short quotations."""
    try:
        services.store.sharing.make_excerpt(slug, token=maker_token(request), now=services.clock())
    except InputRefused:
        return _back(slug, "many")
    return _back(slug, "made")


@router.post("/excerpts/{excerpt}/revoke")
def revoke_excerpt(request: Request, slug: str, excerpt: str, services: Given) -> Response:
    """End such a link."""
    services.store.sharing.revoke(slug, excerpt, token=maker_token(request), now=services.clock())
    return _back(slug, "revoked")


@router.post("/leave")
def leave(request: Request, slug: str, services: Given) -> Response:
    """The maker has left the page: what is kept for nobody ends. Sent by the page's script."""
    services.store.sharing.leave(slug, token=maker_token(request), now=services.clock())
    return Response(status_code=204)


@router.post("/stay")
def stay(request: Request, slug: str, services: Given) -> Response:
    """He has come back, as after a reload. Sent by the page's script: fetching a page changes nothing."""
    services.store.sharing.stay(slug, token=maker_token(request), now=services.clock())
    return Response(status_code=204)


def _back(slug: str, done: str) -> Response:
    return RedirectResponse(f"/c/{slug}?share={done}", status_code=303)
