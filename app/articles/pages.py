"""Finds the article in an HTML page: its text without menus and adverts, and what the page says of itself."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass

_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DOCUMENT = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_ITEM = re.compile(r"[-–•]\s")


# It logs parts of what it reads, and nothing of an article may be in a log.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)


@dataclass(frozen=True, slots=True)
class Page:
    """The article in a page, and what the page says of it."""

    text: str
    title: str | None
    source: str | None
    published: str | None  # YYYY-MM-DD


def read_page(html: str) -> Page:
    """Return the article of a page, its paragraphs separated by blank lines; the text is empty where there is none."""
    import trafilatura  # two seconds of start-up for what few visitors use

    html = _XML_DECLARATION.sub("", html)  # lxml refuses a text that claims an encoding
    if not _DOCUMENT.search(html):
        html = f"<html><body>{html}</body></html>"  # a fragment, which is no document to trafilatura
    found = trafilatura.bare_extraction(html, with_metadata=True, include_comments=False, include_tables=False)
    if found is None or isinstance(found, dict) or not found.text:
        return Page("", None, None, None)
    text = _paragraphs(found.text)
    if found.title and found.title not in text[: 2 * len(found.title) + 200]:
        text = f"{found.title}\n\n{text}"  # the headline is part of the article
    published = found.date if found.date and _DATE.fullmatch(found.date) else None
    return Page(text, found.title or None, found.sitename or None, published)


def _paragraphs(text: str) -> str:
    """Separate lines by blank lines, except the items of a list."""
    lines = [line.strip() for line in text.splitlines()]
    written = ""
    before = ""
    for line in filter(None, lines):
        if written:
            written += "\n" if _ITEM.match(line) and _ITEM.match(before) else "\n\n"
        written += line
        before = line
    return written
