"""Reads an uploaded file into the text of an article, whatever its type."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from app.articles.apart import READERS
from app.articles.checks import check_text
from app.articles.encodings import decode, guess_warning
from app.articles.found import Given
from app.articles.kinds import kind_of
from app.articles.limits import SECONDS
from app.articles.review import review
from app.errors import InputRefused, TooLong

BYTES_PER_CHARACTER = 4  # the most that UTF-8, UTF-16 and UTF-32 need
FILE_BYTES = 20_000_000  # of all other types; a paper's PDF with its pictures has 1 to 10 million
PAGE_BYTES = 8_000_000  # of an HTML file; large news pages have 1 to 3 million, most of it scripts
FIELD = "file"


def read_file(name: str, content: bytes, *, max_characters: int, page: bool = False, seconds: float = SECONDS) -> Given:
    """Read a file by what is in it. Text and Markdown come through unchanged, code point for code point.

    `page`: what looks like plain text is a web page without a head. All else is read by a child process within so many
    `seconds` of computing: call it in a thread.

    Raises:
        TypeNotRead: no type that is read.
        TooLong: more than `max_characters`, or too much to read.
        InputRefused: empty, undecodable, broken, locked, or without an article in it.
        ServerFull: too many files are being read.
    """
    shown = "".join(filter(str.isprintable, PurePath(name.replace("\\", "/")).name))[:80] or "The file"
    try:
        return _read(shown, content, max_characters, page, seconds)
    except InputRefused as refused:
        raise type(refused)(refused.detail, field=refused.field or FIELD) from refused


def _read(name: str, content: bytes, max_characters: int, page: bool, seconds: float) -> Given:
    if not content.strip():
        raise InputRefused(f"{name} is empty. Choose another file, or paste the article.")
    kind = kind_of(name, content)
    if page and kind == "text":
        kind = "html"
    most = {"text": BYTES_PER_CHARACTER * (max_characters + 1), "html": PAGE_BYTES}.get(kind, FILE_BYTES)
    if len(content) > most:
        raise TooLong(
            f"{name} has {len(content):,} bytes; this type may have {most:,},"
            f" and an article {max_characters:,} characters."
        )
    given = _plain(name, content) if kind == "text" else _extracted(kind, name, content, max_characters, seconds)
    check_text(given.text, field=FIELD, max_characters=max_characters)
    return given


def _plain(name: str, content: bytes) -> Given:
    text, guessed = decode(content, name=name)
    if guessed is None:
        return Given(text)
    return Given(text, warnings=(guess_warning(name, guessed),))


def _extracted(kind: str, name: str, content: bytes, max_characters: int, seconds: float) -> Given:
    given = READERS.read(kind, content, name=name, max_characters=max_characters, seconds=seconds)
    return replace(given, extracted=True, warnings=given.warnings + review(given.text))
