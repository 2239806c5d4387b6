"""The JSON API of sharing: how long, behind which password, and second links to short quotations; all by its maker."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from app.errors import NoSuchPage
from app.store.once import AnsweredMeanwhile, Once
from app.store.sharing import Wish
from app.web.api_answers import ComparisonAnswer, answer, public_url, refused
from app.web.api_body import check_type, read_json
from app.web.once import PARAMETER, read_once
from app.web.services import Given, Services
from app.web.tokens import maker_token
from app.web.wishes import read_wish

router = APIRouter(prefix="/api/comparisons", tags=["sharing"])
BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "keep_days": {
                            "type": "integer",
                            "description": "Days from now, one of those that the start page offers.",
                        },
                        "password": {
                            "type": ["string", "null"],
                            "description": "What readers must give, both here and under links to excerpts; null: none.",
                        },
                    },
                },
                "examples": {
                    "longer": {"value": {"keep_days": 365}},
                    "locked": {"value": {"password": "four plain words together"}},
                    "open": {"value": {"password": None}},
                },
            }
        },
    }
}


class ExcerptAnswer(BaseModel):
    """A link to an excerpt."""

    slug: str
    url: str


@router.patch(
    "/{slug}",
    summary="Change how long it is kept, or its password",
    openapi_extra=BODY,
    responses={
        200: {"model": ComparisonAnswer},
        **refused(400, 401, 403, 404, 413, 415, 422, 429, 503),
    },
)
async def change(request: Request, slug: str, services: Given) -> Response:
    """Needs `Authorization: Bearer {delete_token}`. What the body does not name stays as it is."""
    check_type(request.headers.get("content-type"))
    wish = read_wish(read_json(await request.body()), services.settings)
    return await run_in_threadpool(_change, request, slug, wish, services)


@router.post(
    "/{slug}/excerpts",
    summary="Make a link to an excerpt",
    status_code=201,
    openapi_extra={"parameters": [PARAMETER]},
    responses={201: {"model": ExcerptAnswer}, **refused(401, 403, 404, 422, 429, 503)},
)
def make_excerpt(request: Request, slug: str, services: Given) -> Response:
    """Needs the token. Under the link are the findings with short quotations, never the articles.

    With `Idempotency-Key`, the same request may be sent again for a day, and makes no second link.
    """
    made = _excerpt(services, slug, maker_token(request), read_once(request, None, owner=f"/excerpts/{slug}"))
    path = f"/e/{made}"
    body = ExcerptAnswer(slug=made, url=public_url(request, services.settings, path))
    return JSONResponse(body.model_dump(), status_code=201, headers={"Location": path})


@router.delete(
    "/{slug}/excerpts/{excerpt}",
    summary="Revoke a link to an excerpt",
    status_code=204,
    responses=refused(401, 403, 404, 429, 503),
)
def revoke_excerpt(request: Request, slug: str, excerpt: str, services: Given) -> Response:
    """Needs the token. The link then answers as one that never was."""
    services.store.sharing.revoke(slug, excerpt, token=maker_token(request), now=services.clock())
    return Response(status_code=204)


def _excerpt(services: Services, slug: str, token: str | None, once: Once | None) -> str:
    """The slug of a new link, or of that which the same request made before. Raises NoSuchPage if it was revoked."""
    earlier = None if once is None else services.store.once.find(once, now=services.clock())
    if earlier is None:
        try:
            return services.store.sharing.make_excerpt(slug, token=token, now=services.clock(), once=once)
        except AnsweredMeanwhile:  # the other of two at once, which is there now
            return _excerpt(services, slug, token, once)
    if earlier.slug not in services.store.sharing.excerpts(slug, token=token, now=services.clock()):
        raise NoSuchPage
    return earlier.slug


def _change(request: Request, slug: str, wish: Wish, services: Services) -> Response:
    services.store.sharing.change(slug, wish, token=maker_token(request), now=services.clock())
    kept = services.store.find(slug, now=services.clock())
    verdicts = services.store.verdicts.of(slug, now=services.clock())
    return JSONResponse(answer(request, services.settings, kept, verdicts))
