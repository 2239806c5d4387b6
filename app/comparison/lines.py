"""Finds the stretches of a text that hold whole sentences: paragraphs, and in them the lines that stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

LINE_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
# Characters that leave no mark on the page by themselves: of Unicode's Cf those met in articles, and combining marks.
ZERO_WIDTH = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
COMBINING = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
_UNSEEN = re.compile(f"[\\s\x00-\x1f\x7f-\x9f{ZERO_WIDTH}{COMBINING}]*")
_ENDED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_LIST_ITEM = re.compile(r"(?:[-–—*•·‣◦▪●○■►+]|\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.)])\s")
_BYLINE = re.compile(r"by\s+[A-Z]")
_ADDRESS = re.compile(r"(?:https?:|www\.|@|#|[^\s@]+@\S+\.)")
_CONTINUED = re.compile(r"[a-zß-öø-ÿ]+(?![A-Z])[^\s]*|[,;)\]]")  # not iPhone, eBay: those begin lines and sentences
NARROWEST = 30  # characters from which on a line may be one of a wrapped text; shorter ones are names and items
SURE_WRAPS = 2  # line ends in mid-clause, from which on a text counts as wrapped at a fixed width; one may be chance


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch that holds whole sentences: no white space at either end, no blank line inside."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without the white space around it; `gap` when a blank line or U+2029 is before it."""

    start: int
    end: int
    text: str
    gap: bool

    @property
    def unseen(self) -> bool:
        return _UNSEEN.fullmatch(self.text) is not None

    @property
    def seen(self) -> str:
        """The line's text without the marks that cannot be seen at its ends."""
        return self.text.strip("\u200b\u200c\u200d\ufeff \u00a0")


def blocks(text: str) -> tuple[Block, ...]:
    """Cut a text into blocks, in order; all that is not white space lies in one.

    Paragraphs are separated by blank lines. Within one, a line that goes on in the next (wrapped text) is joined with
    it; every other line (a headline, a byline, an item of a list) is a block of its own. Empty for white space alone.
    """
    joined: list[list[_Line]] = []
    numbers: list[int] = []
    paragraph = -1
    new_paragraph = True
    lines = list(_lines(text))
    width = _width(lines)
    for line in lines:
        new_paragraph = new_paragraph or line.gap
        if line.unseen:
            if joined and not line.gap:
                joined[-1].append(line)  # a line of zero-width spaces looks blank: its marks stay with what is before
                new_paragraph = True
                continue
            paragraph += 1
        elif new_paragraph:
            paragraph += 1
        elif _goes_on(joined[-1], line, width):
            joined[-1].append(line)
            continue
        joined.append([line])
        numbers.append(paragraph)
        new_paragraph = line.unseen
    return tuple(Block(run[0].start, run[-1].end, number) for run, number in zip(joined, numbers, strict=True))


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines that are not white space alone."""
    start, gap = 0, True
    for stop, after, broken in _stops(text):
        line = text[start:stop]
        bare = line.strip()
        if bare:
            first = start + len(line) - len(line.lstrip())
            yield _Line(first, first + len(bare), bare, gap)
        gap = not bare or broken
        start = after


def _stops(text: str) -> Iterator[tuple[int, int, bool]]:
    for found in LINE_BREAK.finditer(text):
        yield found.start(), found.end(), found.group() == "\u2029"
    yield len(text), len(text), False


def _breaks_off(line: _Line, following: _Line) -> bool:
    """Whether a clause of `line` plainly goes on in `following`."""
    start = following.seen
    return (
        _CONTINUED.match(start) is not None
        and _ENDED.search(line.seen) is None
        and not (_LIST_ITEM.match(start) or _BYLINE.match(start) or _ADDRESS.match(start))
    )


def _width(lines: list[_Line]) -> int | None:
    """The length to which the text was wrapped, None where it was not."""
    widest = sure = longest = 0
    for line, following in pairwise(lines):
        if following.gap:
            longest = 0
            continue
        longest = max(longest, len(line.text))
        if len(line.text) >= NARROWEST and _breaks_off(line, following):
            sure += 1
            widest = max(widest, longest)
    return widest if sure >= SURE_WRAPS else None


def _goes_on(run: list[_Line], following: _Line, width: int | None) -> bool:
    """Whether `following` belongs to the sentences that the lines of `run` hold."""
    line, start = run[-1], following.seen
    if line.unseen or _LIST_ITEM.match(start) or _BYLINE.match(start) or _ADDRESS.match(start):
        return False
    if _breaks_off(line, following) and not _CONTINUED.match(run[0].seen):  # a list of lower-case items is no clause
        return True
    # Wrapped text: the line ended because the next word did not fit.
    return width is not None and len(line.text) + 1 + len(start.split(maxsplit=1)[0]) > width >= len(line.text)
