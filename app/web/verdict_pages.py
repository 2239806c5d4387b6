"""What readers say of pairs, by pages and forms: they work without scripts, and scripts send the same forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from app.comparison.document import from_document
from app.comparison.types import Comparison
from app.comparison.verdicts import Pair, Verdict
from app.errors import CrossreadError, NoSuchPage, NoSuchVerdict
from app.shown.caution import MORE
from app.shown.comparison import GROUPS
from app.shown.findings import Finding, findings
from app.shown.order import anchors, ordered
from app.shown.verdicts import Judged, judged, named_anchor, named_findings, pair_of
from app.store.kept import Kept
from app.web.look import page
from app.web.maker import give_maker, maker_of, maker_or_new
from app.web.said import Said, Typed, read_form, typed_in
from app.web.services import Given, Services
from app.web.shown.verdicts import verdict_page, verdicts_page
from app.web.tokens import maker_token

router = APIRouter(prefix="/c/{slug}/verdicts", include_in_schema=False)
READ = ["GET", "HEAD"]
FIELDS = 10  # more than the form has
ASKED = ("show", "kind", "caution", "q")  # what the comparison's page understands
LARGEST = 2**63 - 1  # that a database's number can be


@router.api_route("", methods=READ)
def show_all(request: Request, slug: str, services: Given) -> Response:
    """All verdicts, pair by pair."""
    kept, comparison = find_done(request, services, slug)
    said = judged_for(request, services, kept, comparison)
    fleeting = kept.fleeting and kept.own
    shown = verdicts_page(
        comparison, said, _findings(comparison), slug=slug, query=asked_for(request), fleeting=fleeting
    )
    return page(request, "verdicts.html", shown)


@router.api_route("/new", methods=READ)
def start(request: Request, slug: str, services: Given) -> Response:
    """The form for one pair, or for one that is yet to be named."""
    return _form(request, services, slug, typed_in(request.query_params).pair)


@router.post("")
async def give(request: Request, slug: str, services: Given) -> Response:
    """Keep it and go back to the pair; or the form again, with everything typed and what is wrong."""
    async with request.form(max_files=0, max_fields=FIELDS) as sent:
        typed, says = typed_in(sent), sent.get("says")
    return await run_in_threadpool(_give, request, services, slug, typed, says)


@router.post("/readers")
async def let_readers(request: Request, slug: str, services: Given) -> Response:
    """Turn the switch."""
    async with request.form(max_files=0, max_fields=FIELDS) as sent:
        allowed = sent.get("readers") == "yes"
    token = maker_token(request)
    await run_in_threadpool(services.store.verdicts.let_readers, slug, allowed, token=token, now=services.clock())
    return back(request, slug, "verdicts")


@router.post("/{number}/delete")
def withdraw(request: Request, slug: str, number: str, services: Given) -> Response:
    """Take one away."""
    store, now = services.store.verdicts, services.clock()
    store.withdraw(slug, read_number(number), token=maker_token(request), reader=maker_of(request), now=now)
    return back(request, slug, "verdicts")


def read_number(value: str) -> int:
    """The number of a verdict in an address. Raises NoSuchVerdict for what is none."""
    if not (value.isascii() and value.isdecimal() and len(value) <= len(str(LARGEST)) and int(value) <= LARGEST):
        raise NoSuchVerdict
    return int(value)


def find_done(request: Request, services: Services, slug: str) -> tuple[Kept, Comparison]:
    """A comparison that is done. Raises NoSuchPage: before there are findings, there is nothing to judge."""
    kept = services.store.find(slug, now=services.clock(), token=maker_token(request))
    if kept.result is None:
        raise NoSuchPage
    return kept, from_document(kept.result)


def judged_for(request: Request, services: Services, kept: Kept, comparison: Comparison) -> Judged:
    """What readers say of it, and what this visitor may do about it."""
    return judged_by(verdicts_on(request, services, kept), kept, comparison)


def verdicts_on(request: Request, services: Services, kept: Kept) -> tuple[Verdict, ...]:
    """What readers say of it, as it is kept."""
    token, now = maker_token(request), services.clock()
    return tuple(services.store.verdicts.of(kept.slug, now=now, token=token, reader=maker_of(request)))


def judged_by(verdicts: Sequence[Verdict], kept: Kept, comparison: Comparison, *, show_named: bool = True) -> Judged:
    """The same in words, and what this visitor may do about it."""
    return judged(comparison, verdicts, is_maker=kept.own, readers_judge=kept.readers_judge, show_named=show_named)


def asked_for(request: Request) -> str:
    """What the reader asked of the comparison's page, as the end of an address: `?show=both`, or empty."""
    asked = [(name, value) for name, value in request.query_params.multi_items() if name in ASKED]
    return f"?{urlencode(asked)}" if asked else ""


def back(request: Request, slug: str, anchor: str) -> Response:
    """To the comparison's page as it was asked for."""
    return RedirectResponse(f"/c/{slug}{asked_for(request)}#{anchor}", status_code=303)


def _give(request: Request, services: Services, slug: str, typed: Typed, says: Any) -> Response:
    reader = maker_or_new(request)
    try:
        said = read_form(typed, says)
        services.store.verdicts.give(
            slug, said.left, said.right, said.says, said.remark,
            token=maker_token(request), reader=reader, now=services.clock(),
        )  # fmt: skip
    except NoSuchPage:
        raise
    except CrossreadError as error:  # whatever went wrong, what was typed must come back
        return _form(request, services, slug, typed.pair, typed=typed, fault=error)
    answer = back(request, slug, _anchor(find_done(request, services, slug)[1], said))
    give_maker(answer, request, reader)
    return answer


def _form(
    request: Request,
    services: Services,
    slug: str,
    pair: Pair | None,
    *,
    typed: Typed | None = None,
    fault: CrossreadError | None = None,
) -> Response:
    kept, comparison = find_done(request, services, slug)
    shown = verdict_page(
        comparison,
        judged_for(request, services, kept, comparison),
        _finding(comparison, pair),
        slug=slug,
        query=asked_for(request),
        fleeting=kept.fleeting and kept.own,
        typed=typed,
        fault=fault,
    )
    wait = {"Retry-After": str(fault.retry_after)} if fault and fault.retry_after else {}
    return page(request, "verdict.html", shown, status=fault.status if fault else 200, headers=wait)


def _findings(comparison: Comparison) -> tuple[Finding, ...]:
    conflicts, matches = findings(comparison, ordered(comparison), wanted=frozenset(GROUPS), kinds=(), level=MORE.value)
    return conflicts + matches


def _finding(comparison: Comparison, pair: Pair | None) -> Finding | None:
    """The pair that is meant: a finding of the result, or a conflict that it does not have; None for no pair."""
    if pair is None or pair[0] >= len(comparison.left.sentences) or pair[1] >= len(comparison.right.sentences):
        return None
    found = (finding for finding in _findings(comparison) if pair_of(finding) == pair)
    return next(found, None) or named_findings(comparison, [pair])[0]


def _anchor(comparison: Comparison, said: Said) -> str:
    pair = (said.left, said.right)
    return anchors(comparison).get(pair) or named_anchor(*pair)
