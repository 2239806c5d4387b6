"""Joins the lines of columns into paragraphs, and the words that a line's end cut in two."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.articles.formats.pdf_letters import SOFT_HYPHEN
from app.articles.formats.pdf_order import Line

LARGER_GAP = 1.35  # times the usual distance of lines: a paragraph's end
OTHER_SIZE = 0.12  # of the letters' height: another kind of text
INDENT = 0.6  # of the letters' height
SHORT = 0.15  # of a column's width that a line without a full stop leaves empty where a heading ends
_FINAL = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_ITEM = re.compile(r"(?:[•◦▪‣·*–-]|\d{1,2}[.)])\s")
_HYPHEN = re.compile(r"(?<![^\W\d_])(?P<first>[^\W\d_]+)[-‐]$")
_WORD = re.compile(r"[^\W_]+(?:[-‐][^\W_]+)*")
# First halves that keep their hyphen, where the text itself does not tell.
_COMPOUNDS = frozenset(
    "well self half ex long short high low full part all cross left right one two three four five six seven eight nine"
    " ten twenty thirty forty fifty sixty seventy eighty ninety mid vice so much north south east west anglo so-called"
    " first second third world life man year day single double old new hard far near large small".split()
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Joined lines; `size` is the height of their letters in points."""

    text: str
    size: float


@dataclass(slots=True)
class _Open:
    lines: list[Line]
    full: bool = False  # whether the last line fills its column
    indented: bool = False


def paragraphs(columns: Sequence[Sequence[Line]]) -> list[Paragraph]:
    """The paragraphs of all columns of all pages, those that go on in the next column joined."""
    words = {word.casefold() for column in columns for line in column for word in _WORD.findall(line.text)}
    groups: list[_Open] = []
    for column in columns:
        new = _split(column)
        if groups and new and _goes_on(groups[-1], new[0], any(group.indented for group in (*groups, *new))):
            groups[-1].lines += new[0].lines
            groups[-1].full = new[0].full
            new = new[1:]
        groups += new
    return [_joined(group.lines, words) for group in groups]


def _split(column: Sequence[Line]) -> list[_Open]:
    gaps = [above.y - below.y for above, below in pairwise(column) if _alike(above, below)]
    usual = statistics.median_low(gaps) if gaps else 0.0
    left, right = min(line.left for line in column), max(line.right for line in column)
    groups: list[_Open] = []
    for line in column:
        indented = line.left - left > INDENT * line.size
        if groups and not _ends(groups[-1].lines[-1], line, usual, right, right - left):
            groups[-1].lines.append(line)
        else:
            groups.append(_Open([line], indented=bool(indented and groups)))
        groups[-1].full = right - line.right < SHORT * (right - left)
    return groups


def _alike(one: Line, other: Line) -> bool:
    return abs(one.size - other.size) <= OTHER_SIZE * max(one.size, other.size)


def _ends(above: Line, below: Line, usual: float, right: float, width: float) -> bool:
    """Whether a paragraph ends between two lines."""
    gap = above.y - below.y
    if (
        gap <= 0
        or not _alike(above, below)
        or gap > LARGER_GAP * max(usual, below.size * 0.9)
        or _ITEM.match(below.text)
    ):
        return True
    centred = abs((above.left + above.right) - (below.left + below.right)) < 0.5 * below.size
    if below.left - above.left > INDENT * below.size and not centred and not _ITEM.match(above.text):
        return True
    first = below.text.split(" ", 1)[0]
    needed = (below.right - below.left) * (len(first) + 1) / max(1, len(below.text))
    free = right - above.right
    if _FINAL.search(above.text):
        return free > needed  # the next word would have had room
    return free > needed + SHORT * width and first[:1].isupper() and not centred


def _goes_on(group: _Open, after: _Open, indents: bool) -> bool:
    """Whether the last paragraph of a column goes on at the top of the next."""
    last, first = group.lines[-1], after.lines[0]
    if not _alike(last, first) or _ITEM.match(first.text):
        return False
    if last.text.endswith(("-", "‐", SOFT_HYPHEN)):
        return True
    if not _FINAL.search(last.text):
        return group.full or first.text[:1].islower()
    return indents and group.full and not after.indented


def _joined(lines: Sequence[Line], words: set[str]) -> Paragraph:
    text = lines[0].text
    for line in lines[1:]:
        text = _join(text, line.text, words)
    return Paragraph(text.replace(SOFT_HYPHEN, ""), max(line.size for line in lines))


def _join(above: str, below: str, words: set[str]) -> str:
    if above.endswith(SOFT_HYPHEN):
        return above[:-1] + below
    cut = _HYPHEN.search(above)
    if cut is None:
        return above + below if above.endswith(("—", "/")) else f"{above} {below}"
    rest = _WORD.match(below)
    if rest is None or not below[0].islower():
        return above + below
    first, second = cut["first"].casefold(), rest[0].casefold()
    whole = first + second in words
    hyphened = f"{first}-{second}" in words
    keep = hyphened and not whole if whole or hyphened else first in _COMPOUNDS
    return above + below if keep else above[:-1] + below
