"""The start page, empty or with what was typed and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.articles.kinds import READ
from app.comparison.page_address import site_of
from app.comparison.types import Article
from app.settings import Settings
from app.shown.articles import LETTERS, SideName
from app.shown.sharing import period
from app.shown.words import count
from app.store.lasting import KEEP_NOTHING
from app.web.forms import Fault, SideForm, StartForm
from app.web.given import offered_days
from app.web.services import ModelState

EMPTY = SideForm()


@dataclass(frozen=True, slots=True)
class ShownSide:
    """One article's half of the form; a fault is None where the field is right."""

    side: SideName
    letter: str
    form: SideForm
    doubts: tuple[str, ...]  # what to look at in its text
    origin: str  # where it came from, in words: publisher and site; empty where that is not known
    text_fault: str | None
    file_fault: str | None
    address_fault: str | None
    label_fault: str | None
    published_fault: str | None


@dataclass(frozen=True, slots=True)
class Period:
    """One choice of how long to keep."""

    days: int
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class TopFault:
    """A fault as it stands at the top of the page, with the way to its field."""

    href: str | None
    place: str
    detail: str


@dataclass(frozen=True, slots=True)
class ExampleLink:
    """An example to try."""

    slug: str
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class StartPage:
    """Everything on the start page; `heading` says what went wrong, None where nothing did."""

    heading: str | None
    faults: tuple[TopFault, ...]
    sides: tuple[ShownSide, ShownSide]
    periods: tuple[Period, ...]
    examples: tuple[ExampleLink, ...]
    limits: str
    seen: str  # goes back with the form: these doubts were shown
    fetches: bool  # whether articles may be given by a web address
    max_characters: int
    models_note: str | None


def start_page(
    settings: Settings,
    models: ModelState,
    examples: Sequence[ExampleLink],
    *,
    form: StartForm | None = None,
    heading: str | None = None,
    faults: Sequence[Fault] = (),
) -> StartPage:
    """The page object; without `form` it is empty."""
    form = form or StartForm(EMPTY, EMPTY, settings.default_keep_days)
    return StartPage(
        heading=heading,
        faults=tuple(_top(fault) for fault in faults),
        sides=(
            _side("left", form.left, form.doubts[0], faults),
            _side("right", form.right, form.doubts[1], faults),
        ),
        periods=tuple(
            Period(days, period(days) if days else "no time: keep nothing", days == form.keep_days)
            for days in (*offered_days(settings), KEEP_NOTHING)
        ),
        examples=tuple(examples),
        limits=(
            f"At most {count(settings.max_characters, 'character')} and "
            f"{count(settings.max_sentences, 'sentence')} an article. Files: {READ}."
        ),
        seen=form.seen,
        fetches=settings.fetch,
        max_characters=settings.max_characters,
        models_note=models_note(models),
    )


def form_of(left: Article, right: Article, keep_days: int) -> StartForm:
    """The form as if these two had been typed."""
    return StartForm(_typed(left), _typed(right), keep_days)


def models_note(models: ModelState) -> str | None:
    """What a visitor should know of the models; None when they are there."""
    if models.ready:
        return None
    if models.away:
        return (
            "Nothing is being compared at the moment: no worker is running. Whatever you begin is kept, and is compared"
            " as soon as one runs."
        )
    if models.failed:
        return "The language models could not be loaded on this server: nothing can be compared until that is mended."
    return "The language models are still loading. You can begin: your comparison starts by itself when they are there."


def _typed(article: Article) -> SideForm:
    return SideForm(
        article.text,
        "paste",
        article.title or article.source or "",
        article.published or "",
        source=article.source or "",
        origin=article.address or "",
    )


def _side(side: SideName, form: SideForm, doubts: tuple[str, ...], faults: Sequence[Fault]) -> ShownSide:
    said = {fault.field: fault.detail for fault in reversed(faults)}
    return ShownSide(
        side=side,
        letter=LETTERS[side],
        form=form,
        doubts=() if form.warnings else doubts,  # what was found in a file or at an address was looked at more closely
        origin=" · ".join(filter(None, (form.source, site_of(form.origin)))),
        text_fault=said.get(f"{side}.text"),
        file_fault=said.get(f"{side}.file"),
        address_fault=said.get(f"{side}.address"),
        label_fault=said.get(f"{side}.label"),
        published_fault=said.get(f"{side}.published"),
    )


def _top(fault: Fault) -> TopFault:
    side, _, name = (fault.field or "").partition(".")
    if side not in ("left", "right") or not name:
        return TopFault(None, "", fault.detail)
    return TopFault(f"#{side}-{name}", f"Article {'A' if side == 'left' else 'B'}", fault.detail)
