"""Prints the story to PDF as a reader of a site does: with Chromium, in columns, with heads, with words cut in two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from playwright.sync_api import Browser

from tests.articles.story import PARAGRAPHS, TITLE

ADDRESS = "https://herald.example/lighthouse"  # answered by the test itself: nothing is asked of any site
SOFT_HYPHEN = "\u00ad"
SYLLABLE = re.compile(r"(?<=[a-z][aeiou])(?=[b-df-hj-np-tv-z][aeiou][a-z])")  # English, roughly
# As a publisher's system has them. Without, Chromium prints day, title, address and page number.
HEAD = '<p style="font-size: 8px; margin: 0 40px">THE SALTMERE HERALD <span class="date"></span></p>'
FOOT = (
    '<p style="font-size: 8px; width: 100%; text-align: center">'
    'Page <span class="pageNumber"></span> of <span class="totalPages"></span></p>'
)


def printed(
    browser: Browser,
    *,
    columns: int = 1,
    heads: bool = False,
    own_heads: bool = False,
    hyphenated: bool = False,
    paragraphs: Sequence[str] = PARAGRAPHS,
) -> bytes:
    """The story as a PDF of pages of the size of a book's."""
    page = browser.new_page()
    try:
        html = document(columns=columns, hyphenated=hyphenated, paragraphs=paragraphs)
        page.route(ADDRESS, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        page.goto(ADDRESS)
        return page.pdf(
            format="A5",
            margin={"top": "60px", "bottom": "60px", "left": "40px", "right": "40px"},
            display_header_footer=heads or own_heads,
            header_template=HEAD if own_heads else "",
            footer_template=FOOT if own_heads else "",
        )
    finally:
        page.close()


def document(*, columns: int, hyphenated: bool, paragraphs: Sequence[str]) -> str:
    """The page that is printed; its headline runs across the columns."""
    texts = [hyphens_in(text) for text in paragraphs] if hyphenated else paragraphs
    body = "".join(f"<p>{escape(text)}</p>" for text in texts)
    align = "justify" if hyphenated else "start"
    style = f"""article {{ font: {13 if hyphenated else 11}px/1.35 serif; columns: {columns}; column-gap: 18px }}
h1 {{ font: bold 20px/1.2 sans-serif; column-span: all }} p {{ margin: 0 0 8px; text-align: {align} }}"""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title><style>{style}</style>
</head><body><article><h1>{TITLE}</h1>{body}</article></body></html>"""


def hyphens_in(text: str) -> str:
    """With soft hyphens between syllables, where a browser may cut a word: what publishers' systems put in."""
    return SYLLABLE.sub(SOFT_HYPHEN, text)
