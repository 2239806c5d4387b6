"""The JSON API: make, read, follow and delete comparisons."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response, StreamingResponse

from app.store.kept import Kept
from app.web.api_answers import ARTICLE_SCHEMA, ComparisonAnswer, Problem, answer
from app.web.api_body import check_type, read_json, read_wanted
from app.web.events import events
from app.web.maker import maker_of
from app.web.making import make
from app.web.services import Given, Services

router = APIRouter(prefix="/api/comparisons", tags=["comparisons"])

REFUSED = {"model": Problem, "content": {"application/problem+json": {}}}
BODY = {
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
    }
}


@router.post(
    "",
    summary="Make a comparison",
    status_code=202,
    openapi_extra=BODY,
    responses={
        201: {"model": ComparisonAnswer, "description": "Made: the result is in the answer"},
        202: {"model": ComparisonAnswer, "description": "Accepted: follow `Location`"},
        **dict.fromkeys((400, 413, 415, 422, 429, 503), REFUSED),
    },
)
async def create(request: Request, services: Given) -> Response:
    """Keeps the comparison before anything is computed; what was accepted is never lost."""
    check_type(request.headers.get("content-type"))
    body = await request.body()
    kept, token = await run_in_threadpool(_create, services, body, maker_of(request))
    # Those that came along from the same browser's other comparisons.
    verdicts = await run_in_threadpool(services.store.verdicts.of, kept.slug, now=services.clock())
    made = answer(request, services.settings, kept, verdicts) | {"delete_token": token}
    return JSONResponse(
        made,
        status_code=201 if kept.state in ("done", "failed") else 202,
        headers={"Location": f"/api/comparisons/{kept.slug}"},
    )


def _create(services: Services, body: bytes, maker: str | None) -> tuple[Kept, str]:
    return make(services, read_wanted(read_json(body), services.settings), maker=maker)


@router.head("/{slug}", include_in_schema=False)
@router.get(
    "/{slug}",
    summary="Read a comparison",
    responses={200: {"model": ComparisonAnswer}, 404: REFUSED},
)
def read(request: Request, slug: str, services: Given) -> Response:
    """The comparison in its state; `result` once it is done."""
    kept = services.store.find(slug, now=services.clock())
    verdicts = services.store.verdicts.of(slug, now=services.clock())
    return JSONResponse(answer(request, services.settings, kept, verdicts))


@router.get(
    "/{slug}/events",
    summary="Follow a comparison",
    responses={200: {"content": {"text/event-stream": {}}}, 404: REFUSED},
    response_class=StreamingResponse,
)
def follow(slug: str, services: Given) -> Response:
    """Server-sent events: `progress` with `state` and `progress` whenever they change, at last one `end`."""
    progress = services.store.progress(slug, now=services.clock())
    # X-Accel-Buffering: nginx would hold events back until it has a page full of them.
    return StreamingResponse(
        events(services, slug, progress), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"}
    )


@router.delete(
    "/{slug}",
    summary="Delete or cancel a comparison",
    status_code=204,
    responses={403: REFUSED, 404: REFUSED},
)
def delete(request: Request, slug: str, services: Given) -> Response:
    """Needs `Authorization: Bearer {delete_token}`; also while it is queued or running."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    given = token.strip() if kind.lower() == "bearer" else None
    services.store.delete(slug, token=given, now=services.clock())
    return Response(status_code=204)
