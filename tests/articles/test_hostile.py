"""A hostile or broken file costs one clear sentence: no crash, no wait, no memory, nothing of anyone else."""

from __future__ import annotations

import os
import re
import resource
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.articles.apart import Readers
from app.articles.files import read_file
from app.errors import InputRefused, TooLong
from tests.articles import writers
from tests.articles.story import TEXT
from tests.source import ROOT

WITHIN = 12.0  # seconds
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


HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
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
    "an epub without chapters": ("a.epub", lambda: writers.zipped({CONTAINER: "<container/>"})),
    "a picture called PDF": ("a.pdf", lambda: b"\x89PNG\r\n\x1a\n" + bytes(1000)),
    "a program called Word": ("a.docx", lambda: b"\x7fELF" + bytes(1000)),
    "an empty rtf": ("a.rtf", lambda: b"{\\rtf1\\ansi}"),
    "a mail of one attachment": ("a.eml", lambda: writers.mail().split(b"\r\n\r\n")[0] + b"\r\n\r\n"),
    "a page of nothing": ("a.html", lambda: b"<html>" + b"<a><b></a>" * 10_000),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_it_costs_one_clear_sentence(what: str) -> None:
    name, write = HOSTILE[what]
    content = write()
    began = time.monotonic()
    with pytest.raises(InputRefused) as refused:
        read_file(name, content, max_characters=200_000)
    assert time.monotonic() - began < WITHIN
    assert refused.value.field == "file"
    assert name in refused.value.detail
    assert len(refused.value.detail) < 300
    assert re.search(r"[.]$", refused.value.detail)


def test_what_is_wrong_with_a_pdf_is_said_with_what_to_do() -> None:
    for content, said in (
        (writers.scan_pdf(), "text recognition"),
        (writers.pdf(encrypt="secret"), "password"),
        (writers.long_pdf(300), "300 pages"),
        (writers.pdf()[:900], "damaged or cut off"),
    ):
        with pytest.raises(InputRefused, match=said):
            read_file("a.pdf", content, max_characters=200_000)


def test_a_longer_article_than_allowed_is_refused_with_both_figures() -> None:
    with pytest.raises(TooLong, match="1,000"):
        read_file("a.docx", writers.docx(), max_characters=1000)


def test_others_are_read_while_hostile_files_are() -> None:
    def read(content: tuple[str, bytes]) -> str:
        try:
            return read_file(*content, max_characters=200_000).text
        except InputRefused:
            return "refused"

    bomb, good = ("a.docx", bomb_docx()), ("b.docx", writers.docx())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with ThreadPoolExecutor(4) as pool:
        texts = list(pool.map(read, [bomb, good, bomb, good]))
    assert texts == ["refused", TEXT, "refused", TEXT]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # kilobytes


def test_a_file_that_takes_too_long_is_given_up() -> None:
    readers = Readers()
    try:
        readers.read("rtf", writers.rtf(), name="a.rtf", max_characters=200_000)  # the libraries are loaded now
        page = b"<html><body>" + b"<p>The tower moved again and again, slowly.</p>" * 100_000
        with pytest.raises(TooLong, match="takes too long"):
            readers.read("html", page, name="a.html", max_characters=20_000_000, seconds=0.3)
        assert readers.read("rtf", writers.rtf(), name="a.rtf", max_characters=200_000).text == TEXT
    finally:
        readers.close()


def test_the_process_that_reads_is_started_again_when_it_was_ended() -> None:
    readers = Readers()
    try:
        for _ in range(2):
            assert readers.read("rtf", writers.rtf(), name="a.rtf", max_characters=200_000).text == TEXT
            readers.close()
    finally:
        readers.close()


def test_a_process_that_reads_can_write_nothing_and_has_a_gigabyte(tmp_path: Path) -> None:
    code = (
        "import sys; from app.articles.limits import limit_this_process; limit_this_process()\n"
        "try: bytearray(1 << 30)\nexcept MemoryError: print('memory')\n"
        "try: open(sys.argv[1], 'wb', 0).write(b'x')\nexcept OSError: print('disk')\n"
    )
    target = tmp_path / "written"
    ran = subprocess.run(
        [sys.executable, "-c", code, str(target)],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.split() == ["memory", "disk"]
    assert not target.exists() or target.stat().st_size == 0
