"""The second kind of link: the findings with short quotations, as a page and to take along; never the articles."""

from __future__ import annotations

from fastapi import APIRouter, Form, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from app.comparison.document import from_document, to_document
from app.comparison.excerpt import excerpt
from app.comparison.types import Comparison
from app.errors import NoSuchPage, NotDone
from app.exports.formats import FORMATS, file_name
from app.exports.taken import Taken
from app.shown.excerpt import Take, excerpt_page
from app.shown.words import minute
from app.store.kept import Kept
from app.store.passwords import Proof
from app.web.access import find_excerpt, give_key, proof_of
from app.web.api_answers import instant, public_url
from app.web.exports import STILL, as_file
from app.web.look import page
from app.web.services import Given
from app.web.shown.message import EXCERPT_FAILED, EXCERPT_NOT_YET

router = APIRouter(prefix="/e", include_in_schema=False)
READ = ["GET", "HEAD"]
COME_BACK = {"Refresh": "5"}  # seconds; most comparisons are done in fewer


@router.api_route("/{slug}.{suffix}", methods=READ)
def take(request: Request, slug: str, suffix: str, services: Given) -> Response:
    """In one of the forms of an export; all of them are made of the quotations alone."""
    kept = find_excerpt(services, slug, proof_of(request, slug))
    if suffix not in FORMATS:
        raise NoSuchPage
    cut = None if kept.result is None else excerpt(from_document(kept.result))
    url = public_url(request, services.settings, f"/e/{slug}")
    answer = _answer(kept, cut, slug, url)
    if cut is None:
        if suffix == "json":
            return JSONResponse(answer)
        raise NotDone(kept.error[1] if kept.error else STILL)
    taken = Taken(cut, made=kept.created, url=url, expires=kept.expires, answer=answer)
    return Response(
        FORMATS[suffix].render(taken),
        media_type=FORMATS[suffix].media_type,
        headers={"Content-Disposition": as_file(file_name(taken, suffix))},
    )


@router.api_route("/{slug}", methods=READ)
def show(request: Request, slug: str, services: Given) -> Response:
    """The page."""
    kept = find_excerpt(services, slug, proof_of(request, slug))
    if kept.state == "failed":
        return page(request, "message.html", EXCERPT_FAILED)
    if kept.result is None:
        return page(request, "message.html", EXCERPT_NOT_YET, headers=COME_BACK)
    shown = excerpt_page(
        excerpt(from_document(kept.result)),
        url=public_url(request, services.settings, f"/e/{slug}"),
        expires=minute(kept.expires),
        takes=tuple(Take(f"/e/{slug}.{suffix}", form.label) for suffix, form in FORMATS.items()),
    )
    return page(request, "excerpt.html", shown)


@router.post("/{slug}/unlock")
def unlock(request: Request, slug: str, services: Given, password: str = Form("")) -> Response:
    """A reader gives the password: this browser may read from now on."""
    kept = find_excerpt(services, slug, Proof(password=password))
    answer = RedirectResponse(f"/e/{slug}", status_code=303)
    give_key(answer, request, kept, slug)
    return answer


def _answer(kept: Kept, cut: Comparison | None, slug: str, url: str) -> dict[str, object]:
    """What the API answers, its articles cut down to what is quoted."""
    return {
        "slug": slug,
        "url": url,
        "excerpt": True,
        "state": kept.state,
        "created": instant(kept.created),
        "expires": instant(kept.expires),
        "result": None if cut is None else to_document(cut),
    }
