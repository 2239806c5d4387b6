"""Counts, dates and names as a reader says them."""

from __future__ import annotations

from datetime import date, datetime

from app.comparison.types import Article

MONTH, YEAR = 365.25 / 12, 365.25  # days
MANY_DAYS = 60  # from here on a reader thinks in months
MANY_MONTHS = 24  # and from here on in years


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 sentence`, `1,200 sentences`; `many` where an s does not make the plural."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def day(moment: date) -> str:
    """`3 May 2024`."""
    return f"{moment.day} {moment:%B} {moment.year}"


def minute(moment: datetime) -> str:
    """`3 May 2024, 14:05 UTC`; `moment` is in UTC."""
    return f"{day(moment)}, {moment:%H:%M} UTC"


def published(value: str) -> str:
    """`3 May 2024`, `May 2024` or `2024`, from YYYY-MM-DD, YYYY-MM or YYYY."""
    if len(value) == len("YYYY"):
        return value
    if len(value) == len("YYYY-MM"):
        return f"{date.fromisoformat(f'{value}-01'):%B} {value[:4]}"
    return day(date.fromisoformat(value))


def names(left: Article, right: Article) -> tuple[str, str]:
    """What the two are called: by their sources where these tell them apart, else by title, else by letter."""
    sources, titles = (
        [_one_line(text) for text in pair] for pair in ((left.source, right.source), (left.title, right.title))
    )
    if all(sources) and sources[0] != sources[1]:
        return sources[0], sources[1]
    return titles[0] or sources[0] or "Article A", titles[1] or sources[1] or "Article B"


def versus(left: Article, right: Article) -> str:
    """What a comparison is called."""
    return " vs ".join(names(left, right))


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def newer(left: str | None, right: str | None) -> str | None:
    """Which article was published later, and by how much where both days are known; None where nothing can be said."""
    if left is None or right is None:
        return None
    known = min(len(left), len(right))  # compare what both say: years, months or days
    if left[:known] == right[:known]:
        return None
    later = "A" if left[:known] > right[:known] else "B"
    if known < len("YYYY-MM-DD"):
        return f"{later} was published later"
    days = abs((date.fromisoformat(left) - date.fromisoformat(right)).days)
    return f"{later} was published {_after(days)} later"


def _after(days: int) -> str:
    """`a day`, `9 days`, `about 3 months`, `about 4 years`: nobody counts 1,637 days."""
    if days < MANY_DAYS:
        return "a day" if days == 1 else count(days, "day")
    if days < MANY_MONTHS * MONTH:
        return f"about {count(round(days / MONTH), 'month')}"
    return f"about {count(round(days / YEAR), 'year')}"
