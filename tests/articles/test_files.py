"""Files of the types that are read come through whole; all others are refused with words that help."""

from __future__ import annotations

import codecs

import pytest

from app.articles.files import read_file
from app.articles.found import Given
from app.errors import InputRefused, TooLong, TypeNotRead

STORY = "Ferry stopped\r\n\r\nThe café’s owner saw it — “at once”. \u200bNobody was hurt.\n\n* 😀\n"
PAGE = """<!DOCTYPE html><html><head><title>Ferry stopped</title>{head}</head><body>
<nav><a href="/">Home</a><a href="/news">News of the day</a></nav>
<article><h1>Ferry stopped</h1>
<p>The ferry stopped in the middle of the bay on Tuesday evening, with ninety people on board, the café said.</p>
<p>It took two hours until a tug <b>brought</b> it back into the harbour; the owner spoke of bad fuel.</p>
<p>Nobody was hurt, but many passengers missed the last train to the city and slept in the school.</p></article>
<footer>All rights reserved. Cookie settings</footer></body></html>"""


def read(name: str, content: bytes) -> Given:
    return read_file(name, content, max_characters=10_000)


@pytest.mark.parametrize("name", ["story.txt", "STORY.TXT", "story.md", "C:\\texts\\story.markdown", "story"])
def test_text_and_markdown_come_through_unchanged(name: str) -> None:
    assert read(name, STORY.encode()) == Given(STORY)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_tells_the_encoding_and_is_no_part_of_the_text(mark: bytes, encoding: str) -> None:
    assert read("story.txt", mark + STORY.encode(encoding)) == Given(STORY)


def test_a_guessed_encoding_is_said() -> None:
    text = "The café’s owner said “no” to the naïve offer of €5 and went home to his garden."
    text += " Nobody else in the street had heard of it, and the council said it would look into the matter."
    given = read("story.txt", text.encode("cp1252"))
    assert given.text == text
    assert "cp1252" in given.warnings[0]


def test_an_old_encoding_of_another_script_is_guessed() -> None:
    text = "Городской совет во вторник решил закрыть старый мост, потому что в опорах нашли трещины."
    given = read("story.txt", text.encode("cp1251"))
    assert given.text == text
    assert "cp1251" in given.warnings[0]


def test_utf_16_without_its_mark_is_read() -> None:
    given = read("story.txt", "The ferry stopped in the bay.".encode("utf-16-le"))
    assert given.text == "The ferry stopped in the bay."
    assert given.warnings


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("story.txt", b"\x89PNG\r\n\x1a\nrest"),
        ("story.pdf", b"\xff\xd8\xff\xe0rest"),
        ("story.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"),
        ("story.txt", b"\x7fELFrest"),
        ("story.docx", b"Rar!\x1a\x07rest"),
        ("story.txt", b"\x00\x01\x02abc\x00"),
    ],
)
def test_other_types_are_refused_whatever_their_name(name: str, content: bytes) -> None:
    with pytest.raises(TypeNotRead, match=r"\.txt, \.md, \.html.* \.docx") as refused:
        read(name, content)
    assert refused.value.field == "file"


@pytest.mark.parametrize("content", [b"", b" \r\n ", codecs.BOM_UTF8, b"-- !!"])
@pytest.mark.parametrize("name", ["story.txt", "story.html"])
def test_a_file_without_words_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(InputRefused) as refused:
        read(name, content)
    assert refused.value.field == "file"
    assert refused.value.status == 422


def test_too_long_a_file_is_refused() -> None:
    with pytest.raises(TooLong, match="the most is 10,000"):
        read("story.txt", b"a" * 10_001)
    with pytest.raises(TooLong, match="10,000 characters"):
        read("story.txt", b"a" * 50_000)


def test_a_page_gives_its_article_without_menus() -> None:
    given = read("page.html", PAGE.format(head="").encode())
    paragraphs = given.text.split("\n\n")
    assert paragraphs[0] == "Ferry stopped"
    assert paragraphs[2].startswith("It took two hours until a tug brought it back")
    assert len(paragraphs) == 4
    assert "Cookie" not in given.text
    assert "News of the day" not in given.text
    assert given.title == "Ferry stopped"
    assert given.warnings == ()


def test_a_page_tells_its_encoding_itself() -> None:
    content = PAGE.format(head='<meta charset="iso-8859-1">').encode("iso-8859-1")
    given = read("page.htm", content)
    assert "the café said" in given.text
    assert given.warnings == ()


def test_a_headline_that_is_only_a_title_is_put_first() -> None:
    content = PAGE.format(head='<meta property="og:site_name" content="The Bay">').replace("<h1>Ferry stopped</h1>", "")
    given = read("page.html", content.encode())
    assert given.text.startswith("Ferry stopped\n\nThe ferry stopped in the middle")
    assert given.source == "The Bay"


def test_a_fragment_of_a_page_is_read() -> None:
    assert read("page.html", b"<p>Boat sank.</p>").text == "Boat sank."


def test_a_page_with_nothing_to_read_is_refused() -> None:
    with pytest.raises(InputRefused, match="No text was found"):
        read("page.html", b"<html><head><title>Boats</title></head><body><script>sail()</script></body></html>")
