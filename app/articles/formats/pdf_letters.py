"""Gathers the letters of a PDF page into runs that stand on one line without a gap."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

SAME_LINE = 0.35  # of a letter's height: raised figures are still on the line, the next line is not
GAP = 1.3  # times the height of a letter: wider is no word space, even in justified columns, but a gutter or a tab
WORD_GAP = 0.22  # times the height: narrower is spacing of letters
HEIGHT = 1.12  # of letters, in font sizes: ascent and descent of Times are 1.11, of Arial and Helvetica 1.12
SOFT_HYPHEN = "\u00ad"
MARKED_HYPHEN = "\x02"  # what PDFium makes of a hyphen at the end of a line


@dataclass(frozen=True, slots=True)
class Segment:
    """Letters side by side. Lengths in points; y grows upwards, as in PDF."""

    text: str
    left: float
    right: float
    y: float  # of the baseline
    size: float  # height of the letters, ascenders and descenders included


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's segments in the order of the file, which need not be that of reading."""

    segments: tuple[Segment, ...]
    height: float


@dataclass(slots=True)
class _Run:
    text: str
    left: float
    right: float
    y: float
    size: float

    def takes(self, left: float, y: float) -> bool:
        return abs(y - self.y) <= SAME_LINE * self.size and -0.5 * self.size <= left - self.right <= GAP * self.size


def page_text(page: pypdfium2.PdfPage) -> PageText:
    """All text of a page."""
    text = page.get_textpage()
    try:
        return PageText(tuple(_segments(text.raw)), page.get_height())
    finally:
        text.close()


def _segments(text: raw.FPDF_TEXTPAGE) -> list[Segment]:
    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    runs: list[_Run] = []
    space = False
    for index in range(raw.FPDFText_CountChars(text)):
        letter = _letter(raw.FPDFText_GetUnicode(text, index))
        if letter.isspace() or not letter:
            space = space or bool(letter)
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        left, right = box.left, box.right
        run = runs[-1] if runs else None
        if run is not None and run.takes(left, y.value):
            run.text += (" " if space or left - run.right > WORD_GAP * run.size else "") + letter
            run.right = max(run.right, right)
        else:
            # Not the height of the box: some writers, LibreOffice among them, give fonts without ascent and descent.
            raw.FPDFText_GetMatrix(text, index, matrix)
            size = HEIGHT * raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.b, matrix.d)
            runs.append(_Run(letter, left, right, y.value, size or abs(box.top - box.bottom)))
        space = False
    return [Segment(run.text, run.left, run.right, run.y, run.size) for run in runs]


def _letter(code: int) -> str:
    """The character; nothing for what is none."""
    if code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code <= 0xDFFF:
        return ""
    letter = chr(code)
    if letter == MARKED_HYPHEN:
        return "-"
    return " " if ord(letter) < ord(" ") else letter
