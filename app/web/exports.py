"""Gives a comparison to take along, in the format that the address ends with."""

from __future__ import annotations

import re
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from app.comparison.document import from_document
from app.errors import NoSuchPage, NotDone
from app.exports.formats import FORMATS, file_name
from app.exports.taken import Taken
from app.store.kept import Kept
from app.web.api_answers import answer, public_url
from app.web.services import Given, Services

router = APIRouter(include_in_schema=False)
READ = ["GET", "HEAD"]
STILL = "The comparison is still being made. Open its page, and come back when it is done."


# The second address is the one that the page's menu has: a browser sends a comparison's cookies below its address only.
@router.api_route("/c/{slug}.{suffix}", methods=READ)
@router.api_route("/c/{slug}/export.{suffix}", methods=READ)
def export(request: Request, slug: str, suffix: str, services: Given) -> Response:
    """The comparison as a file; as JSON in whatever state it is, in other formats when it is done."""
    kept = services.store.find(slug, now=services.clock())
    if suffix not in FORMATS:
        raise NoSuchPage
    said = answer(request, services.settings, kept)
    if kept.result is None:
        if suffix == "json":
            return JSONResponse(said)
        raise NotDone(kept.error[1] if kept.error else STILL)
    taken = _taken(request, services, kept, said)
    return Response(
        FORMATS[suffix].render(taken),
        media_type=FORMATS[suffix].media_type,
        headers={"Content-Disposition": as_file(file_name(taken, suffix))},
    )


def as_file(name: str) -> str:
    """The header that has a browser save an answer under `name` (RFC 6266), with a plainer name for old programs."""
    plainer = " ".join(re.sub(r"[^A-Za-z0-9 ._-]+", "", name).split())
    return f"attachment; filename=\"{plainer}\"; filename*=UTF-8''{quote(name, safe='')}"


def _taken(request: Request, services: Services, kept: Kept, said: dict[str, object]) -> Taken:
    return Taken(
        comparison=from_document(kept.result or {}),
        made=kept.created,
        url=public_url(request, services.settings, f"/c/{kept.slug}"),
        expires=kept.expires,
        verdicts=services.store.verdicts.of(kept.slug, now=services.clock()),
        answer=said,
    )
