"""The share dialog of a comparison, as the one who asks may have it."""

from __future__ import annotations

from fastapi import Request

from app.shown.sharing import Link, SharePanel, share_panel
from app.store.kept import Kept
from app.web.api_answers import public_url
from app.web.given import offered_days
from app.web.qr import qr_code
from app.web.services import Services
from app.web.tokens import token_of


def panel_of(request: Request, services: Services, kept: Kept) -> SharePanel:
    """The page object; the links to excerpts are in it for its maker alone."""

    def link(path: str) -> Link:
        url = public_url(request, services.settings, path)
        return Link(url, qr_code(url))

    token = token_of(request)
    excerpts = services.store.sharing.excerpts(kept.slug, token=token, now=services.clock()) if kept.own else ()
    return share_panel(
        kept.slug,
        link(f"/c/{kept.slug}"),
        [(slug, link(f"/e/{slug}")) for slug in excerpts],
        expires=kept.expires,
        own=kept.own,
        locked=kept.locked,
        fleeting=kept.fleeting,
        days=offered_days(services.settings),
        done=request.query_params.get("share"),
    )
