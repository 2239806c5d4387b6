"""The share dialog: links to pass on, and what the maker can change of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.shown.words import count, minute

SAID = {  # by what the address says was done
    "kept": "How long it is kept has been changed.",
    "locked": "The password is set. Readers are asked for it from now on.",
    "open": "The password is taken away. Whoever has a link can read again.",
    "refused": "Nothing was changed: a password has 8 to 200 characters. A few plain words are easy to tell.",
    "made": "The link to short quotations is made.",
    "many": "There are twenty such links already. Revoke one, then make another.",
    "revoked": "That link is revoked. It leads nowhere now.",
    "dialog": "",  # nothing yet
}
YEAR = 365  # days


@dataclass(frozen=True, slots=True)
class Period:
    """One choice of how long to keep."""

    days: int
    words: str


@dataclass(frozen=True, slots=True)
class Link:
    """An address to pass on; `code` is it as a QR code, an SVG drawing."""

    url: str
    code: str


@dataclass(frozen=True, slots=True)
class ExcerptLink:
    """A link to short quotations, with what ends it."""

    number: int
    link: Link
    revoke: str


@dataclass(frozen=True, slots=True)
class SharePanel:
    """Everything in the dialog; what only the maker can do shows where `own`."""

    slug: str
    link: Link
    expires: str
    own: bool
    locked: bool
    fleeting: bool
    periods: tuple[Period, ...]
    excerpts: tuple[ExcerptLink, ...]
    said: str
    open: bool


def share_panel(
    slug: str,
    link: Link,
    excerpts: Sequence[tuple[str, Link]],
    *,
    expires: datetime,
    own: bool,
    locked: bool,
    fleeting: bool,
    days: Sequence[int],
    done: str | None,
) -> SharePanel:
    """The page object; `excerpts` are slugs with their links, `days` the choices, `done` what the address says."""
    return SharePanel(
        slug=slug,
        link=link,
        expires=minute(expires),
        own=own,
        locked=locked,
        fleeting=fleeting,
        periods=tuple(Period(number, period(number)) for number in days),
        excerpts=tuple(
            ExcerptLink(number, made, f"/c/{slug}/excerpts/{excerpt}/revoke")
            for number, (excerpt, made) in enumerate(excerpts, start=1)
        ),
        said=SAID.get(done or "", ""),
        open=done in SAID,
    )


def period(days: int) -> str:
    """`30 days`, `a year`."""
    return "a year" if days == YEAR else count(days, "day")
