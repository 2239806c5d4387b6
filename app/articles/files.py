"""Reads an uploaded file into the text of an article."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from app.articles.checks import check_text
from app.articles.encodings import NOT_READ, decode
from app.articles.pages import read_page
from app.errors import InputRefused, TooLong, TypeNotRead

TEXTS = frozenset({".txt", ".text", ".md", ".markdown"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
BYTES_PER_CHARACTER = 4  # the most that UTF-8, UTF-16 and UTF-32 need
PAGE_BYTES = 8_000_000  # of an HTML file; large news pages have 1 to 3 million, most of it scripts
FIELD = "file"


@dataclass(frozen=True, slots=True)
class Given:
    """The text of an article and what is known of it; `warnings` are sentences for the reader."""

    text: str
    title: str | None = None
    warnings: tuple[str, ...] = ()
    source: str | None = None
    published: str | None = None  # YYYY-MM-DD


def read_file(name: str, content: bytes, *, max_characters: int) -> Given:
    """Read a .txt, .md or .html file. Text and Markdown come through unchanged, code point for code point.

    Raises:
        TypeNotRead: another type, or a file that is no text whatever its name.
        TooLong: more than `max_characters`.
        InputRefused: empty, undecodable, or without an article in it.
    """
    shown = PurePath(name.replace("\\", "/")).name[:80] or "The file"
    try:
        return _read(shown, content, max_characters)
    except InputRefused as refused:
        raise type(refused)(refused.detail, field=refused.field or FIELD) from refused


def _read(name: str, content: bytes, max_characters: int) -> Given:
    ending = PurePath(name).suffix.lower()
    if ending not in TEXTS | PAGES and not (ending == "" and content):
        raise TypeNotRead(f"Files of the type {ending or 'without a name'} are not read. {NOT_READ}")
    page = ending in PAGES or (not ending and content.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")))
    if not content.strip():
        raise InputRefused(f"{name} is empty. Choose another file, or paste the article.")
    most = PAGE_BYTES if page else BYTES_PER_CHARACTER * (max_characters + 1)
    if len(content) > most:
        raise TooLong(f"{name} has {len(content):,} bytes; an article may have {max_characters:,} characters.")
    text, guessed = decode(content, name=name, declared=page)
    warnings = (_guessed(name, guessed),) if guessed else ()
    given = _article(name, text, warnings) if page else Given(text, None, warnings)
    check_text(given.text, field=FIELD, max_characters=max_characters)
    return given


def _guessed(name: str, encoding: str) -> str:
    return f"{name} does not say how its characters are encoded; it was read as {encoding}. Check accents and quotes."


def _article(name: str, html: str, warnings: tuple[str, ...]) -> Given:
    page = read_page(html)
    if not page.text:
        raise InputRefused(f"No text was found in {name}. Open the page in a browser and paste the article.")
    return Given(page.text, page.title, warnings, page.source, page.published)
