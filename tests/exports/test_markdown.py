"""The Markdown report: what a renderer shows of it."""

from __future__ import annotations

import pytest
from lxml import html

from app.exports.markdown import render
from tests.exports.comparisons import URL, all_taken, taken, traps
from tests.exports.readers import markdown

TAKEN = dict(all_taken())
OURS = {"h1", "h2", "h3", "ul", "li", "p", "strong", "div"}


@pytest.mark.parametrize("name", TAKEN)
def test_only_headings_lists_and_bold_words_are_made_of_what_articles_hold(name: str) -> None:
    page = html.fromstring(f"<div>{markdown().render(render(TAKEN[name]).decode())}</div>")
    assert {node.tag for node in page.iter()} <= OURS


@pytest.mark.parametrize("name", TAKEN)
def test_every_sentence_is_in_a_finding_or_in_what_only_one_report_has(name: str) -> None:
    said = " ".join(html.fromstring(markdown().render(render(TAKEN[name]).decode())).text_content().split())
    for side in (TAKEN[name].comparison.left, TAKEN[name].comparison.right):
        missing = [sentence.text for sentence in side.sentences if " ".join(sentence.text.split()) not in said]
        assert missing == []


def test_the_report_says_why_what_readers_say_and_what_made_it() -> None:
    shown = taken(traps())
    said = html.fromstring(markdown().render(render(shown).decode())).text_content()
    assert "Why: =14 against 20." in said
    assert "Confidence: likely (91 in 100)" in said
    assert "Verdict: Not a conflict, says the maker of this comparison" in said
    assert "=another | *bridge*" in said
    assert "Conflicts named by readers (1)" in said
    assert f"Text of B, SHA-256: {shown.comparison.provenance.text_sha256[1]}" in said
    assert f"Address: {URL}, kept until 3 May 2025, 12:00 UTC" in said
    assert "Note: Both may be *one* report." in said
