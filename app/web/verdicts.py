"""The JSON API of what readers say of pairs: read, give, remove; and whether readers may."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from app.comparison.verdicts import MOST_REMARK, SAYS
from app.web.api_answers import VerdictAnswer, refused
from app.web.api_body import check_type, read_json
from app.web.maker import give_maker, maker_of, maker_or_new
from app.web.said import Said, read_said, read_switch
from app.web.services import Given, Services
from app.web.tokens import bearer_of
from app.web.verdict_pages import read_number

router = APIRouter(prefix="/api/comparisons/{slug}/verdicts", tags=["verdicts"])


class VerdictsAnswer(BaseModel):
    """All verdicts of a comparison, and whether those who have its link may give some."""

    readers_judge: bool
    verdicts: list[VerdictAnswer]


def _takes(properties: dict[str, Any], required: list[Literal["left", "right", "says", "readers_judge"]]) -> Any:
    schema = {"type": "object", "required": required, "properties": properties}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


SAID = _takes(
    {
        "left": {"type": "integer", "description": "Index of a sentence of the left article."},
        "right": {"type": "integer", "description": "Index of a sentence of the right article."},
        "says": {
            "enum": list(SAYS),
            "description": "A contradiction may be named on any pair; all else answers a link of the result.",
        },
        "remark": {"type": ["string", "null"], "maxLength": MOST_REMARK},
    },
    ["left", "right", "says"],
)
SWITCH = _takes({"readers_judge": {"type": "boolean"}}, ["readers_judge"])


@router.get("", summary="Read the verdicts", responses={200: {"model": VerdictsAnswer}, **refused(404)})
def read(slug: str, services: Given) -> Response:
    """In the order of their pairs. They are no part of the result, which they never change."""
    return JSONResponse(_all(services, slug))


@router.post(
    "",
    summary="Give a verdict",
    status_code=201,
    openapi_extra=SAID,
    responses={201: {"model": VerdictAnswer}, **refused(400, 403, 404, 415, 422, 429)},
)
async def give(request: Request, slug: str, services: Given) -> Response:
    """With `Authorization: Bearer {delete_token}`; without it where the maker lets readers. A later word replaces."""
    check_type(request.headers.get("content-type"))
    said = read_said(read_json(await request.body()))
    reader = maker_or_new(request)
    verdict = await run_in_threadpool(_give, services, slug, said, bearer_of(request), reader)
    answer = JSONResponse(verdict, status_code=201)
    if bearer_of(request) is None:
        give_maker(answer, request, reader)  # by which it can be changed or removed again
    return answer


@router.patch(
    "",
    summary="Let readers give verdicts, or not",
    openapi_extra=SWITCH,
    responses={200: {"model": VerdictsAnswer}, **refused(400, 403, 404, 415, 422)},
)
async def switch(request: Request, slug: str, services: Given) -> Response:
    """Needs `Authorization: Bearer {delete_token}`. What was said stays."""
    check_type(request.headers.get("content-type"))
    allowed = read_switch(read_json(await request.body()))
    return JSONResponse(await run_in_threadpool(_switch, services, slug, allowed, bearer_of(request)))


@router.delete("/{number}", summary="Remove a verdict", status_code=204, responses=refused(403, 404))
def withdraw(request: Request, slug: str, number: str, services: Given) -> Response:
    """With `Authorization: Bearer {delete_token}` any; without it, with the cookie that came with it, one's own."""
    services.store.verdicts.withdraw(
        slug, read_number(number), token=bearer_of(request), reader=maker_of(request), now=services.clock()
    )
    return Response(status_code=204)


def _all(services: Services, slug: str) -> dict[str, object]:
    kept = services.store.find(slug, now=services.clock())
    verdicts = services.store.verdicts.of(slug, now=services.clock())
    return {"readers_judge": kept.readers_judge, "verdicts": [verdict.document for verdict in verdicts]}


def _give(services: Services, slug: str, said: Said, token: str | None, reader: str) -> dict[str, object]:
    verdict = services.store.verdicts.give(
        slug, said.left, said.right, said.says, said.remark, token=token, reader=reader, now=services.clock()
    )
    return verdict.document


def _switch(services: Services, slug: str, allowed: bool, token: str | None) -> dict[str, object]:
    services.store.verdicts.let_readers(slug, allowed, token=token, now=services.clock())
    return _all(services, slug)
