"""What it costs to read a long comparison and its excerpt, and to take them along: `python -m benchmarks.taking`.

Prints milliseconds of computing for two articles of 1,000 sentences each, or as many as are named behind it, with the
links that people gave them. Measured is from the bytes that are kept to those of the answer, as each request does it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from jinja2 import Environment

from app.comparison.document import from_document, to_document
from app.comparison.excerpt import excerpt
from app.comparison.types import Comparison
from app.exports.formats import FORMATS
from app.exports.taken import Taken
from app.shown.excerpt import excerpt_page
from app.store.packing import pack, unpack
from app.web.look import make_look
from benchmarks.long_articles import long_comparison

SENTENCES = 1_000  # a side, of some 17 words: as many as the written pairs hold; twenty times what most articles have
TIMES = 3  # the quickest counts: this machine may do other work
MADE = datetime(2024, 5, 3, 12, tzinfo=UTC)
URL = "https://crossread.example/c/Zr9dTxJ0r1k0y8TPDxwu2A"


def main() -> None:
    """Print the table."""
    comparison = long_comparison(int(sys.argv[1]) if len(sys.argv) > 1 else SENTENCES)
    kept = pack(to_document(comparison))
    words = [len(side.article.text.split()) for side in (comparison.left, comparison.right)]
    print(f"{words[0]:,} and {words[1]:,} words, {len(comparison.links):,} links; milliseconds\n")
    print(f"{'':10} {'whole':>8} {'excerpt':>8}")
    reads = (partial(_whole, kept), partial(_short, kept))
    print(f"{'reading':10} {milliseconds(reads[0]):8,.0f} {milliseconds(reads[1]):8,.0f}")
    page = partial(_page, make_look().templates, kept)
    print(f"{'page':10} {'':8} {milliseconds(page):8,.0f}")
    for suffix in FORMATS:
        first, second = (milliseconds(partial(_file, read, suffix)) for read in reads)
        print(f"{suffix:10} {first:8,.0f} {second:8,.0f}", flush=True)


def milliseconds(work: Callable[[], object]) -> float:
    """Of computing, the least of some times."""
    took = []
    for _ in range(TIMES):
        began = time.process_time()
        work()
        took.append(1000 * (time.process_time() - began))
    return min(took)


def _whole(kept: bytes) -> Comparison:
    return from_document(unpack(kept))


def _short(kept: bytes) -> Comparison:
    return excerpt(_whole(kept))


def _page(templates: Environment, kept: bytes) -> str:
    shown = excerpt_page(_short(kept), url=URL, expires="", takes=())
    return templates.get_template("excerpt.html").render(page=shown)


def _file(read: Callable[[], Comparison], suffix: str) -> bytes:
    comparison = read()
    return FORMATS[suffix].render(Taken(comparison, MADE, URL, MADE, (), {"result": to_document(comparison)}))


if __name__ == "__main__":
    main()
