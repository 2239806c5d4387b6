"""The start page's form: read whole, so that nothing typed is lost, then checked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal, NoReturn, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from app.articles.addresses import read_address
from app.articles.checks import check_text, count_words
from app.articles.doubts import Doubts, doubts
from app.articles.files import read_file
from app.articles.found import Given
from app.articles.guard import rules_of
from app.comparison.types import Article
from app.errors import CrossreadError, InputRefused, PageFailed, ServerFull, TooManyRequests
from app.settings import Settings
from app.web.allowance import allowance_of, spend
from app.web.cost import FILE
from app.web.given import read_label, read_page_address, read_published, wanted_days
from app.web.limits import body_limit
from app.web.making import Wanted
from app.web.visitors import visitor_of

T = TypeVar("T")
How = Literal["paste", "upload", "address"]
HOWS: tuple[How, ...] = ("paste", "upload", "address")
SEEN_AS_TYPED = "live"  # what scripts send: they have shown what they doubt beside the texts
MARK = 16  # hexadecimal digits; nobody gains by guessing it
FIELDS = 40  # more than the form has; a form with thousands is no form of ours


@dataclass(frozen=True, slots=True)
class SideForm:
    """What stands in one article's half of the form."""

    text: str = ""
    how: How = "paste"
    label: str = ""
    published: str = ""
    address: str = ""
    source: str = ""  # the publisher that was found
    origin: str = ""  # the address of the page that was found
    keep_origin: bool = True  # whether these two are kept with the comparison
    found: str = ""  # what was found in a file or at an address, in one line; empty where nothing was read
    warnings: tuple[str, ...] = ()  # of that


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field; `field` is None for the whole form."""

    field: str | None
    detail: str


@dataclass(frozen=True, slots=True)
class StartForm:
    """What stands in the form."""

    left: SideForm
    right: SideForm
    keep_days: int
    doubts: Doubts = ((), ())  # what to look at in the texts before they are compared
    seen: str = ""  # comes back with the form when these were shown


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that was sent: as it stands, and what is wanted.

    Nothing is, where there are faults, or where its giver has not seen yet what was found or what looks wrong.
    """

    form: StartForm
    faults: tuple[Fault, ...]
    status: int  # of the first fault, 200 without one
    wanted: Wanted | None
    retry_after: int | None = None  # seconds, where the first fault ends by itself


class _Faults:
    """Gathers what is wrong, so that everything can be said at once."""

    def __init__(self) -> None:
        self.found: list[Fault] = []
        self.status = 200
        self.retry_after: int | None = None

    def unless(self, read: Callable[[], T], *, field: str | None = None) -> T | None:
        """What `read` gives; None where it refuses, which is noted under `field` or its own."""
        try:
            return read()
        except (InputRefused, PageFailed, ServerFull, TooManyRequests) as error:
            if not self.found:
                self.status, self.retry_after = error.status, error.retry_after
            self.found.append(Fault(field or error.field, error.detail))
            return None


async def read_form(request: Request, settings: Settings) -> Filled:
    """Read the form that was sent; never raises for what a visitor wrote."""
    async with request.form(max_files=2, max_fields=FIELDS, max_part_size=body_limit(settings)) as sent:
        files = {side: await _file(sent, side) for side in ("left", "right")}
        pay = partial(spend, request, FILE)
        if not any(files.values()) and "address" not in (sent.get("left.how"), sent.get("right.how")):
            return await run_in_threadpool(_fill, sent, files, settings, pay)
        try:
            return await allowance_of(request).files.run(visitor_of(request.scope), _fill, sent, files, settings, pay)
        except (ServerFull, TooManyRequests) as full:  # of files; what was typed comes back with it
            return await run_in_threadpool(_fill, sent, files, settings, partial(_refuse, full))


def _refuse(error: CrossreadError) -> NoReturn:
    raise error


def _fill(
    sent: FormData, files: dict[str, tuple[str, bytes] | None], settings: Settings, pay: Callable[[], None]
) -> Filled:
    """`pay` is asked before a file or an address is read, and raises where it may not be."""
    faults = _Faults()
    left, right = (_side(sent, side, files[side], settings, faults, pay) for side in ("left", "right"))
    keep_days = _keep_days(sent, settings)
    articles = [_article(form, side, settings, faults) for side, form in (("left", left), ("right", right))]
    said = doubts(left.text, right.text)
    mark = hashlib.sha256(repr(said).encode()).hexdigest()[:MARK]
    form = StartForm(left, right, keep_days, said, mark)
    unseen = any(side.found for side in (left, right)) or (
        any(said) and _string(sent, "seen") not in (mark, SEEN_AS_TYPED)
    )
    wanted = None if faults.found or unseen else Wanted(articles[0], articles[1], keep_days)
    return Filled(form, tuple(faults.found), faults.status, wanted, faults.retry_after)


