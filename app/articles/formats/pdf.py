"""The article in a PDF: its letters by their places, in reading order, as paragraphs."""

from __future__ import annotations

import re
import statistics

import pypdfium2
from pypdfium2 import raw

from app.articles.formats.pdf_letters import PageText, page_text
from app.articles.formats.pdf_margins import without_margins
from app.articles.formats.pdf_order import Line, pages_in_order
from app.articles.formats.pdf_paragraphs import Paragraph, paragraphs
from app.articles.found import Given
from app.errors import InputRefused, TooLong

PAGES = 200  # an article has 1 to 60; what has more is a book
SCAN_LETTERS = 25  # a page on average; a scan has none, or a stamp of who made it
TITLE_WORDS = 40  # the longest headlines have 30
LARGER = 1.15  # times the size of the text from which on a paragraph on the first page is its headline


def read(content: bytes, *, name: str, max_characters: int) -> Given:
    """Its text; a headline is known by its size. Raises InputRefused: locked, scanned, damaged; TooLong."""
    document = _open(content, name)
    if len(document) > PAGES:
        raise TooLong(f"{name} has {len(document):,} pages; at most {PAGES} are read. Save only the article's pages.")
    pages: list[PageText] = []
    letters = 0
    for page in document:
        pages.append(page_text(page))
        letters += sum(len(segment.text) for segment in pages[-1].segments)
        page.close()
        if letters > 2 * max_characters:  # twice, for running heads go
            raise TooLong(f"{name} has more than {max_characters:,} characters. Save only the article's pages.")
    if letters < SCAN_LETTERS * len(pages):
        raise InputRefused(
            f"{name} holds pictures of pages and no text, as scans do. Run text recognition (OCR) on it, as most"
            " scanners and PDF programs can, or paste the article's words."
        )
    laid = pages_in_order([page.segments for page in without_margins(pages)])
    found = paragraphs(laid)
    return Given("\n\n".join(paragraph.text for paragraph in found), _title(document, found, laid))


def _open(content: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY) or "assword" in str(error):
            raise InputRefused(
                f"{name} is locked with a password. Open it, print it to a PDF without one, and choose that."
            ) from None
        raise InputRefused(
            f"{name} is damaged or cut off and could not be opened. Save it again, or paste the article's words."
        ) from None


def _title(document: pypdfium2.PdfDocument, found: list[Paragraph], laid: list[list[Line]]) -> str | None:
    """The largest of the first paragraphs, if larger than the text; else what the PDF says, if the text has it."""
    sizes = [line.size for column in laid for line in column for _ in range(len(line.text))]
    head = max(found[:6], key=lambda paragraph: paragraph.size, default=None)
    if head and len(head.text.split()) <= TITLE_WORDS and head.size >= LARGER * statistics.median(sizes):
        return " ".join(head.text.split())
    said = " ".join((document.get_metadata_value("Title") or "").split())
    text = re.sub(r"\s+", " ", found[0].text) if found else ""
    return said if said and said in text else None
