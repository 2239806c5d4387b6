"""The Word document, read by python-docx."""

from __future__ import annotations

import io

import docx
import pytest
from docx.document import Document

from app.exports.word import render
from tests.exports.comparisons import URL, all_taken, taken, traps

TAKEN = dict(all_taken())


def opened(name: str) -> Document:
    """The document of one comparison."""
    return docx.Document(io.BytesIO(render(TAKEN[name])))


def said(document: Document) -> str:
    """All its words, those in tables too, in their order."""
    blocks = document.iter_inner_content()
    texts = (
        " ".join(cell.text for row in block.rows for cell in row.cells)
        if isinstance(block, docx.table.Table)
        else block.text
        for block in blocks
    )
    return " ".join(" ".join(texts).split())


@pytest.mark.parametrize("name", TAKEN)
def test_both_articles_are_whole_in_their_paragraphs(name: str) -> None:
    document = opened(name)
    articles = [paragraph for paragraph in document.paragraphs if paragraph.style and paragraph.style.name == "Article"]
    sides = (TAKEN[name].comparison.left, TAKEN[name].comparison.right)
    assert len(articles) == sum(len({sentence.paragraph for sentence in side.sentences}) for side in sides)
    words = " ".join(" ".join(paragraph.text for paragraph in articles).split())
    for side in sides:
        for sentence in side.sentences:
            legible = sentence.text.replace("\x0b", "\ufffd").replace("\x01", "\ufffd")
            assert " ".join(legible.split()) in words


def test_every_style_that_is_asked_for_is_there() -> None:
    document = opened("traps")
    asked = set(document.element.xpath("//w:pStyle/@w:val"))
    assert {"Title", "Heading1", "Heading2", "Quotation", "Article", "Small"} <= asked
    assert asked <= {style.style_id for style in document.styles}
    assert [*document.element.body][-1].tag.endswith("}sectPr")  # the page's layout, which Word wants last


def test_the_words_that_clash_are_in_bold_on_both_sides() -> None:
    document = opened("traps")
    first = document.tables[0].rows[0]
    bold = [[run.text for run in cell.paragraphs[0].runs if run.bold][1:] for cell in first.cells]
    comparison = TAKEN["traps"].comparison
    spans = comparison.links[0].reasons[0]
    assert spans.left is not None
    assert spans.right is not None
    assert bold == [
        [comparison.left.article.text[slice(*spans.left)]],
        [comparison.right.article.text[slice(*spans.right)]],
    ]


def test_the_document_says_what_readers_say_and_what_made_it() -> None:
    document = docx.Document(io.BytesIO(render(taken(traps()))))
    words = said(document)
    assert "Not a conflict, says the maker of this comparison (3 May 2024, 12:00 UTC): =another | *bridge*" in words
    assert "Conflicts named by readers (1)" in words
    assert "Judged by a-judge@2" in words
    assert TAKEN["traps"].comparison.provenance.text_sha256[0] in words
    assert f"{URL}, kept until 3 May 2025, 12:00 UTC" in words
    assert document.core_properties.title == "<Reuters> vs @AP"
    assert document.core_properties.created is not None
    assert f"{document.core_properties.created:%Y-%m-%d %H:%M}" == "2024-05-03 12:00"
    assert URL in document.sections[0].footer.paragraphs[0].text
