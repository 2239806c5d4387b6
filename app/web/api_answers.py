"""What the API answers, as JSON and as the schemas that OpenAPI shows."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel
from starlette.requests import Request

from app.comparison.verdicts import By, Says, Verdict
from app.settings import Settings
from app.store.kept import Kept
from app.web.api_result import ResultAnswer


class Progress(BaseModel):
    """How far it is: `stage` is empty while queued, then reading, comparing, checking."""

    stage: str
    done: int
    total: int


class Failure(BaseModel):
    """Why it failed."""

    title: str
    detail: str


class VerdictAnswer(BaseModel):
    """What a reader says of a pair; `left` and `right` are the indices of its sentences."""

    id: int
    left: int
    right: int
    says: Says
    remark: str | None
    by: By
    given: str


class ComparisonAnswer(BaseModel):
    """A comparison, in whatever state it is."""

    slug: str
    url: str
    state: Literal["queued", "running", "done", "failed"]
    progress: Progress
    created: str
    expires: str
    locked: bool
    delete_token: str | None = None
    result: ResultAnswer | None
    verdicts: list[VerdictAnswer]
    readers_judge: bool
    error: Failure | None


class Problem(BaseModel):
    """An error, as RFC 9457 draws it."""

    type: str
    title: str
    status: int
    detail: str
    field: str | None = None


def refused(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """That an operation may refuse in these ways, for its `responses`; openapi.py draws each."""
    return {status: {"model": Problem, "content": {"application/problem+json": {}}} for status in statuses}


ARTICLE_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["text"],
    "properties": {
        "text": {"type": "string", "description": "The whole article; paragraphs separated by a blank line."},
        "title": {"type": ["string", "null"], "description": "A label."},
        "source": {"type": ["string", "null"], "description": "A label."},
        "published": {"type": ["string", "null"], "description": "YYYY-MM-DD, YYYY-MM or YYYY."},
        "address": {"type": ["string", "null"], "description": "Of its web page: shown as a link, not fetched."},
    },
}


def public_url(request: Request, settings: Settings, path: str) -> str:
    """`path` as an address that visitors can pass on."""
    return (settings.public_url or str(request.base_url)).rstrip("/") + path


def instant(moment: datetime) -> str:
    """`moment`, which is in UTC, to the second."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def answer(request: Request, settings: Settings, kept: Kept, verdicts: Collection[Verdict] = ()) -> dict[str, object]:
    """The contract's comparison, without its token; `verdicts` are those on it."""
    return {
        "slug": kept.slug,
        "url": public_url(request, settings, f"/c/{kept.slug}"),
        "state": kept.state,
        "progress": progress(kept),
        "created": instant(kept.created),
        "expires": instant(kept.expires),
        "locked": kept.locked,
        "result": kept.result,
        "verdicts": [verdict.document for verdict in verdicts],
        "readers_judge": kept.readers_judge,
        "error": None if kept.error is None else {"title": kept.error[0], "detail": kept.error[1]},
    }


def progress(kept: Kept) -> dict[str, object]:
    """How far it is."""
    return {"stage": kept.stage, "done": kept.done, "total": kept.total}
