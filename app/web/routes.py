"""Puts the web on an app: every address, and what stands around all of them."""

from __future__ import annotations

from fastapi import Depends, FastAPI

from app.web import (
    about,
    api,
    api_sharing,
    examples,
    excerpts,
    exports,
    mine,
    pages,
    reading,
    sharing,
    verdict_pages,
    verdicts,
)
from app.web.access import may_read
from app.web.allowance import Allowance, allowance
from app.web.crosssite import SameSiteOnly
from app.web.headers import SecurityHeaders
from app.web.limits import BodyLimit
from app.web.look import make_look
from app.web.measuring import Measure
from app.web.openapi import complete
from app.web.packing import EFFORT, Packed
from app.web.problems import LastResort, install_problems
from app.web.reads import ReadLimit
from app.web.services import Services

SMALL = 1_000  # bytes; less fits into one packet anyway


def install(app: FastAPI, services: Services, *, allowed: Allowance | None = None) -> None:
    """Add all routes, error answers and middleware. To be called once, before the app serves.

    `allowed` is what visitors may have, by default what the settings say.
    """
    look = make_look()
    allowed = allowed or allowance(services.settings)
    app.state.allowance = allowed
    app.state.services = services
    app.state.look = look
    app.state.examples_made = {}
    app.router.redirect_slashes = False  # a slug of any form gets the one answer, not a way to another
    # exports before pages, whose /c/{slug} would take /c/{slug}.csv too
    shared = (api_sharing, sharing, excerpts, mine)
    for part in (api, verdicts, reading, exports, pages, verdict_pages, *shared, examples, about):
        app.include_router(part.router, dependencies=[Depends(may_read)])
    app.mount("/static", look.assets, name="static")
    install_problems(app)
    complete(app.openapi())
    # The last one added is the outermost: headers stand on every answer, that of the last resort too.
    app.add_middleware(ReadLimit, allowance=allowed)  # inside: it counts what was made, not what goes over the line
    app.add_middleware(Packed, least=SMALL, effort=EFFORT)  # event streams are left alone
    app.add_middleware(BodyLimit, settings=services.settings, allowance=allowed)
    app.add_middleware(SameSiteOnly, public_url=services.settings.public_url)
    app.add_middleware(LastResort)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(Measure)
