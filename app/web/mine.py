"""The comparisons that were made in this browser: listed and deleted, without an account."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from app.store.slugs import fingerprint
from app.web.look import page
from app.web.maker import maker_of
from app.web.services import Given
from app.web.shown.mine import mine_page

router = APIRouter(prefix="/mine", include_in_schema=False)


@router.api_route("", methods=["GET", "HEAD"])
def show(request: Request, services: Given) -> Response:
    """The list, newest first; empty in a browser that has made none."""
    maker = maker_of(request)
    listed = () if maker is None else services.store.sharing.made_by(fingerprint(maker), now=services.clock())
    return page(request, "mine.html", mine_page(listed, deleted="deleted" in request.query_params))


@router.post("/delete")
def delete(request: Request, services: Given) -> Response:
    """Delete them all, those that are queued or running too."""
    maker = maker_of(request)
    if maker is not None:
        services.store.sharing.delete_made_by(fingerprint(maker))
    return RedirectResponse("/mine?deleted", status_code=303)
