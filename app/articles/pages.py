"""Finds the article in an HTML page: its text without menus and adverts, and what the page says of itself.

Read in a child process (see apart.py), for pages come from anyone, and what reads them may fail.
"""

from __future__ import annotations

import codecs
import logging
import re
from dataclasses import dataclass

import trafilatura

from app.articles.encodings import decode, guess_warning
from app.articles.found import Given
from app.comparison.page_address import site_of
from app.errors import InputRefused

_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DOCUMENT = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_ITEM = re.compile(r"[-–•]\s")
_NOT_FREE = re.compile(
    r"[\"']isAccessibleForFree[\"']\s*:\s*[\"']?false|content_tier[\"'][^>]{1,40}(?:locked|metered)", re.IGNORECASE
)
REPEATED = 4  # words from which on a paragraph that came before is a caption or a teaser, not a refrain

# It logs parts of what it reads, and nothing of an article may be in a log.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)


@dataclass(frozen=True, slots=True)
class Page:
    """The article in a page, and what the page says of it."""

    text: str
    title: str | None
    source: str | None
    published: str | None  # YYYY-MM-DD
    address: str | None
    free: bool  # False where the page says that one must pay for all of it


def read(
    content: bytes, *, name: str, max_characters: int, address: str | None = None, charset: str | None = None
) -> Given:
    """The article of a page that comes as bytes. `charset`: what came with it, which it may not say itself.

    Raises InputRefused: there is none in it. `max_characters` is for the caller to hold.
    """
    html, guessed = _characters(content, name, charset)
    page = read_page(html, address=address or None)
    if not page.text:
        raise InputRefused(f"No text was found in {name}. Open the page in a browser and paste the article.")
    warnings = []
    if guessed:
        warnings.append(guess_warning(name, guessed))
    if not page.free:
        warnings.append("The page says that one must pay for the whole article: this may be only its beginning.")
    return Given(page.text, page.title, tuple(warnings), page.source, page.published, page.address)


def read_page(html: str, *, address: str | None = None) -> Page:
    """Return the article of a page, its paragraphs separated by blank lines; the text is empty where there is none."""
    free = not _NOT_FREE.search(html)
    html = _XML_DECLARATION.sub("", html)  # lxml refuses a text that claims an encoding
    if not _DOCUMENT.search(html):
        html = f"<html><body>{html}</body></html>"  # a fragment, which is no document to trafilatura
    found = trafilatura.bare_extraction(
        html, url=address, with_metadata=True, include_comments=False, include_tables=False
    )
    if found is None or isinstance(found, dict) or not found.text:
        return Page("", None, None, None, None, free)
    text = _paragraphs(found.text)
    if found.title and found.title not in text[: 2 * len(found.title) + 200]:
        text = f"{found.title}\n\n{text}"  # the headline is part of the article
    published = found.date if found.date and _DATE.fullmatch(found.date) else None
    canonical = found.url if found.url and site_of(found.url) else None
    return Page(text, found.title or None, found.sitename or None, published, canonical, free)


def _characters(content: bytes, name: str, charset: str | None) -> tuple[str, str | None]:
    if charset and not content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return content.decode(charset), None
        except (LookupError, UnicodeDecodeError):
            pass  # what came with it is wrong, which is not rare
    return decode(content, name=name, declared=True)


def _paragraphs(text: str) -> str:
    """Separate lines by blank lines, except the items of a list; without long ones that came before."""
    written = ""
    before = ""
    seen: set[str] = set()
    for line in filter(None, (line.strip() for line in text.splitlines())):
        key = " ".join(line.casefold().split())
        if key in seen and len(key.split()) >= REPEATED:
            continue
        seen.add(key)
        if written:
            written += "\n" if _ITEM.match(line) and _ITEM.match(before) else "\n\n"
        written += line
        before = line
    return written
