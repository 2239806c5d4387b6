"""Text made harmless for a terminal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.commands.safe import one_line, spaced


@given(st.text(st.characters(codec=None)))
def test_nothing_is_left_that_a_terminal_would_obey(text: str) -> None:
    for made in (one_line(text), spaced(text)):
        assert all(0x20 <= ord(character) < 0x7F or ord(character) > 0x9F for character in made)
        made.encode()


def test_words_keep_their_spaces_and_a_part_of_a_line_those_at_its_ends() -> None:
    assert one_line("  a\n\tb ") == "a b"
    assert [spaced(text) for text in ("", " \n", " a  b\n", "c")] == ["", " ", " a b ", "c"]
