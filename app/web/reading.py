"""POST /api/articles: a file or a web address to the text of an article, before anything is compared."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.datastructures import UploadFile
from starlette.responses import JSONResponse, Response

from app.articles.addresses import read_address
from app.articles.files import read_file
from app.articles.found import Given as Article
from app.articles.guard import rules_of
from app.articles.kinds import READ
from app.errors import InputRefused
from app.settings import Settings
from app.web.allowance import allowance_of, spend
from app.web.api_answers import refused
from app.web.api_body import check_type, read_json
from app.web.cost import FILE
from app.web.programs import Program
from app.web.services import Given
from app.web.visitors import visitor_of

router = APIRouter(prefix="/api/articles", tags=["articles"])
FIELDS = 10  # more than the request has


class ArticleAnswer(BaseModel):
    """What was found."""

    text: str
    title: str | None
    source: str | None
    published: str | None
    address: str | None
    warnings: list[str]


BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {
                            "type": "string",
                            "format": "binary",
                            "description": f"{READ}; known by its content.",
                        }
                    },
                }
            },
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["address"],
                    "properties": {"address": {"type": "string", "description": "The web address of a public page."}},
                }
            },
        },
    }
}


@router.post(
    "",
    summary="Read an article from a file or a web address",
    openapi_extra=BODY,
    responses={
        200: {"model": ArticleAnswer, "description": "Nothing is kept"},
        **refused(400, 401, 413, 415, 422, 429, 502, 503, 504),
    },
)
async def read(request: Request, services: Given, program: Program) -> Response:
    """The text, and what is known of it; `warnings` are sentences for the reader. Nothing is kept."""
    settings, files, visitor = services.settings, allowance_of(request).files, visitor_of(request.scope)
    if not program:  # whose key has a limit of its own
        spend(request, FILE)
    if is_multipart(request.headers.get("content-type")):
        async with request.form(max_files=1, max_fields=FIELDS) as sent:
            file = sent.get("file")
            if not isinstance(file, UploadFile):
                raise InputRefused("Send one file, as the form field “file”.", field="file")
            name, content = file.filename or "", await file.read()
        found = await files.run(visitor, read_file, name, content, max_characters=settings.max_characters)
    else:
        check_type(request.headers.get("content-type"))
        found = await files.run(visitor, _at_address, await request.body(), settings)
    return JSONResponse(answer_of(found))


def answer_of(found: Article) -> dict[str, object]:
    """The contract's answer."""
    return ArticleAnswer(
        text=found.text,
        title=found.title,
        source=found.source,
        published=found.published,
        address=found.address,
        warnings=list(found.warnings),
    ).model_dump()


def is_multipart(content_type: str | None) -> bool:
    """Whether a body brings files."""
    return (content_type or "").partition(";")[0].strip().lower() == "multipart/form-data"


def _at_address(body: bytes, settings: Settings) -> Article:
    document = read_json(body)
    address = document.get("address") if isinstance(document, dict) else None
    if not isinstance(address, str):
        raise InputRefused("The request needs an “address”, a string.", field="address")
    return read_address(address, rules=rules_of(settings), max_characters=settings.max_characters)
