"""Puts the segments of a page into reading order: columns by the gutters between them, headlines across them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.articles.formats.pdf_letters import SAME_LINE, Segment

COLUMN_LINES = 3  # lines that make a column; fewer stand side by side by chance
COLUMN_WIDTH = 0.15  # of the whole width, on average; bullets and line numbers are narrower
ACROSS = 0.3  # of all lines that may run across a gutter: headline, standfirst, captions
DEPTH = 4  # cuts within cuts; newspapers have up to six columns, which three cuts part


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a column; lengths in points."""

    text: str
    left: float
    right: float
    y: float
    size: float


def pages_in_order(pages: Sequence[Sequence[Segment]]) -> list[list[Line]]:
    """The columns of all pages. A page of a few lines has its gutter where the pages before it have theirs."""
    found: list[list[Line]] = []
    usual: float | None = None
    for segments in pages:
        gutter = _gutter(segments)
        usual = usual if gutter is None else gutter
        found += columns(segments, hint=usual)
    return found


def columns(segments: Sequence[Segment], depth: int = DEPTH, hint: float | None = None) -> list[list[Line]]:
    """The columns of a region in reading order, each from top to bottom."""
    gutter = _gutter(segments) if depth else None
    if gutter is None and hint is not None and not any(s.left < hint < s.right for s in segments):
        gutter = hint if any(s.right <= hint for s in segments) and any(s.left >= hint for s in segments) else None
    if gutter is None:
        lines = _lines(segments)
        return [lines] if lines else []
    across = sorted((s for s in segments if s.left < gutter < s.right), key=lambda s: -s.y)
    beside = [s for s in segments if not s.left < gutter < s.right]
    found: list[list[Line]] = []
    top = float("inf")
    for bottom in [*(s.y for s in across), float("-inf")]:
        band = [s for s in beside if bottom + SAME_LINE * s.size < s.y <= top + SAME_LINE * s.size]
        beside = [s for s in beside if s not in band]
        left = [s for s in band if s.right <= gutter]
        right = [s for s in band if s.left >= gutter]
        if left or right:
            found += columns(left, depth - 1) + columns(right, depth - 1)
        spanning = [s for s in across if s.y == bottom]
        if spanning:
            row = _lines(spanning)
            if found and not (left or right) and found[-1][-1].y >= row[0].y:
                found[-1] += row
            else:
                found.append(row)
            across = [s for s in across if s.y != bottom]
        top = bottom
    return found


def _gutter(segments: Sequence[Segment]) -> float | None:
    """Where to cut a region from top to bottom; None where it is one column."""
    if len(segments) < 2 * COLUMN_LINES:
        return None
    first, last = min(s.left for s in segments), max(s.right for s in segments)
    width = last - first
    best: tuple[int, int, float] | None = None
    start: int | None = None
    # Steps of a point; all runs of places that few lines cross, the widest of the least crossed being the best.
    cover = [0] * (int(width) + 2)
    for s in segments:
        for x in range(max(0, int(s.left - first)), min(len(cover), int(s.right - first) + 1)):
            cover[x] += 1
    most = ACROSS * len(segments)
    low, high = int(COLUMN_WIDTH * width), int((1 - COLUMN_WIDTH) * width)
    for x in range(low, high + 2):
        if start is not None and (x > high or cover[x] != cover[start]):
            at = first + (start + x) / 2
            run = (-cover[start], x - start, at)
            if (best is None or run > best) and _two_columns(segments, at, width):
                best = run
            start = None
        if start is None and x <= high and cover[x] <= most:
            start = x
    return None if best is None else best[2]


def _two_columns(segments: Sequence[Segment], at: float, width: float) -> bool:
    """Whether lines stand on both sides of it, side by side."""
    left = [s for s in segments if s.right <= at]
    right = [s for s in segments if s.left >= at]
    if min(len({round(s.y) for s in side}) for side in (left, right)) < COLUMN_LINES:
        return False
    if any(sum(s.right - s.left for s in side) < COLUMN_WIDTH * width * len(side) for side in (left, right)):
        return False
    low = max(min(s.y for s in side) for side in (left, right))
    high = min(max(s.y for s in side) for side in (left, right))
    return all(sum(low <= s.y <= high for s in side) >= COLUMN_LINES for side in (left, right))


def _lines(segments: Sequence[Segment]) -> list[Line]:
    """Segments of one column as lines from top to bottom, those on one baseline joined."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: (-s.y, s.left)):
        if rows and abs(rows[-1][0].y - segment.y) <= SAME_LINE * min(segment.size, rows[-1][0].size):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [_line(sorted(row, key=lambda s: s.left)) for row in rows]


def _line(row: Sequence[Segment]) -> Line:
    text = " ".join(s.text for s in row)
    return Line(text, row[0].left, max(s.right for s in row), row[0].y, max(s.size for s in row))
