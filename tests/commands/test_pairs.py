"""The list of a batch."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from app.commands.pairs import Pair, read_list, read_pairs
from app.commands.sources import Source
from app.errors import InputRefused


def pairs(text: str) -> tuple[Pair, ...]:
    return read_pairs(text.encode(), name="pairs.csv")


def test_each_row_is_a_pair_in_the_order_of_the_list() -> None:
    listed = pairs(
        "id,left,right,left_published,right_title\n"
        "dam,post.pdf,https://times.example/dam,2024-05-03,Times\n"
        "\n"
        'fire,"a, b.txt",c.txt,,\n'
    )
    assert listed == (
        Pair("dam", Source("post.pdf", "", "2024-05-03"), Source("https://times.example/dam", "Times", "")),
        Pair("fire", Source("a, b.txt", "", ""), Source("c.txt", "", "")),
    )


@pytest.mark.parametrize("text", ["left;right\na,b;c\n", "\ufeffLeft\tRight\r\na,b\tc\r\n", "right,left\r\nc,'a'\r\n"])
def test_spreadsheets_may_write_semicolons_tabs_marks_and_other_line_ends(text: str) -> None:
    (pair,) = pairs(text)
    assert pair.right.place == "c"
    assert pair.left.place in ("a,b", "'a'")


def test_a_row_without_an_id_keeps_the_one_it_gets_when_others_come_and_go() -> None:
    first = pairs("left,right\na,b\nc,d\na,b\n")
    later = pairs("left,right\nnew,new\nc,d\na,b\na,b\n")
    assert [pair.id for pair in later[1:]] == [first[1].id, first[0].id, first[2].id]
    assert len({pair.id for pair in later}) == 4
    assert first[2].id == f"{first[0].id}-2"


def test_what_is_known_of_an_article_makes_another_pair_of_it() -> None:
    (undated,) = pairs("left,right\na,b\n")
    (dated,) = pairs("left,right,left_published\na,b,2024\n")
    assert undated.id != dated.id


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is empty"),
        ("a.txt,b.txt\n", "no column “left”.*left,right"),
        ("left,right,colour\na,b,c\n", "column “colour”"),
        ("left,right,left\na,b,c\n", "names a column twice"),
        ("left,right\na,b\nc\n", "line 3 has 1 cells, the heading 2"),
        ("left,right\na,\n", "line 2 names no right article"),
        ("id,left,right\nx,a,b\nx,c,d\n", "line 3: line 2 has the id 'x' already"),
        ('left,right\n"a,b\n', "is not CSV"),
    ],
)
def test_a_list_that_is_not_clear_is_refused_with_the_line(text: str, why: str) -> None:
    with pytest.raises(InputRefused, match=why):
        pairs(text)


def test_paths_start_from_the_folder_of_the_list(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("left,right\na,b\n")
    listed, folder = read_list(str(tmp_path / "list.csv"), io.BytesIO())
    assert (len(listed), folder) == (1, tmp_path)
    assert read_list("-", io.BytesIO(b"left,right\na,b\n")) == (listed, Path())


def test_a_list_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="cannot be read: No such file"):
        read_list(str(tmp_path / "nothing.csv"), io.BytesIO())
