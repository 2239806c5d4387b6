"""The article comes back out of every kind of file: at least 99 % of its words in order, and nothing added."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.articles.files import read_file
from app.articles.found import Given
from tests.articles import writers
from tests.articles.story import PARAGRAPHS, TEXT, TITLE, kept_and_added

LONG = PARAGRAPHS * 3
INDENTED = writers.justified(firstLineIndent=12, spaceAfter=0)
# What is written, by what name it comes, and the text that should come back. The table in docs/evaluation.md has these.
CORPUS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "PDF, one column": ("a.pdf", writers.pdf, TEXT),
    "PDF, one column, justified, running heads": (
        "a.pdf",
        lambda: writers.pdf(heads=True, body=INDENTED, paragraphs=LONG),
        "\n\n".join((TITLE, *LONG)),
    ),
    "PDF, two columns": ("a.pdf", lambda: writers.pdf(columns=2), TEXT),
    "PDF, two columns, justified, running heads": (
        "a.pdf",
        lambda: writers.pdf(columns=2, heads=True, body=writers.justified(), paragraphs=LONG),
        "\n\n".join((TITLE, *LONG)),
    ),
    "PDF, three columns": ("a.pdf", lambda: writers.pdf(columns=3), TEXT),
    "PDF, words cut at line ends": ("a.pdf", writers.hyphenated_pdf, TEXT),
    "Word": ("a.docx", writers.docx, TEXT),
    "OpenDocument": ("a.odt", writers.odt, TEXT),
    "Rich Text": ("a.rtf", writers.rtf, TEXT),
    "e-book": ("a.epub", writers.epub, TEXT),
    "mail, plain": ("a.eml", writers.mail, TEXT),
    "mail, HTML": ("a.eml", lambda: writers.mail(html=True), TEXT),
    "web page": ("a.html", writers.page, TEXT),
    "web page, saved whole": ("a.mhtml", writers.mhtml, TEXT),
}


def read(name: str, content: bytes) -> Given:
    return read_file(name, content, max_characters=200_000)


@pytest.mark.parametrize("kind", CORPUS)
def test_the_article_comes_back_whole_and_alone(kind: str) -> None:
    name, write, expected = CORPUS[kind]
    given = read(name, write())
    kept, added = kept_and_added(given.text, expected=expected)
    assert kept >= 0.99
    assert added == 0
    assert given.title == TITLE
    assert given.warnings == ()


@pytest.mark.parametrize("kind", ["Word", "OpenDocument", "Rich Text", "e-book", "mail, plain", "web page"])
def test_paragraphs_stay_apart(kind: str) -> None:
    name, write, _ = CORPUS[kind]
    assert read(name, write()).text == TEXT


def test_a_pdf_keeps_its_paragraphs() -> None:
    assert read("a.pdf", writers.pdf()).text == TEXT
    assert read("a.pdf", writers.pdf(columns=2, heads=True)).text == TEXT


def test_a_cut_word_is_joined_and_a_compound_keeps_its_hyphen() -> None:
    text = read("a.pdf", writers.hyphenated_pdf()).text
    assert "- " not in text
    assert "well-known" in text
    assert "lighthouse" in text


@pytest.mark.parametrize("name", ["story.txt", "story", "STORY.PDF.docx"])
def test_a_file_is_known_by_what_is_in_it(name: str) -> None:
    assert read(name, writers.pdf()).text == TEXT
    assert read(name, writers.docx()).text == TEXT


def test_publisher_day_and_address_are_kept_where_they_can_be_read() -> None:
    for name, content in (("a.html", writers.page()), ("a.mhtml", writers.mhtml())):
        given = read(name, content)
        assert (given.source, given.published) == ("The Saltmere Herald", "2026-05-04")
        assert given.address == "https://herald.example/lighthouse"
    for name, content in (("a.epub", writers.epub()), ("a.eml", writers.mail())):
        given = read(name, content)
        assert (given.source, given.published) == ("The Saltmere Herald", "2026-05-04")


def test_a_page_that_declares_an_old_encoding_is_read_in_it() -> None:
    assert "A café and" in read("a.html", writers.page(charset="iso-8859-1")).text


def test_what_hangs_on_a_mail_is_left_out_and_said() -> None:
    given = read("a.eml", writers.mail(attachment=True))
    assert given.text == TEXT
    assert given.warnings == ("1 attachment of the mail was left out.",)


def test_a_memo_with_two_header_lines_is_a_text() -> None:
    memo = b"From: the mayor\nTo: all\n\nThe bridge is closed."
    assert read("memo", memo) == Given(memo.decode())
    mail = writers.mail()
    assert read("mail.txt", mail) == Given(mail.decode())
