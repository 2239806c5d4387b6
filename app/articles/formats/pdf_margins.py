"""Drops what stands on the edges of pages: running heads, footers, page numbers."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from app.articles.formats.pdf_letters import PageText, Segment

EDGE_LINES = 3  # lines from the top and from the bottom that may be running heads
EDGE = 0.12  # of a page's height, in which a lone page number stands
REPEATED = 0.4  # of all pages, and two at least: odd and even pages have different heads
SMALLER = 0.9  # of the text's letters; running heads are set in 8 points where the text has 10
APART = 1.8  # times the height of the text's letters: more than the lines of a paragraph or a note are apart
HEAD_APART = 1.35  # times the height of the letters: more than lines of one paragraph are apart
LEAST = 12  # segments that make a page of text
_NUMBER = re.compile(
    r"(?:page|p\.|seite)?\s*(?:[-–—|]\s*)?\d{1,4}\s*(?:[-–—|]\s*)?(?:(?:of|/|von)\s*\d{1,4})?", re.IGNORECASE
)
# What browsers print: day, time and title at the top; address and page at the bottom.
_PRINTED = re.compile(
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4},? \d{1,2}:\d\d.*|(?:https?|file)://\S+(?:\s+\d{1,4}/\d{1,4})?", re.IGNORECASE
)


def without_margins(pages: Sequence[PageText]) -> list[PageText]:
    """The pages without what comes again on the edge of others, and without their numbers."""
    edges = [_edge_lines(page) for page in pages]
    counts = Counter(key for lines in edges for key in {_key(text) for text in lines.values()})
    often = max(2.0, REPEATED * len(pages))
    kept = []
    for page, lines in zip(pages, edges, strict=True):
        going = {y for y, text in lines.items() if _goes(text, y, page.height, counts[_key(text)] >= often)}
        dropped = _from_the_edge(page, going)
        dropped |= _small_and_apart(page)
        kept.append(PageText(tuple(s for s in page.segments if round(s.y) not in dropped), page.height))
    return kept


def _goes(text: str, y: float, height: float, repeated: bool) -> bool:
    if repeated and any(map(str.isalnum, text)):
        return True
    on_edge = y < EDGE * height or y > (1 - EDGE) * height
    return on_edge and bool(_NUMBER.fullmatch(text.strip()) or _PRINTED.fullmatch(text.strip()))


def _from_the_edge(page: PageText, going: set[int]) -> set[int]:
    """Those of the lines that go which stand on the edge, and apart from what stays: a text may repeat a line."""
    heights = sorted({round(s.y) for s in page.segments})
    dropped: set[int] = set()
    for ordered in (heights, heights[::-1]):
        outer = list(takewhile(going.__contains__, ordered))
        while outer and not _apart(page, outer[-1], ordered[len(outer) : len(outer) + 1]):
            outer.pop()
        dropped.update(outer)
    return dropped


def _apart(page: PageText, last: int, following: list[int]) -> bool:
    """Whether a line is set off from the next: by more room than in a paragraph, or by smaller letters.

    Also where nothing follows.
    """
    size = max((s.size for s in page.segments if round(s.y) in following), default=0.0)
    own = max(s.size for s in page.segments if round(s.y) == last)
    return not following or abs(following[0] - last) > HEAD_APART * size or own <= SMALLER * size


def _small_and_apart(page: PageText) -> set[int]:
    """A first or last line in smaller letters than the text, well away from it: the only sign on a single page."""
    if len(page.segments) < LEAST:
        return set()
    usual = statistics.median(s.size for s in page.segments for _ in range(len(s.text)))
    heights = sorted({round(s.y) for s in page.segments})
    found = set()
    for y, inward in ((heights[0], heights[1:2]), (heights[-1], heights[-2:-1])):
        size = max(s.size for s in page.segments if round(s.y) == y)
        on_edge = y < EDGE * page.height or y > (1 - EDGE) * page.height
        if on_edge and size <= SMALLER * usual and all(abs(y - other) > APART * usual for other in inward):
            found.add(y)
    return found


def _edge_lines(page: PageText) -> dict[int, str]:
    """The text of the outermost lines by their height on the page, rounded to points."""
    by_line: dict[int, list[Segment]] = {}
    for segment in page.segments:
        by_line.setdefault(round(segment.y), []).append(segment)
    heights = sorted(by_line)
    outer = {*heights[:EDGE_LINES], *heights[-EDGE_LINES:]}
    return {y: " ".join(s.text for s in sorted(by_line[y], key=lambda s: s.left)) for y in outer}


def _key(text: str) -> str:
    """What stays the same from page to page: all but the numbers."""
    return re.sub(r"\d+", "#", " ".join(text.casefold().split()))
