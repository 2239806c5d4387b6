"""The pages that explain: how it works, and the API."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from app import errors
from app.settings import Settings
from app.shown.states import BOTH, CONFLICT, PART, POSSIBLE, UNIQUE, State
from app.web.api_answers import public_url
from app.web.given import offered_days
from app.web.kinds import kind_of


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One kind of error that the API gives."""

    anchor: str
    status: int
    title: str


@dataclass(frozen=True, slots=True)
class AboutPage:
    """The figures and addresses that the explanations name."""

    max_characters: str
    max_sentences: str
    keep_days: str
    base: str
    states: tuple[State, ...]
    problems: tuple[ProblemRow, ...]


PROBLEMS = (
    errors.NotJson,
    errors.PasswordNeeded,
    errors.PasswordWrong,
    errors.NotAllowed,
    errors.NoSuchPage,
    errors.NotDone,
    errors.TooSlow,
    errors.TooLong,
    errors.TypeNotRead,
    errors.InputRefused,
    errors.AddressRefused,
    errors.VerdictRefused,
    errors.NoSuchVerdict,
    errors.KeyReused,
    errors.KeyUnknown,
    errors.TooManyRequests,
    errors.CrossreadError,
    errors.ServerFull,
    errors.StoreFailed,
    errors.PageFailed,
    errors.PageSlow,
)


def about_page(request: Request, settings: Settings) -> AboutPage:
    """The page object."""
    return AboutPage(
        max_characters=f"{settings.max_characters:,}",
        max_sentences=f"{settings.max_sentences:,}",
        keep_days=", ".join(map(str, offered_days(settings))),
        base=public_url(request, settings, ""),
        states=(CONFLICT, POSSIBLE, BOTH, PART, UNIQUE),
        problems=tuple(ProblemRow(kind_of(error), error.status, error.title) for error in PROBLEMS),
    )
