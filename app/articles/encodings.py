"""Turns the bytes of a file into text, and says so when that took a guess."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from app.articles.kinds import READ
from app.errors import InputRefused, TypeNotRead

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|^\s*<\?xml[^>]{0,200}encoding=[\"']([\w.:-]+)",
    re.IGNORECASE,
)
DECLARED_WITHIN = 4096  # bytes from the start; HTML asks for the first 1024, pages are late
FEW_ACCENTS = 0.05  # share of bytes above ASCII up to which a text is English with typographic marks, so Windows-1252


def guess_warning(name: str, encoding: str) -> str:
    """What is said where it took a guess to read a file."""
    return f"{name} does not say how its characters are encoded; it was read as {encoding}. Check accents and quotes."


def decode(content: bytes, *, name: str, declared: bool = False) -> tuple[str, str | None]:
    """Return the text and the name of its encoding where that was guessed, else None.

    A byte order mark is not part of the text. `declared`: believe what an HTML or XML document says of itself.

    Raises:
        TypeNotRead: this is no text file.
        InputRefused: it may be text, but in no encoding that fits.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding, name), None
    if b"\x00" in content:
        return _without_mark(content, name)
    try:
        return content.decode("utf-8"), None
    except UnicodeDecodeError:
        pass  # an older encoding, then
    said = _declaration(content) if declared else None
    if said:
        return content.decode(said, errors="replace"), None
    guess = _guess(content)
    if guess is None:
        raise _undecodable(name)
    return _strictly(content, guess, name), guess


def _strictly(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(name) from error


def _undecodable(name: str) -> InputRefused:
    return InputRefused(
        f"The characters of {name} could not be read in any known encoding. Save it as UTF-8, or paste its words."
    )


def _without_mark(content: bytes, name: str) -> tuple[str, str]:
    """Read UTF-16 that lost its byte order mark: in European text every other byte is NUL."""
    half = len(content) // 2
    for encoding, high in (("utf-16-le", content[1::2]), ("utf-16-be", content[::2])):
        if high.count(0) > half * 0.7 and len(content) % 2 == 0:
            text = _strictly(content, encoding, name)
            if any(map(str.isalnum, text)):
                return text, encoding
    raise TypeNotRead(f"{name} is not a text file. What is read: {READ}.")


def _declaration(content: bytes) -> str | None:
    found = _DECLARED.search(content[:DECLARED_WITHIN])
    if found is None:
        return None
    try:
        return codecs.lookup((found.group(1) or found.group(2)).decode("ascii", "replace")).name
    except LookupError:
        return None  # an encoding nobody knows: guess


def _guess(content: bytes) -> str | None:
    if sum(byte > 127 for byte in content) <= FEW_ACCENTS * len(content):
        try:
            content.decode("cp1252")
        except UnicodeDecodeError:
            pass  # it has bytes that mean nothing there
        else:
            return "cp1252"
    best = from_bytes(content).best()
    return best.encoding if best else None
