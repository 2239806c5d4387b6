"""Files that were made to do harm, or are broken, of every kind that is read."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

from tests.articles import writers

Hostile = tuple[str, Callable[[], bytes]]  # by what name it comes, and what writes it
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CONTAINER = "META-INF/container.xml"


def docx(document: str | bytes) -> bytes:
    return writers.zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def lying_docx() -> bytes:
    """One that says it unpacks to 4 GB."""
    content = docx(f"<w:document {WORD}/>")
    entry = content.index(b"PK\x01\x02", content.index(b"PK\x01\x02") + 4)  # the second in the list of contents
    return content[: entry + 24] + struct.pack("<I", 0xFFFFFFF0) + content[entry + 28 :]


def bomb_docx() -> bytes:
    """100 MB of blanks in a hundred kilobytes."""
    return docx(f"<w:document {WORD}>".encode() + b" " * 100_000_000 + b"</w:document>")


def laughing(root: str) -> str:
    """Entities that stand for entities: a billion of them."""
    entities = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{entities}]>{root.format("&l9;")}'


def outside(root: str) -> str:
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>{root.format("&f;")}'


BODY = f"<w:document {WORD}><w:body><w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:body></w:document>"
ODT = (
    '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><o:body><o:text><t:p>{}</t:p></o:text></o:body>'
    "</o:document-content>"
)


def pdf_bomb() -> bytes:
    """A page whose 60 MB of drawing come in a few hundred kilobytes."""
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(b"0 0 m 1 1 l S " * 100_000) for _ in range(43)) + packer.flush()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed),
    ]
    body = b"".join(b"%d 0 obj%s endobj\n" % (number, part) for number, part in enumerate(parts, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 5>>\n%%EOF"


def nested_mail() -> bytes:
    heads = (f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(3000))
    return b"From: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\n" + "".join(heads).encode()


HOSTILE: dict[str, Hostile] = {
    "a docx of 4 GB": ("a.docx", lying_docx),
    "a docx that blows up": ("a.docx", bomb_docx),
    "an archive of 6,000 files": ("a.docx", lambda: writers.zipped({f"{n}": "" for n in range(6000)})),
    "an archive of archives": ("a.docx", lambda: writers.zipped({"a.zip": writers.zipped({"b.zip": b"PK"})})),
    "XML bomb in docx": ("a.docx", lambda: docx(laughing(BODY))),
    "XML bomb in odt": ("a.odt", lambda: writers.zipped({"content.xml": laughing(ODT)})),
    "XML bomb in epub": ("a.epub", lambda: writers.zipped({CONTAINER: laughing("<x>{}</x>")})),
    "an entity outside in docx": ("a.docx", lambda: docx(outside(BODY))),
    "an entity outside in odt": ("a.odt", lambda: writers.zipped({"content.xml": outside(ODT)})),
    "an entity in UTF-16": ("a.docx", lambda: docx(outside(BODY).encode("utf-16"))),
    "deep nesting in docx": ("a.docx", lambda: docx(f"<w:document {WORD}>" + "<w:p>" * 50_000)),
    "deep nesting in html": ("a.html", lambda: b"<html><body>" + b"<div>" * 300_000),
    "deep nesting in rtf": ("a.rtf", lambda: b"{\\rtf1" + b"{" * 300_000),
    "deep nesting in a mail": ("a.eml", nested_mail),
    "a PDF of 10,000 pages": ("a.pdf", lambda: writers.long_pdf(10_000)),
    "a PDF that blows up": ("a.pdf", pdf_bomb),
    "a PDF cut off": ("a.pdf", lambda: writers.pdf()[:900]),
    "a PDF of noise": ("a.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 200),
    "a locked PDF": ("a.pdf", lambda: writers.pdf(encrypt="secret")),
    "a scan": ("a.pdf", writers.scan_pdf),
    "a docx cut off": ("a.docx", lambda: writers.docx()[:9000]),
    "an odt cut off": ("a.odt", lambda: writers.odt()[:900]),
    "an epub cut off": ("a.epub", lambda: writers.epub()[:900]),
    "an epub without chapters": ("a.epub", lambda: writers.zipped({CONTAINER: "<container/>"})),
    "a picture called PDF": ("a.pdf", lambda: b"\x89PNG\r\n\x1a\n" + bytes(1000)),
    "a program called Word": ("a.docx", lambda: b"\x7fELF" + bytes(1000)),
    "an empty rtf": ("a.rtf", lambda: b"{\\rtf1\\ansi}"),
    "a mail of one attachment": ("a.eml", lambda: writers.mail().split(b"\r\n\r\n")[0] + b"\r\n\r\n"),
    "a page of nothing": ("a.html", lambda: b"<html>" + b"<a><b></a>" * 10_000),
}
