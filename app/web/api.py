"""The JSON API: make, read, follow and delete comparisons."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from app.store.kept import Kept
from app.store.once import AnsweredMeanwhile, Once
from app.web.allowance import allowance_of, spend
from app.web.api_answers import ARTICLE_SCHEMA, ComparisonAnswer, answer, refused
from app.web.api_body import check_type, read_json, read_wanted
from app.web.cost import cost_of
from app.web.events import events
from app.web.maker import maker_of
from app.web.making import asker, make
from app.web.once import PARAMETER, read_once, remembered
from app.web.programs import Program
from app.web.services import Given, Services
from app.web.streams import EventStream
from app.web.visitors import visitor_of

router = APIRouter(prefix="/api/comparisons", tags=["comparisons"])

BODY = {
    "parameters": [PARAMETER],
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["left", "right"],
                    "properties": {
                        "left": ARTICLE_SCHEMA,
                        "right": ARTICLE_SCHEMA,
                        "keep_days": {
                            "type": ["integer", "null"],
                            "description": "Days, one of those that the start page offers.",
                        },
                    },
                }
            }
        },
    },
}


@router.post(
    "",
    summary="Make a comparison",
    status_code=202,
    openapi_extra=BODY,
    responses={
        201: {"model": ComparisonAnswer, "description": "Made: the result is in the answer"},
        202: {"model": ComparisonAnswer, "description": "Accepted: follow `Location`"},
        **refused(400, 401, 404, 413, 415, 422, 429, 503),
    },
)
async def create(request: Request, services: Given, program: Program) -> Response:
    """Keeps the comparison before anything is computed; what was accepted is never lost.

    With `Idempotency-Key`, the same request may be sent again for a day: it gets the same answer, token included.
    """
    check_type(request.headers.get("content-type"))
    making, visitor = allowance_of(request).making, visitor_of(request.scope)
    made = await making.run(visitor, _create, request, services, await request.body(), program)
    return JSONResponse(
        made,
        status_code=201 if made["state"] in ("done", "failed") else 202,
        headers={"Location": f"/api/comparisons/{made['slug']}"},
    )


def _create(request: Request, services: Services, body: bytes, program: str) -> dict[str, object]:
    document = read_json(body)
    once = read_once(request, document, owner=program)
    kept, token = _kept(request, services, document, once, program)
    # Verdicts: those that came along from the same browser's other comparisons.
    verdicts = services.store.verdicts.of(kept.slug, now=services.clock())
    said = answer(request, services.settings, kept, verdicts) | {"delete_token": token}
    if once is not None:
        said |= services.store.once.settle(once, remembered(said))
        said["result"] = said["result"] if said["state"] == "done" else None
    return said


def _kept(request: Request, services: Services, document: object, once: Once | None, program: str) -> tuple[Kept, str]:
    """What `document` wants, or what the same request led to before, and its token."""
    earlier = None if once is None else services.store.once.find(once, now=services.clock())
    if earlier is None:
        wanted = read_wanted(document, services.settings)
        if not program:  # whose key has a limit of its own
            spend(request, cost_of(wanted.left, wanted.right))
        try:
            visitor = asker(request, program=program)
            return make(services, wanted, maker=maker_of(request), visitor=visitor, once=once)
        except AnsweredMeanwhile:  # the other of two at once, which is there now
            return _kept(request, services, document, once, program)
    return services.store.find(earlier.slug, now=services.clock()), earlier.token


@router.head("/{slug}", include_in_schema=False)
@router.get(
    "/{slug}",
    summary="Read a comparison",
    responses={200: {"model": ComparisonAnswer}, **refused(404)},
)
def read(request: Request, slug: str, services: Given) -> Response:
    """The comparison in its state; `result` once it is done."""
    kept = services.store.find(slug, now=services.clock())
    verdicts = services.store.verdicts.of(slug, now=services.clock())
    return JSONResponse(answer(request, services.settings, kept, verdicts))


@router.get(
    "/{slug}/events",
    summary="Follow a comparison",
    responses={200: {"content": {"text/event-stream": {}}}, **refused(404, 429, 503)},
    response_class=StreamingResponse,
)
def follow(request: Request, slug: str, services: Given) -> Response:
    """Server-sent events: `progress` with `state` and `progress` whenever they change, at last one `end`."""
    progress = services.store.progress(slug, now=services.clock())
    return EventStream(events(services, slug, progress), room=allowance_of(request).streams)


@router.delete(
    "/{slug}",
    summary="Delete or cancel a comparison",
    status_code=204,
    responses=refused(403, 404),
)
def delete(request: Request, slug: str, services: Given) -> Response:
    """Needs `Authorization: Bearer {delete_token}`; also while it is queued or running."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    given = token.strip() if kind.lower() == "bearer" else None
    services.store.delete(slug, token=given, now=services.clock())
    return Response(status_code=204)
