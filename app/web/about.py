"""The pages that stay the same: how it works, the API, and what machines ask of a site."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response

from app.web.look import page
from app.web.pages import READ
from app.web.ready import AGAIN, checks
from app.web.services import Given
from app.web.shown.about import AboutPage, about_page

router = APIRouter(include_in_schema=False)
STEADY = {"Cache-Control": "no-cache"}
# Comparisons are kept out of indexes by `noindex`, which only those can read who may fetch: link previews must.
ROBOTS = "User-agent: *\nDisallow: /api/\n"


@router.api_route("/how", methods=READ)
def how(request: Request, services: Given) -> Response:
    """How a comparison is made, and what to make of it."""
    return page(request, "how.html", _about(request, services), headers=STEADY)


@router.api_route("/api", methods=READ)
def api(request: Request, services: Given) -> Response:
    """The API for those who write programs."""
    return page(request, "api.html", _about(request, services), headers=STEADY)


@router.api_route("/healthz", methods=READ)
def health() -> Response:
    """The process answers."""
    return JSONResponse({"status": "ok"})


@router.api_route("/readyz", methods=READ)
def readiness(services: Given) -> Response:
    """Whether it can do its work, and what is wrong where it cannot; JSON in any case, for machines ask."""
    found = checks(services)
    wrong = [check.said for check in found if not check.is_well]
    told = {"checks": {check.name: {"ok": check.is_well, "detail": check.said} for check in found}}
    if not wrong:
        return JSONResponse({"status": "ready", **told})
    return JSONResponse(
        {
            "type": "/api#not-ready",
            "title": "The server is not ready",
            "status": 503,
            "detail": " ".join(wrong),
            **told,
        },
        status_code=503,
        media_type="application/problem+json",
        headers={"Retry-After": str(AGAIN)},
    )


@router.api_route("/robots.txt", methods=READ)
def robots() -> Response:
    """What robots may fetch."""
    return PlainTextResponse(ROBOTS, headers={"Cache-Control": "public, max-age=86400"})  # a day


@router.api_route("/favicon.ico", methods=READ)
def favicon(request: Request) -> Response:
    """The icon, for programs that do not read the page's head."""
    path = request.app.state.look.assets.folder / "favicon.png"
    return FileResponse(path, media_type="image/png", headers={"Cache-Control": "public, max-age=86400"})  # a day


def _about(request: Request, services: Given) -> AboutPage:
    return about_page(request, services.settings)
