"""Writes the story into files as real programs write them."""

from __future__ import annotations

import io
import textwrap
import zipfile
from email import policy
from email.message import EmailMessage

from docx import Document
from odf.opendocument import OpenDocumentText
from odf.style import ParagraphProperties, Style, TextProperties
from odf.text import H, Note, NoteBody, NoteCitation, P
from PIL import Image  # comes with ReportLab
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A5
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageTemplate, Paragraph

from tests.articles.story import PARAGRAPHS, TITLE

BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=10, leading=12, spaceAfter=6)
HEADLINE = ParagraphStyle("headline", fontName="Helvetica-Bold", fontSize=18, leading=22, spaceAfter=10)


def _pages(canvas: Canvas, document: BaseDocTemplate) -> None:
    """A running head and a page number, as papers have them."""
    canvas.setFont("Helvetica", 8)
    canvas.drawString(40, A5[1] - 25, "THE SALTMERE HERALD")
    canvas.drawRightString(A5[0] - 40, A5[1] - 25, "4 May 2026")
    canvas.drawCentredString(A5[0] / 2, 20, f"Page {document.page}")


def pdf(
    *,
    columns: int = 1,
    heads: bool = False,
    body: ParagraphStyle = BODY,
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    encrypt: str | None = None,
) -> bytes:
    """The story by ReportLab; with columns, the headline runs across the first page."""
    written = io.BytesIO()
    document = BaseDocTemplate(written, pagesize=A5, title=TITLE, encrypt=encrypt)
    width, height, gutter = A5[0] - 80, A5[1] - 80, 16

    def frames(top: float) -> list[Frame]:
        each = (width - gutter * (columns - 1)) / columns
        return [
            Frame(40 + n * (each + gutter), 40, each, top, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
            for n in range(columns)
        ]

    head = Frame(40, height - 30, width, 70, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    each_page = _pages if heads else lambda *_: None
    document.addPageTemplates(
        [
            PageTemplate("first", [head, *frames(height - 36)], onPage=each_page),
            PageTemplate("later", frames(height), onPage=each_page),
        ]
    )
    flow = [NextPageTemplate("later"), Paragraph(TITLE, HEADLINE), *(Paragraph(text, body) for text in paragraphs)]
    document.build(flow)
    return written.getvalue()


def justified(**options: object) -> ParagraphStyle:
    """Both edges even."""
    return ParagraphStyle("justified", parent=BODY, alignment=TA_JUSTIFY, **options)


def hyphenated_pdf() -> bytes:
    """Narrow lines, drawn one by one, with words cut by a hyphen at their ends."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A5)
    y = A5[1] - 50
    canvas.setFont("Helvetica-Bold", 15)
    for line in TITLE.replace(" will", "\nwill").split("\n"):
        canvas.drawString(40, y, line)
        y -= 19
    for paragraph in PARAGRAPHS:
        y -= 8
        for line in cut_lines(paragraph, 44):
            if y < 50:
                canvas.showPage()
                y = A5[1] - 50
            canvas.setFont("Times-Roman", 11)
            canvas.drawString(40, y, line)
            y -= 13
    canvas.save()
    return written.getvalue()


def cut_lines(text: str, most: int) -> list[str]:
    """Lines of at most that many characters; a long word that does not fit is cut in two."""
    lines = [""]
    for word in text.split():
        room = most - len(lines[-1]) - 1
        if len(word) <= room:
            lines[-1] = f"{lines[-1]} {word}".strip()
        elif word.isalpha() and len(word) >= 7 and room >= 5:
            lines[-1] = f"{lines[-1]} {word[:4]}-".strip()
            lines.append(word[4:])
        else:
            lines.append(word)
    return lines


def scan_pdf() -> bytes:
    """A page that is a picture."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A5)
    canvas.drawImage(ImageReader(Image.effect_noise((200, 280), 40)), 0, 0, *A5)
    canvas.save()
    return written.getvalue()


def long_pdf(pages: int) -> bytes:
    """As many pages, all with nothing on them."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    kids = b" ".join(b"%d 0 R" % number for number in range(3, pages + 3))
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages), *[page] * pages]
    body = b"".join(b"%d 0 obj%s endobj\n" % (number, part) for number, part in enumerate(parts, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 5>>\n%%EOF"


def docx() -> bytes:
    """By python-docx: a heading, running head, a foot, mixed runs, a table's cell."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "THE SALTMERE HERALD"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    document.add_heading(TITLE, level=0)
    for number, text in enumerate(PARAGRAPHS[:-1]):
        paragraph = document.add_paragraph(style="List Bullet" if number == 4 else None)
        for at in range(0, len(text), 37):  # word processors cut text into runs anywhere
            paragraph.add_run(text[at : at + 37]).bold = at % 2 == 1
    document.add_table(1, 1).cell(0, 0).text = PARAGRAPHS[-1]
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def odt() -> bytes:
    """By odfpy: a heading, a style, a note."""
    document = OpenDocumentText()
    style = Style(name="Body", family="paragraph")
    style.addElement(ParagraphProperties(textalign="justify"))
    style.addElement(TextProperties(fontsize="11pt"))
    document.automaticstyles.addElement(style)
    document.text.addElement(H(outlinelevel=1, text=TITLE))
    for number, text in enumerate(PARAGRAPHS):
        paragraph = P(stylename=style, text=text)
        if number == 2:
            note = Note(noteclass="footnote")
            note.addElement(NoteCitation(text="1"))
            body = NoteBody()
            body.addElement(P(text="A note of the editor."))
            note.addElement(body)
            paragraph.addElement(note)
        document.text.addElement(paragraph)
    written = io.BytesIO()
    document.write(written)
    return written.getvalue()


def rtf() -> bytes:
    """As WordPad and TextEdit write it: code page 1252 where it reaches, \\u with a stand-in elsewhere."""
    paragraphs = "\\par\r\n\\par\r\n".join(f"\\pard\\fs22 {_rtf(text)}" for text in PARAGRAPHS)
    fonts = "{\\fonttbl{\\f0\\fswiss\\fcharset0 Helvetica;}}{\\colortbl;\\red0\\green0\\blue0;}"
    info = f"{{\\info{{\\title {TITLE}}}{{\\author Nobody}}}}{{\\header\\pard THE SALTMERE HERALD\\par}}"
    made = "{\\*\\generator Writer;}\\viewkind4\r\n"
    body = f"{{\\b\\f0\\fs32 {TITLE}}}\\par\r\n{paragraphs}\\par\r\n}}"
    return f"{{\\rtf1\\ansi\\ansicpg1252\\uc1\\deff0{fonts}{info}{made}{body}".encode("ascii")


def _rtf(text: str) -> str:
    written = ""
    for character in text:
        if character.isascii():
            written += character
        elif character in "“”’":
            written += f"\\u{ord(character)}?"
        else:
            written += f"\\'{character.encode('cp1252').hex()}"
    return written


def epub() -> bytes:
    """Two chapters, a table of contents, as the standard draws it."""
    chapter = (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml">'
        "<head><title>x</title></head><body>{}</body></html>"
    )
    first = f"<h1>{TITLE}</h1>" + "".join(f"<p>{text}</p>\n" for text in PARAGRAPHS[:4])
    second = "<section>" + "".join(f"<p>{text}</p>\n" for text in PARAGRAPHS[4:]) + "</section>"
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>' + TITLE + "</dc:title>"
        "<dc:publisher>The Saltmere Herald</dc:publisher><dc:date>2026-05-04T10:00:00Z</dc:date></metadata><manifest>"
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        '<item id="a" href="text/one%201.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="b" href="text/two.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="nav"/><itemref idref="a"/><itemref idref="b"/></spine></package>'
    )
    container = (
        '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        "<rootfiles>"
        '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OEBPS/book.opf": package,
            "OEBPS/nav.xhtml": chapter.format("<nav><h1>Contents</h1><ol><li><a>Chapter one</a></li></ol></nav>"),
            "OEBPS/text/one 1.xhtml": chapter.format(first),
            "OEBPS/text/two.xhtml": chapter.format(second),
        }
    )


