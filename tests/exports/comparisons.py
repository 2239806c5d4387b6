"""Comparisons to take along: the examples with links of every kind made by a rule, and one full of traps."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from app.articles.examples import examples
from app.comparison.sentences import split
from app.comparison.types import Article, Comparison, Link, Provenance, Reason, Side, Status
from app.comparison.verdicts import Verdict
from app.exports.taken import Taken

MADE = datetime(2024, 5, 3, 12, tzinfo=UTC)
URL = "https://crossread.example/c/abc"
TRAPS_LEFT = """=HYPERLINK("http://evil.example")

Officials said 14 people died; =1+1 more were hurt. @SUM(A1) was *not* what **he** said\tin [this](http://x.example).

- A <script>alert(1)</script> &amp; a "quoted" word stood there.
+ The 😀 mayor of 渋谷 said:\n-5 degrees were measured at www.example.org by a@b.example, $5 and $6."""
TRAPS_RIGHT = """-1 people came.

Officials said 20 people died; <b>nobody</b> &lt; was hurt. `code` and ```more``` stood | here ~~and~~ there.

# The \x0bmayor\x01 of ‏שיבויה‏ said: ![picture](http://x.example/p.png)

1. A list that is _none_, and <!-- no comment -->."""


def linked(left: Article, right: Article) -> Comparison:
    """Each left sentence is linked to a right one, and every third to a second one; all kinds of links take turns."""
    ours, theirs = split(left.text), split(right.text)
    links = []
    for sentence in ours:
        for again in range(2 if sentence.index % 3 == 0 else 1):
            other = theirs[(sentence.index * 3 + again + 1) % len(theirs)]
            ours_first = (sentence.start, sentence.start + len(sentence.text.split()[0]))
            theirs_first = (other.start, other.start + len(other.text.split()[0]))
            match (sentence.index + again) % 4:
                case 0:
                    reasons = (
                        Reason("number", ours_first, theirs_first, "=14 against 20"),
                        Reason("place", None, theirs_first, ""),
                    )
                    likely = Link(sentence.index, other.index, "contradiction", 0.912, -0.125, None, "likely")
                    link = replace(likely, may_be_update=True, reasons=reasons)
                case 1:
                    link = Link(sentence.index, other.index, "match", 0.871, 0.75, "full")
                case 2:
                    link = Link(sentence.index, other.index, "contradiction", 0.5, 0.5, None, "possible")
                case _:
                    link = Link(sentence.index, other.index, "match", 0.7, 0.625, "partial")
            links.append(link)
    digests = [hashlib.sha256(article.text.encode()).hexdigest() for article in (left, right)]
    return Comparison(
        left=Side(left, ours, _statuses(len(ours), {link.left: link for link in links})),
        right=Side(right, theirs, _statuses(len(theirs), {link.right: link for link in links})),
        links=tuple(links),
        weaker=(Link(len(ours) - 1, len(theirs) - 1, "match", 0.3, 0.4, "partial"),),
        provenance=Provenance("1.2", "an-encoder@1", "a-judge@2", {"calibrated": True}, (digests[0], digests[1])),
        notes=("Both may be *one* report.",),
    )


def traps() -> Comparison:
    """Two articles that try to be read as something else than text."""
    return linked(Article(TRAPS_LEFT, "=A | *title*", "<Reuters>"), Article(TRAPS_RIGHT, "[A](b)", "@AP", "2024-05"))


def taken(comparison: Comparison) -> Taken:
    """With a verdict on the first link, and one that names a conflict between two sentences that are not linked."""
    first = comparison.links[0]
    pairs = {(link.left, link.right) for link in comparison.links + comparison.weaker}
    free = next(
        (x.index, y.index)
        for x in comparison.left.sentences
        for y in comparison.right.sentences
        if (x.index, y.index) not in pairs
    )
    verdicts = (
        Verdict(1, first.left, first.right, "no_contradiction", "=another | *bridge*", "maker", MADE),
        Verdict(2, *free, "contradiction", "", "reader", MADE),
    )
    return Taken(comparison, MADE, URL, MADE.replace(year=2025), verdicts)


def all_taken() -> Iterator[tuple[str, Taken]]:
    """Each under its name."""
    yield "traps", taken(traps())
    for example in examples():
        yield example.slug, taken(linked(example.left, example.right))


def _statuses(number: int, touched: dict[int, Link]) -> tuple[Status, ...]:
    found: list[Status] = []
    for index in range(number):
        link = touched.get(index)
        found.append("unique" if link is None else "matched" if link.relation == "match" else "contradictory")
    return tuple(found)
