"""Has LibreOffice write the story into files of every kind that it knows, and reads them back: where it is installed.

`python -m tests.articles.office`. Prints the rows of docs/evaluation.md; ends with 1 where words are lost or added, and
with 2 where there is no LibreOffice.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pypdfium2

from app.articles.files import read_file
from app.articles.formats.pdf_letters import page_text
from tests.articles.story import PARAGRAPHS, TITLE, kept_and_added

LEAST = 0.99  # of the words, in order (issue of the ways in)
PATIENCE = 600  # seconds for one file, on a machine that does other work; two or three on an idle one
NAMES = {"office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
         "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
         "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
         "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """A file that LibreOffice is asked for; `ending` may name a filter, as soffice takes it."""

    what: str
    ending: str
    columns: int = 1
    heads: bool = True
    times: int = 1  # how often the paragraphs come: three times are several pages

    @property
    def name(self) -> str:
        """Of the file."""
        return f"story.{self.ending.partition(':')[0]}"

    @property
    def text(self) -> str:
        """What should come back."""
        return "\n\n".join((TITLE, *PARAGRAPHS * self.times))


WRITTEN = (
    Written("OpenDocument, running head and page number", "odt"),
    Written("Word, running head and page number", "docx"),
    Written("Rich Text, running head and page number", "rtf"),
    Written("PDF, one page, justified, running head and page number", "pdf"),
    Written("PDF, several pages, justified, running heads and page numbers", "pdf", times=3),
    Written("PDF, two columns, several pages, justified, running heads and page numbers", "pdf", columns=2, times=3),
    Written("e-book", "epub", heads=False),
    Written("web page", "html:XHTML Writer File:UTF8", heads=False),
    Written("plain text", "txt:Text (encoded):UTF8", heads=False),
)


def source(one: Written) -> str:
    """The story as a flat OpenDocument text of small pages: what LibreOffice opens and lays out."""
    names = " ".join(f'xmlns:{short}="{long}"' for short, long in NAMES.items())
    edges = (
        '<style:header><text:p text:style-name="Edge">THE SALTMERE HERALD</text:p></style:header>'
        '<style:footer><text:p text:style-name="Edge">Page <text:page-number/></text:p></style:footer>'
    )
    edges = edges if one.heads else ""
    room = "<style:header-style/><style:footer-style/>" if one.heads else ""
    paragraphs = "".join(f'<text:p text:style-name="Body">{escape(text)}</text:p>' for text in PARAGRAPHS * one.times)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {names} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
<style:style style:name="Body" style:family="paragraph">
<style:paragraph-properties fo:text-align="justify" fo:margin-bottom="0.2cm"/>
<style:text-properties fo:font-size="10pt" fo:language="en" fo:country="GB" fo:hyphenate="true"
 fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="2"/></style:style>
<style:style style:name="Headline" style:family="paragraph">
<style:paragraph-properties fo:margin-bottom="0.4cm"/>
<style:text-properties fo:font-size="18pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Edge" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.4cm"/>
<style:text-properties fo:font-size="8pt"/></style:style>
</office:styles>
<office:automatic-styles>
<style:page-layout style:name="Small"><style:page-layout-properties fo:page-width="14.8cm" fo:page-height="21cm"
 fo:margin="1.5cm"/>{room}</style:page-layout>
<style:style style:name="Columns" style:family="section"><style:section-properties>
<style:columns fo:column-count="{one.columns}" fo:column-gap="0.6cm"/></style:section-properties></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Small">{edges}
</style:master-page></office:master-styles>
<office:body><office:text><text:h text:style-name="Headline" text:outline-level="1">{TITLE}</text:h>
<text:section text:style-name="Columns" text:name="Body">{paragraphs}</text:section></office:text></office:body>
</office:document>"""


def write(office: str, one: Written, folder: Path) -> bytes:
    """The file, as LibreOffice writes it. Raises subprocess.CalledProcessError."""
    story = folder / "story.fodt"
    story.write_text(source(one), encoding="utf-8")
    command = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore"]
    command += ["--convert-to", one.ending, "--outdir", str(folder / "out"), str(story)]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    return (folder / "out" / one.name).read_bytes()


def cut_words(content: bytes) -> int:
    """How many lines of a PDF end in a hyphen: none without a dictionary of hyphenation (apt-get: hyphen-en-gb)."""
    with closing(pypdfium2.PdfDocument(content)) as document:
        lines = [segment.text for page in document for segment in page_text(page).segments]
    return sum(line.endswith(("-", "‐")) for line in lines)


def main() -> int:
    """Write, read back, and say how much came."""
    office = shutil.which("soffice")
    if office is None:
        print("There is no LibreOffice here: apt-get install libreoffice-writer-nogui", file=sys.stderr)
        return 2
    version = subprocess.run([office, "--version"], check=True, capture_output=True, text=True).stdout.split()[1]
    print("| file | written by | words back | added |\n|---|---|---|---|")
    wrong = 0
    with tempfile.TemporaryDirectory() as made:
        for one in WRITTEN:
            content = write(office, one, Path(made))
            given = read_file(one.name, content, max_characters=200_000)
            kept, added = kept_and_added(given.text, expected=one.text)
            cut = f", {cut_words(content)} words cut" if one.ending == "pdf" else ""
            print(f"| {one.what}{cut} | LibreOffice {version} | {100 * kept:.4g} % | {added} |", flush=True)
            wrong += kept < LEAST or added > 0
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
