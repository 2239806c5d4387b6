"""How the Word document looks: the page's type, its colours and its lines, as far as Word has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import cast

from docx.blkcntnr import BlockItemContainer
from docx.document import Document as Written
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_UNDERLINE
from docx.oxml import OxmlElement
from docx.oxml.document import CT_Body
from docx.oxml.ns import qn
from docx.oxml.text.font import CT_RPr
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from app.shown.pieces import Piece
from app.shown.states import BOTH, CONFLICT, NAMED, PART, POSSIBLE, UNIQUE, State
from app.templating import visible

# The light colours of static/css/tokens.css: what is printed is on white.
INK, SOFT = "1B1F24", "565D66"
EDGES = {
    CONFLICT.kind: "A83600",
    POSSIBLE.kind: "A83600",
    BOTH.kind: "0B5CAD",
    PART.kind: "0B5CAD",
    UNIQUE.kind: "6B6B6B",
    NAMED.kind: INK,
}
FILLS = {CONFLICT.kind: "FFD9C2", POSSIBLE.kind: "FFD9C2"}  # matches are quiet
LINES = {  # each state has a line of its own, as on the page
    CONFLICT.kind: WD_UNDERLINE.DOUBLE,
    POSSIBLE.kind: WD_UNDERLINE.DOTTED,
    BOTH.kind: WD_UNDERLINE.SINGLE,
    PART.kind: WD_UNDERLINE.DASH,
}
SIDES = {  # the edge of a quotation, as on the page
    CONFLICT.kind: "double",
    POSSIBLE.kind: "dotted",
    BOTH.kind: "single",
    PART.kind: "dashed",
    NAMED.kind: "dotDash",
}
ADDED = "E6F0FC"  # the page's wash behind what only one side adds: 62 % of its blue on white
READING, PLAIN = "Georgia", "Arial"  # on every desktop; LibreOffice has their like
BODY, SMALL = Pt(10.5), Pt(8.5)
GAP = Pt(3)  # below what belongs to what follows it
A4 = Cm(21), Cm(29.7)
MARGIN = Cm(2)
ILLEGAL = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")  # XML 1.0, production 2


def legible(text: str) -> str:
    """The text on one line, with � for what XML cannot hold."""
    return visible(" ".join(ILLEGAL.sub("\ufffd", text).split()))


def dress(document: Written, *, foot: str) -> None:
    """Set page, styles and footer of a new document."""
    section = document.sections[0]
    section.page_width, section.page_height = A4
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    _style(document, "Normal", PLAIN, BODY)
    for name, size, above in (("Title", Pt(20), 0), ("Heading 1", Pt(15), 18), ("Heading 2", Pt(11), 14)):
        styled = _style(document, name, READING if name == "Title" else PLAIN, size).paragraph_format
        styled.space_before, styled.space_after = Pt(above), GAP
    _style(document, "List Bullet", PLAIN, BODY)
    _style(document, _new(document, "Article"), READING, Pt(11)).paragraph_format.line_spacing = 1.4
    _style(document, _new(document, "Quotation"), READING, BODY).paragraph_format.space_after = Pt(2)
    small = _style(document, _new(document, "Small"), PLAIN, SMALL, colour=SOFT).paragraph_format
    small.space_before, small.space_after = GAP, GAP
    _without_rule(document, "Title")
    write(section.footer.paragraphs[0], foot, colour=SOFT).font.size = SMALL


@contextmanager
def piece_of(document: Written) -> Iterator[BlockItemContainer]:
    """What is added to the piece comes at the end of the document when it is done.

    The library goes through all of a document for each thing that is added to it.
    """
    body = cast(CT_Body, OxmlElement("w:body"))
    yield BlockItemContainer(body, document._body)
    end = document.element.body.get_or_add_sectPr()  # the page's layout, which has to stay the last
    for block in list(body):
        end.addprevious(block)


def in_style(paragraph: Paragraph, name: str) -> Paragraph:
    """Give it the style of that name, one of the library's template or of `dress`; return it.

    By the style's id, which is its name without spaces: asked by name, the library looks through all styles each time,
    which takes longer than all the rest of a long document.
    """
    paragraph._p.style = name.replace(" ", "")
    return paragraph


def write(paragraph: Paragraph, text: str, *, colour: str | None = None) -> Run:
    """Add the text, as one run, with its spaces at either end."""
    run = paragraph.add_run()
    run._r.add_t(visible(ILLEGAL.sub("\ufffd", re.sub(r"[\t\n\r ]+", " ", text))))  # no tabs, no lines left
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)
    return run


def write_pieces(paragraph: Paragraph, pieces: Iterable[Piece], *, wash: bool = True) -> list[Run]:
    """A sentence: what clashes in bold, what only it adds on a wash, if that is wanted."""
    runs = []
    for piece in pieces:
        run = write(paragraph, piece.text)
        if piece.clash:
            run.bold = True
        elif piece.added and wash:
            _fill(run._r.get_or_add_rPr(), ADDED)
        runs.append(run)
    return runs


def underline(run: Run, state: State) -> None:
    """Draw the line of the state under its words, and behind a conflict its ground."""
    line = LINES.get(state.kind)
    if line is not None:
        run.font.underline = line
        for drawn in run._r.get_or_add_rPr().findall(qn("w:u")):
            drawn.set(qn("w:color"), EDGES[state.kind])
    if state.kind in FILLS:
        _fill(run._r.get_or_add_rPr(), FILLS[state.kind])


def keep_together(row: _Row) -> None:
    """Let no page end within the row."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def shade(cell: _Cell, state: State) -> None:
    """Draw the edge of the state at the left of a quotation."""
    borders = OxmlElement("w:tcBorders")
    edge = OxmlElement("w:left")
    for name, value in (("val", SIDES[state.kind]), ("sz", "12"), ("space", "4"), ("color", EDGES[state.kind])):
        edge.set(qn(f"w:{name}"), value)
    borders.append(edge)
    cell._tc.get_or_add_tcPr().append(borders)


def _fill(properties: CT_RPr, colour: str) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shading.set(qn(f"w:{name}"), value)
    properties.insert_element_before(shading, "w:fitText", "w:vertAlign")  # the order that the schema asks for


def _without_rule(document: Written, name: str) -> None:
    """Take away the line below the paragraphs of a style, which the library's own template has."""
    properties = document.styles[name].element.get_or_add_pPr()
    for rule in properties.findall(qn("w:pBdr")):
        properties.remove(rule)


def _new(document: Written, name: str) -> str:
    style = cast(ParagraphStyle, document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
    style.base_style = document.styles["Normal"]
    return name


def _style(document: Written, name: str, font: str, size: Length, *, colour: str = INK) -> ParagraphStyle:
    style = cast(ParagraphStyle, document.styles[name])
    style.font.name, style.font.size = font, size
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # a theme's font would win over ours
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    return style
