"""A finished comparison as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from app.comparison.types import Comparison, Link, Side


def report(comparison: Comparison) -> str:
    """Conflicts first with their reasons, then what both say, then what only one says. Ends without a line break."""
    return "\n".join(_lines(comparison))


def _lines(comparison: Comparison) -> Iterator[str]:
    left, right = comparison.left, comparison.right
    yield f"A  {left.article.title}"
    yield f"B  {right.article.title}"
    yield from comparison.notes
    conflicts = [link for link in comparison.links if link.relation == "contradiction"]
    matches = [link for link in comparison.links if link.relation == "match"]
    yield from _links(f"Conflicts ({len(conflicts)})", conflicts, left, right)
    yield from _links(f"Both say ({len(matches)})", matches, left, right)
    yield from _unique("Only in A", "A", left)
    yield from _unique("Only in B", "B", right)


def _links(heading: str, links: list[Link], left: Side, right: Side) -> Iterator[str]:
    yield ""
    yield heading
    for link in links:
        yield f"  {_sign(link):<2} A {_flat(left, link.left)}"
        yield f"     B {_flat(right, link.right)}"
        yield from (f"     {reason.note}" for reason in link.reasons if reason.note)
        if link.may_be_update:
            yield "     this may be an update, if one report is later"


def _unique(heading: str, letter: str, side: Side) -> Iterator[str]:
    alone = [index for index, status in enumerate(side.statuses) if status == "unique"]
    yield ""
    yield f"{heading} ({len(alone)})"
    yield from (f"  ○  {letter} {_flat(side, index)}" for index in alone)


def _sign(link: Link) -> str:
    if link.relation == "contradiction":
        return "≠" if link.band == "likely" else "≠?"
    return "=" if link.degree == "full" else "≈"


def _flat(side: Side, index: int) -> str:
    return " ".join(side.sentences[index].text.split())
