"""What Chromium prints to PDF comes back whole and alone: at least 99 % of the words in order, and nothing added."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Browser

from app.articles.files import read_file
from app.articles.formats.pdf_letters import page_text
from tests.articles.printed import printed
from tests.articles.story import PARAGRAPHS, TITLE, kept_and_added

pytestmark = pytest.mark.browser

LONG = PARAGRAPHS * 3
# The table in docs/evaluation.md has these.
PRINTED: dict[str, dict[str, Any]] = {
    "one column, the browser's own head and foot": {"heads": True},
    "one column, several pages, running heads": {"own_heads": True, "paragraphs": LONG},
    "one column, justified, several pages, running heads": {"hyphenated": True, "own_heads": True, "paragraphs": LONG},
    "two columns": {"columns": 2},
    "two columns, justified, words cut, several pages, heads": {
        "columns": 2, "hyphenated": True, "own_heads": True, "paragraphs": LONG,
    },
}  # fmt: skip


@pytest.mark.parametrize("kind", PRINTED)
def test_a_printed_article_comes_back_whole_and_alone(chromium: Browser, kind: str) -> None:
    options = PRINTED[kind]
    given = read_file("printed.pdf", printed(chromium, **options), max_characters=200_000)
    expected = "\n\n".join((TITLE, *options.get("paragraphs", PARAGRAPHS)))
    kept, added = kept_and_added(given.text, expected=expected)
    assert kept >= 0.99
    assert added == 0
    assert given.title == TITLE


def test_many_words_are_really_cut_at_line_ends(chromium: Browser) -> None:
    with closing(pypdfium2.PdfDocument(printed(chromium, columns=2, hyphenated=True))) as document:
        lines = [segment.text for page in document for segment in page_text(page).segments]
    assert sum(line.endswith(("-", "‐")) for line in lines) >= 5