def _side(
    sent: FormData,
    side: str,
    file: tuple[str, bytes] | None,
    settings: Settings,
    faults: _Faults,
    pay: Callable[[], None],
) -> SideForm:
    """One half of the form; an uploaded file's text comes back as if it had been pasted."""
    # Browsers turn the line ends of a text area into CRLF when they send it; this is the text as it stood there.
    text = _string(sent, f"{side}.text").replace("\r\n", "\n")
    sent_how = _string(sent, f"{side}.how")
    how: How = next((known for known in HOWS if known == sent_how), "paste")
    form = SideForm(
        text,
        how,
        _string(sent, f"{side}.label").strip(),
        _string(sent, f"{side}.published").strip(),
        _string(sent, f"{side}.address").strip(),
        _string(sent, f"{side}.source").strip(),
        _string(sent, f"{side}.origin").strip(),
        keep_origin=f"{side}.origin-kept" in sent or not (f"{side}.source" in sent or f"{side}.origin" in sent),
    )
    most = settings.max_characters
    if how == "address" and not settings.fetch:  # from a page that was opened while it was on
        return replace(form, how="paste")
    if how == "address":
        if not form.address:
            return form
        rules = rules_of(settings)
        given = faults.unless(
            _paid(pay, lambda: read_address(form.address, rules=rules, max_characters=most)), field=f"{side}.address"
        )
        return form if given is None else _with(form, given)
    if file is None or (how == "paste" and text.strip()):
        return form
    given = faults.unless(_paid(pay, lambda: read_file(*file, max_characters=most)), field=f"{side}.file")
    return replace(form, how="upload") if given is None else _with(form, given)


def _paid(pay: Callable[[], None], read: Callable[[], Given]) -> Callable[[], Given]:
    """`read`, after `pay` did not refuse."""

    def both() -> Given:
        pay()
        return read()

    return both


def _with(form: SideForm, given: Given) -> SideForm:
    """The form as if what was found had been pasted."""
    seen = not given.extracted and not given.warnings
    return SideForm(
        given.text,
        "paste",
        form.label or given.title or given.source or "",
        form.published or given.published or "",
        source=given.source or "",
        origin=given.address or "",
        keep_origin=form.keep_origin,
        found="" if seen else found_line(given),
        warnings=given.warnings,
    )


def found_line(given: Given) -> str:
    """What was found, in one line."""
    words = f"{count_words(given.text):,} words"
    return " · ".join(filter(None, (given.title, given.source, given.published, words)))


def _article(form: SideForm, side: str, settings: Settings, faults: _Faults) -> Article:
    """The article; what is wrong goes to `faults`."""
    faults.unless(lambda: _check_text(form, side, settings, faults))
    faults.unless(lambda: read_label(form.label, field=f"{side}.label"))
    if form.published:
        faults.unless(lambda: read_published(form.published, field=f"{side}.published"))
    article = Article(form.text, title=form.label or None, published=form.published or None)
    if not form.keep_origin:
        return article
    faults.unless(lambda: read_label(form.source, field=f"{side}.label"))
    if form.origin:
        faults.unless(lambda: read_page_address(form.origin, field=f"{side}.address"))
    return replace(article, source=form.source or None, address=form.origin or None)


def _check_text(form: SideForm, side: str, settings: Settings, faults: _Faults) -> None:
    if form.how == "address":
        if not form.address:
            raise InputRefused("Give the address of a web page, or paste the article's text.", field=f"{side}.address")
        return
    if form.how == "upload" and not form.text.strip():
        if all(fault.field != f"{side}.file" for fault in faults.found):
            raise InputRefused("Choose a file, or paste the article's text.", field=f"{side}.file")
        return
    check_text(form.text, field=f"{side}.text", max_characters=settings.max_characters)


def _keep_days(sent: FormData, settings: Settings) -> int:
    """As chosen; what the page does not offer was not chosen on the page."""
    chosen = _string(sent, "keep_days")
    return int(chosen) if chosen in map(str, wanted_days(settings)) else settings.default_keep_days


def _string(sent: FormData, name: str) -> str:
    value = sent.get(name, "")
    return value if isinstance(value, str) else ""


async def _file(sent: FormData, side: str) -> tuple[str, bytes] | None:
    """Name and content of the file that was chosen; browsers send a nameless empty one where none was."""
    value = sent.get(f"{side}.file")
    if not isinstance(value, UploadFile) or not value.filename:
        return None
    return value.filename, await value.read()
