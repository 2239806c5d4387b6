"""The pages of a comparison: its start, its waiting, its reading, its end."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from app.articles.examples import examples
from app.comparison.document import from_document
from app.errors import CrossreadError
from app.shown.caution import wanted_level
from app.shown.comparison import ComparisonPage, comparison_page, wanted_groups, wanted_kinds
from app.shown.lean import lean
from app.shown.search import wanted_words
from app.store.kept import Kept
from app.web.allowance import allowance_of, spend
from app.web.api_answers import public_url
from app.web.cost import cost_of
from app.web.forms import Fault, Filled, StartForm, read_form
from app.web.look import long_page, page
from app.web.maker import give_maker, maker_or_new
from app.web.making import asker, make
from app.web.services import Given, Services
from app.web.share_panel import panel_of
from app.web.shown.message import DELETED
from app.web.shown.start import ExampleLink, form_of, start_page
from app.web.shown.waiting import waiting_page
from app.web.tokens import give_token, take_token, token_of
from app.web.verdict_pages import asked_for, judged_by, verdicts_on
from app.web.visitors import visitor_of
from app.web.written import key_of

router = APIRouter(include_in_schema=False)
READ = ["GET", "HEAD"]
# The browser may keep it: then what was typed is still there when the visitor comes back to it.
REVISIT = {"Cache-Control": "no-cache"}


@router.api_route("/", methods=READ)
def start(request: Request, services: Given) -> Response:
    """The form, empty."""
    return _start(request, services, headers=REVISIT)


@router.post("/comparisons")
async def create(request: Request, services: Given) -> Response:
    """Keep what the form wants and go to its address; or the form again, with everything typed and what is wrong."""
    filled = await read_form(request, services.settings)
    return await allowance_of(request).making.run(visitor_of(request.scope), _create, request, services, filled)


@router.api_route("/c/{slug}", methods=READ)
def show(request: Request, slug: str, services: Given) -> Response:
    """The comparison in whatever state it is: this address never changes."""
    kept = services.store.find(slug, now=services.clock(), token=token_of(request))
    return SHOW[kept.state](request, services, kept)


@router.api_route("/c/{slug}/edit", methods=READ)
def edit(request: Request, slug: str, services: Given) -> Response:
    """The form with both articles in it, to be changed and compared again; this comparison stays as it is."""
    kept = services.store.find(slug, now=services.clock())
    form = form_of(kept.left, kept.right, services.settings.default_keep_days)
    return _start(request, services, form=form, heading="Change what you like, then compare again")


@router.post("/c/{slug}/delete")
def delete(request: Request, slug: str, services: Given) -> Response:
    """Delete it for good. One that was not done yet gives its articles back to its maker."""
    kept = services.store.find(slug, now=services.clock())
    services.store.delete(slug, token=token_of(request), now=services.clock())
    if kept.state in ("queued", "running"):
        form = form_of(kept.left, kept.right, services.settings.default_keep_days)
        answer = _start(
            request, services, form=form, heading="Cancelled. Nothing of it is kept; your articles are below."
        )
    else:
        answer = page(request, "message.html", DELETED)
    take_token(answer, slug)
    return answer


def _create(request: Request, services: Services, filled: Filled) -> Response:
    if filled.wanted is None:
        found = filled.form.left.found or filled.form.right.found
        look = "Look at what was found, then compare" if found else "Look at the notes beside the texts, then compare"
        heading = "This cannot be compared yet" if filled.faults else look
        return _start(
            request,
            services,
            form=filled.form,
            heading=heading,
            faults=filled.faults,
            status=filled.status,
            headers=_retry(filled.retry_after),
        )
    maker = maker_or_new(request)
    try:
        spend(request, cost_of(filled.wanted.left, filled.wanted.right))
        kept, token = make(services, filled.wanted, maker=maker, visitor=asker(request))
    except CrossreadError as error:  # whatever went wrong, what was typed must come back
        return _start(
            request,
            services,
            form=filled.form,
            heading=error.title,
            faults=(Fault(error.field, error.detail),),
            status=error.status,
            headers=_retry(error.retry_after),
        )
    answer = RedirectResponse(f"/c/{kept.slug}", status_code=303)
    give_token(answer, request, kept, token, now=services.clock())
    give_maker(answer, request, maker)
    return answer


def _retry(seconds: int | None) -> dict[str, str]:
    return {} if seconds is None else {"Retry-After": str(seconds)}


def _start(
    request: Request,
    services: Services,
    *,
    form: StartForm | None = None,
    heading: str | None = None,
    faults: tuple[Fault, ...] = (),
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> Response:
    links = [ExampleLink(example.slug, example.title, example.description) for example in examples()]
    shown = start_page(services.settings, services.models, links, form=form, heading=heading, faults=faults)
    return page(request, "start.html", shown, status=status, headers=headers)


def _waiting(request: Request, services: Services, kept: Kept) -> Response:
    url = public_url(request, services.settings, f"/c/{kept.slug}")
    shown = waiting_page(kept, services.models, url=url, may_cancel=kept.own)
    return page(request, "waiting.html", shown)


def _failed(request: Request, services: Services, kept: Kept) -> Response:
    title, detail = kept.error or (CrossreadError.title, "")
    form = form_of(kept.left, kept.right, services.settings.default_keep_days)
    return _start(request, services, form=form, heading=title, faults=(Fault(None, detail),))


def _done(request: Request, services: Services, kept: Kept) -> Response:
    url = public_url(request, services.settings, f"/c/{kept.slug}")
    sharing = panel_of(request, services, kept)
    verdicts = verdicts_on(request, services, kept)

    def shown() -> ComparisonPage:
        comparison = from_document(kept.result or {})
        wanted = wanted_groups(request.query_params.getlist("show"))
        kinds = wanted_kinds(request.query_params.getlist("kind"))
        return lean(
            comparison_page(
                comparison,
                slug=kept.slug,
                wanted=wanted,
                kinds=kinds,
                level=wanted_level(request.query_params.get("caution")),
                words=wanted_words(request.query_params.get("q")),
                url=url,
                expires=kept.expires,
                may_delete=kept.own,
                sharing=sharing,
                query=asked_for(request),
                judged=judged_by(verdicts, kept, comparison, show_named="conflicts" in wanted and not kinds),
            )
        )

    # What is done does not change any more, but for these.
    key = key_of(kept.slug, kept.own, kept.expires, kept.readers_judge, url, sharing, verdicts, request.url.query)
    return long_page(request, "comparison.html", key, shown)


SHOW = {"queued": _waiting, "running": _waiting, "failed": _failed, "done": _done}
