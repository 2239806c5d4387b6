"""What is refused before anything is compared, and the words for it."""

from __future__ import annotations

import pytest

from app.articles.checks import check_text, count_words
from app.errors import InputRefused, TooLong


def test_an_article_passes_whatever_its_marks_and_line_ends() -> None:
    check_text("Eight boats\r\n\tleft — “at once”.\x0c\u200b😀", field="left.text", max_characters=100)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no text"),
        (" \n\u00a0\t", "no text"),
        ("?! … — 😀", "no letter or digit"),
        ("A boat\x00 left.", "read as text"),
        ("\x02\x03\x1a\x05bytes\x01\x04", "read as text"),
        ("A boat \ud83d left.", "broken character"),
    ],
)
def test_what_is_no_article_is_refused_with_the_field_at_fault(text: str, words: str) -> None:
    with pytest.raises(InputRefused, match=words) as refused:
        check_text(text, field="right.text", max_characters=100)
    assert refused.value.field == "right.text"
    assert refused.value.status == 422


def test_too_long_a_text_is_told_both_numbers() -> None:
    check_text("a" * 2_000, field="left.text", max_characters=2_000)
    with pytest.raises(TooLong, match=r"2,001 characters; the most is 2,000") as refused:
        check_text("a" * 2_001, field="left.text", max_characters=2_000)
    assert refused.value.status == 413


def test_words_are_counted_as_a_reader_would() -> None:
    assert count_words("It’s 3.5 well-known metres, isn't it? — Yes.") == 7
