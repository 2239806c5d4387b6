"""Opens an example: its comparison is made once and then shown to everyone who asks."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from app.articles.examples import find_example
from app.errors import NoSuchPage
from app.web.making import Wanted, make
from app.web.services import Given, Services

router = APIRouter(include_in_schema=False)


@router.post("/examples/{name}")
def open_example(request: Request, name: str, services: Given) -> Response:
    """The comparison of the example `name`; made anew where it failed or has expired."""
    made: dict[str, str] = request.app.state.examples_made
    slug = made.get(name)
    if slug is None or not _is_there(services, slug):
        example = find_example(name)
        kept, _ = make(services, Wanted(example.left, example.right, services.settings.default_keep_days))
        slug = made[name] = kept.slug
    return RedirectResponse(f"/c/{slug}", status_code=303)


def _is_there(services: Services, slug: str) -> bool:
    try:
        return services.store.progress(slug, now=services.clock()).state != "failed"
    except NoSuchPage:
        return False
