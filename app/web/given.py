"""Checks the small things that come with an article: labels, dates, how long to keep."""

from __future__ import annotations

import re
from datetime import date

from app.comparison.page_address import site_of
from app.errors import InputRefused
from app.settings import Settings
from app.store.lasting import KEEP_NOTHING

KEEP_DAYS = (1, 7, 30, 365)  # what the start page offers: a day, a week, a month, a year
LABEL_CHARACTERS = 500  # longer than any headline; a label is shown on every page and in every list
DATE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")


def offered_days(settings: Settings) -> tuple[int, ...]:
    """What the start page offers, the server's own choice among it; in order."""
    return tuple(sorted({*KEEP_DAYS, settings.default_keep_days}))


def wanted_days(settings: Settings) -> tuple[int, ...]:
    """What may be asked for when a comparison is made: any of these, or to keep nothing."""
    return (KEEP_NOTHING, *offered_days(settings))


def read_published(value: str, *, field: str) -> str:
    """`value` if it is a day, a month or a year of the calendar. Raises InputRefused."""
    parts = DATE.fullmatch(value)
    if parts is None:
        raise InputRefused(f"Write the date as 2024-05-03, 2024-05 or 2024, not “{_short(value)}”.", field=field)
    try:
        date(int(parts["year"]), int(parts["month"] or 1), int(parts["day"] or 1))
    except ValueError:
        raise InputRefused(f"The calendar has no {value}.", field=field) from None
    return value


def read_label(value: str, *, field: str) -> str:
    """`value` if it can be shown as a label. Raises InputRefused."""
    if len(value) > LABEL_CHARACTERS:
        raise InputRefused(f"A label may have {LABEL_CHARACTERS} characters; this has {len(value):,}.", field=field)
    if "\0" in value or any("\ud800" <= character <= "\udfff" for character in value):
        raise InputRefused("The label holds characters that are not text.", field=field)
    return value


def read_page_address(value: str, *, field: str) -> str:
    """`value` if it can stand as a link to a web page. Nothing is fetched from it. Raises InputRefused."""
    if site_of(value) is None:
        raise InputRefused("Write the address of the page as https://example.org/news/article.", field=field)
    return value


def _short(value: str) -> str:
    shown = value.encode("utf-8", "replace").decode()
    return shown if len(shown) <= 20 else f"{shown[:20]}…"  # 20: twice a date; enough to be recognised