def zipped(members: dict[str, str | bytes]) -> bytes:
    """A ZIP archive of these members."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return written.getvalue()


def mail(*, html: bool = False, wrapped: bool = True, attachment: bool = False) -> bytes:
    """By Python's own mail library; plain text is broken at 72 characters."""
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = "The Saltmere Herald <news@example.org>"
    message["To"] = "reader@example.org"
    message["Subject"] = f"Fwd: {TITLE}"
    message["Date"] = "Mon, 04 May 2026 10:00:00 +0000"
    if html:
        message.set_content(
            "<html><body><table><tr><td>"
            + "".join(f"<p>{p}</p>" for p in (TITLE, *PARAGRAPHS))
            + "</td></tr></table></body></html>",
            subtype="html",
        )
    else:
        parts = ["\n".join(textwrap.wrap(p, 72)) if wrapped else p for p in (TITLE, *PARAGRAPHS)]
        message.set_content("\n\n".join(parts) + "\n\n-- \nThe Herald, 3 Quay Street\n")
    if attachment:
        message.add_attachment(b"bytes", maintype="application", subtype="octet-stream", filename="photo.bin")
    return message.as_bytes()


def page(*, charset: str = "utf-8") -> bytes:
    """A news page with what stands around an article."""
    paragraphs = "\n".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="{charset}">
<title>{TITLE} | The Saltmere Herald</title>
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="The Saltmere Herald">
<meta property="article:published_time" content="2026-05-04T10:00:00Z">
<link rel="canonical" href="https://herald.example/lighthouse"></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<div class="cookie-banner">We use cookies. <button>Accept all cookies</button></div>
<main><article><h1>{TITLE}</h1>{paragraphs}</article>
<aside><h2>Most read</h2><ul><li><a href="/a">Bakery opens again</a></li><li><a href="/b">Rain</a></li></ul></aside>
</main>
<footer><p>All rights reserved. <a href="/privacy">Privacy policy</a></p></footer></body></html>""".encode(
        charset, "xmlcharrefreplace"
    )


def mhtml() -> bytes:
    """As Chromium saves a page."""
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://herald.example/lighthouse?from=home"
    message["Subject"] = TITLE
    message["Date"] = "Mon, 04 May 2026 10:00:00 -0000"
    message["MIME-Version"] = "1.0"
    message.set_content(page().decode(), subtype="html")
    message["Content-Location"] = "https://herald.example/lighthouse?from=home"
    message.make_related()
    message.add_related(b"picture", maintype="image", subtype="png")
    return message.as_bytes()
