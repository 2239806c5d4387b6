"""The comparison as a Word document: the findings with both sentences side by side, then both articles, marked."""

from __future__ import annotations

import io

from docx import Document
from docx.blkcntnr import BlockItemContainer
from docx.document import Document as Written
from docx.enum.text import WD_BREAK
from docx.shared import Cm, Length
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from app.exports.reading import reading, sections
from app.exports.saying import made_by, said
from app.exports.taken import Taken
from app.exports.word_style import (
    EDGES,
    GAP,
    SMALL,
    SOFT,
    dress,
    in_style,
    keep_together,
    legible,
    piece_of,
    shade,
    underline,
    write,
    write_pieces,
)
from app.shown.articles import ShownArticle, ShownSentence
from app.shown.comparison import ComparisonPage
from app.shown.findings import Finding
from app.shown.states import BOTH
from app.shown.verdicts import Judged
from app.shown.words import minute

TITLE = 255  # characters; the most that the properties of a Word file hold
NAMES_WIDE, VALUES_WIDE = Cm(4), Cm(13)
WIDE = Length(NAMES_WIDE + VALUES_WIDE)  # the width of the page between its margins


def render(taken: Taken) -> bytes:
    """A .docx file. What Word cannot hold, control characters, is shown as �."""
    page = reading(taken)
    document = Document()
    dress(document, foot=_foot(taken))
    found = document.core_properties
    found.title, found.author = legible(page.title)[:TITLE], f"Crossread {taken.comparison.provenance.version}"
    found.created = found.modified = taken.made.replace(tzinfo=None)
    found.comments = ""
    _head(document, page)
    _findings(document, page)
    for article in page.articles:
        with piece_of(document) as piece:
            _article(piece, article)
    _made(document, taken)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _head(document: Written, page: ComparisonPage) -> None:
    in_style(document.add_paragraph(legible(page.title)), "Title")
    write(document.add_paragraph(), " · ".join(page.summary)).bold = True
    for note in page.notes:
        write(document.add_paragraph(), note).italic = True
    for article in page.articles:
        paragraph = in_style(document.add_paragraph(), "List Bullet")
        about = [article.name, *article.about, *([article.page.href] if article.page else [])]
        write(paragraph, f"Article {article.letter}: ").bold = True
        write(paragraph, " · ".join(about))


def _findings(document: Written, page: ComparisonPage) -> None:
    for title, found in sections(page):
        in_style(document.add_paragraph(f"{title} ({len(found)})"), "Heading 1")
        for finding in found:
            with piece_of(document) as piece:
                _finding(piece, finding, page.judged)


def _finding(document: BlockItemContainer, finding: Finding, judged: Judged) -> None:
    about = f": {finding.about}" if finding.about else ""
    heading = in_style(document.add_paragraph(), "Heading 2")
    write(heading, f"{finding.state.glyph} ", colour=EDGES[finding.state.kind])
    write(heading, f"{finding.state.word}{about}")
    for why in finding.why:
        shape = document.add_paragraph(legible(why)).paragraph_format
        shape.keep_with_next, shape.space_after = True, GAP
    for cell, quote in zip(_side_by_side(document), finding.quotes, strict=True):
        in_style(cell.paragraphs[0], "Quotation")
        write(cell.paragraphs[0], f"{quote.label}  ").bold = True
        write_pieces(cell.paragraphs[0], quote.pieces, wash=finding.state != BOTH)
        shade(cell, finding.state)
    if finding.sure:
        write(in_style(document.add_paragraph(), "Small"), f"Confidence: {finding.sure} ({finding.percent} in 100)")
    for verdict in judged.of(finding):
        write(in_style(document.add_paragraph(), "Small"), said(verdict))


def _side_by_side(document: BlockItemContainer) -> tuple[_Cell, _Cell]:
    """Two cells, which stay on one page."""
    table = document.add_table(1, 2, WIDE)
    keep_together(table.rows[0])
    left, right = table.rows[0].cells
    return left, right


def _article(document: BlockItemContainer, article: ShownArticle) -> None:
    heading = in_style(document.add_paragraph(f"Article {article.letter}: {legible(article.name)}"), "Heading 1")
    heading.paragraph_format.page_break_before = True
    if article.about:
        write(in_style(document.add_paragraph(), "Small"), " · ".join(article.about))
    for shown in article.paragraphs:
        paragraph = in_style(document.add_paragraph(), "Article")
        for sentence in shown.sentences:
            if sentence.before == "\n":
                paragraph.add_run().add_break(WD_BREAK.LINE)
            elif sentence.before:
                paragraph.add_run(" ")
            _sentence(paragraph, sentence, headline=shown.headline)


def _sentence(paragraph: Paragraph, sentence: ShownSentence, *, headline: bool) -> None:
    """Its number, its words, and the sign of its state with the way to its partners."""
    write(paragraph, f"{sentence.number}\u202f", colour=SOFT).font.superscript = True
    for run in write_pieces(paragraph, sentence.pieces):
        underline(run, sentence.state)
        if headline:
            run.bold = True
    partners = ", ".join(partner.label for partner in sentence.partners)
    sign = "\u00a0".join(part for part in (sentence.state.glyph, partners) if part)
    write(paragraph, f"\u00a0{sign}", colour=EDGES[sentence.state.kind]).font.size = SMALL


def _made(document: Written, taken: Taken) -> None:
    in_style(document.add_paragraph("How this was made"), "Heading 1")
    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    for column, wide in zip(table.columns, (NAMES_WIDE, VALUES_WIDE), strict=True):
        column.width = wide
    for name, value in made_by(taken):
        first, second = table.add_row().cells
        first.width, second.width = NAMES_WIDE, VALUES_WIDE
        write(first.paragraphs[0], name).bold = True
        write(second.paragraphs[0], value)
        for cell in (first, second):
            in_style(cell.paragraphs[0], "Small")
    last = document.add_paragraph(
        "“Conflict” means that two sentences may not both be true. It does not say which of them is."
    )
    in_style(last, "Small")


def _foot(taken: Taken) -> str:
    parts = [f"Crossread {taken.comparison.provenance.version}", minute(taken.made), taken.url]
    return " · ".join(part for part in parts if part)
