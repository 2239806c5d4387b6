"""What is named on the command line to an article."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from app.commands.compare import read_both
from app.commands.sources import Reader, Source
from app.comparison.types import Article
from app.errors import AddressRefused, InputRefused
from app.settings import Settings
from tests.articles.story import TITLE
from tests.articles.writers import docx, pdf


def reader(folder: Path = Path(), *, stdin: bytes | None = None, heard: list[str] | None = None) -> Reader:
    warn = heard.append if heard is not None else (lambda line: None)
    return Reader(Settings(fetch=False), None if stdin is None else io.BytesIO(stdin), warn, folder)


def test_a_text_comes_through_unchanged_under_its_files_name(tmp_path: Path) -> None:
    (tmp_path / "dam.txt").write_bytes(b"  Dam\r\nbroke.\n")
    assert reader(tmp_path).read(Source("dam.txt")) == Article("  Dam\r\nbroke.\n", title="dam.txt")


@pytest.mark.parametrize(("name", "content"), [("a.pdf", pdf()), ("b.docx", docx())])
def test_a_document_is_read_as_on_the_site(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    article = reader().read(Source(str(tmp_path / name)))
    assert article.title == TITLE
    assert "forty hydraulic jacks" in article.text


def test_what_is_given_goes_before_what_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf())
    article = reader(tmp_path).read(Source("a.pdf", "Saltmere Herald", "2026-05"))
    assert (article.title, article.published) == ("Saltmere Herald", "2026-05")


def test_standard_input_can_be_one_of_the_two(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A dam broke.")
    left, right = read_both(reader(tmp_path, stdin=b"A bridge held."), Source("a.txt"), Source("-", "Times"))
    assert (left.text, right) == ("A dam broke.", Article("A bridge held.", title="Times"))
    with pytest.raises(InputRefused, match="Only one of the two"):
        read_both(reader(stdin=b"A bridge held."), Source("-"), Source("-"))
    with pytest.raises(InputRefused, match="cannot be an article here"):
        reader().read(Source("-"))


def test_doubts_about_an_article_are_told_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<html><body><article><p>A dam broke in Arden at dawn.</p></article></body></html>"
    )
    heard: list[str] = []
    reader(tmp_path, heard=heard).read(Source("a.html"))
    assert any(line.startswith("a.html: The text is very short") for line in heard)


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (Source("nothing.txt"), "nothing.txt cannot be read: No such file or directory."),
        (Source("times.example/dam"), r"cannot be read: .* A web address begins with https://\."),
        (Source("a\0b"), "no name of a file"),
        (Source("."), "cannot be read: Is a directory"),
        (Source("empty.txt"), "empty.txt is empty"),
        (Source("a.txt", published="May 3rd"), "2024-05-03"),
        (Source("a.txt", title="x" * 501), "label"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_name(tmp_path: Path, source: Source, why: str) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "a.txt").write_text("A dam broke.")
    with pytest.raises(InputRefused, match=why):
        reader(tmp_path).read(source)


def test_an_address_is_fetched_under_the_rules_of_the_settings() -> None:
    with pytest.raises(AddressRefused, match=r"https://times\.example/dam: This server fetches no web addresses"):
        reader().read(Source("https://times.example/dam"))


def test_a_name_that_is_no_text_makes_a_title_that_is(tmp_path: Path) -> None:
    path = tmp_path / "d\udcffm.txt"
    path.write_text("A dam broke.")
    assert reader().read(Source(str(path))).title == "d?m.txt"
