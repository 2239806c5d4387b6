"""Tells what a file is by what is in it; the name only decides between a text and a page without a head."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath
from typing import Literal

from app.errors import TypeNotRead

Kind = Literal["text", "html", "pdf", "zipped", "rtf", "eml", "mhtml"]
READ = ".txt, .md, .html, .mhtml, .pdf, .docx, .odt, .rtf, .epub or .eml"
HEAD = 4096  # bytes that are looked at; the heads of mails and the first comments of pages are shorter
PDF_WITHIN = 1024  # bytes before %PDF- that readers put up with, as Acrobat does
TEXTS = frozenset({".txt", ".text", ".md", ".markdown"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
_OTHERS = (
    (rb"\xd0\xcf\x11\xe0", "an old Word file (.doc), or one with a password. Save it as .docx without a password"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP|II\*\x00|MM\x00\*|BM....\x00\x00\x00\x00", "a picture. Copy its words"),
    (rb"\x1f\x8b|7z\xbc\xaf|Rar!\x1a|BZh|\xfd7zXZ|\x28\xb5\x2f\xfd", "an archive. Unpack it, and choose the article"),
    (rb"\x7fELF|MZ.{58,60}|\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe", "a program"),
    (rb"....ftyp|ID3|OggS|\x1a\x45\xdf\xa3", "sound or film"),
    (rb"%!PS", "PostScript. Make a PDF of it"),
)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_HEADER = re.compile(r"^([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]?", re.MULTILINE)
_MAIL = frozenset({"from", "to", "subject", "date", "mime-version", "received", "message-id", "return-path"})
MAIL_HEADERS = 3  # of those that a mail has; two could be the first lines of a memo


def kind_of(name: str, content: bytes) -> Kind:
    """What is in a file. Raises TypeNotRead for what is none of the kinds that are read."""
    ending = PurePath(name).suffix.lower()
    start = content.lstrip()[:8]
    if start.startswith(b"%PDF-") or (ending == ".pdf" and b"%PDF-" in content[:PDF_WITHIN]):
        return "pdf"
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zipped"
    if start.startswith(b"{\\rtf"):
        return "rtf"
    for pattern, what in _OTHERS:
        if re.match(pattern, content, re.DOTALL):
            raise TypeNotRead(f"{name} is {what}. What is read: {READ}.")
    return _text_kind(ending, _head(content))


def _text_kind(ending: str, head: str) -> Kind:
    if _PAGE.match(head):
        return "html"
    if ending not in TEXTS and _is_mail(head):
        related = re.search(r"^content-type:\s*multipart/related", head, re.IGNORECASE | re.MULTILINE)
        saved = re.search(r"^snapshot-content-location:", head, re.IGNORECASE | re.MULTILINE)
        return "mhtml" if related or saved else "eml"
    return "html" if ending in PAGES else "text"


def _is_mail(head: str) -> bool:
    """Whether it begins with header lines, enough of them those of a mail."""
    before = re.split(r"\r?\n\r?\n", head, maxsplit=1)[0]
    first = before.split("\n", 1)[0]
    if not (_HEADER.match(first) or first.startswith("From ")):
        return False
    return len({found.lower() for found in _HEADER.findall(before)} & _MAIL) >= MAIL_HEADERS


def _head(content: bytes) -> str:
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if content.startswith(mark):
            return content[2:HEAD].decode(encoding, "replace")
    return content[:HEAD].removeprefix(codecs.BOM_UTF8).decode("latin-1")
