"""Text as Markdown: whatever it is, a renderer shows it and does nothing with it."""

from __future__ import annotations

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it.token import Token

from app.exports.marking import marked, plain
from app.shown.pieces import Piece
from tests.exports.readers import markdown

SIGNS = "ab1 \n\t\\`*_{}[]()<>#+-.!|~&$^=@:\"'/;"
TEXTS = st.text(st.sampled_from(SIGNS) | st.characters(codec="utf-8", exclude_characters="\0"), max_size=60)


def inside(text: str) -> list[Token]:
    """What a renderer makes of the text in an item of a list, as exports have it."""
    tokens = markdown().parse(f"- A 1: {text}\n")
    assert [token.type for token in tokens] == [
        "bullet_list_open",
        "list_item_open",
        "paragraph_open",
        "inline",
        "paragraph_close",
        "list_item_close",
        "bullet_list_close",
    ]
    return tokens[3].children or []


def said(tokens: list[Token]) -> str:
    """The words that are shown."""
    return "".join(token.content for token in tokens if token.type == "text").removeprefix("A 1:").strip(" ")


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
@example("see www.example.org, https://example.org or a@b.example")
@example("&amp; &#65; <b>bold</b> ![x](y) `code` **x** ~~y~~ \\")
@example("*a* _b_ [c]: d")
@example("example.org, b.ba and //localhost at 5.30 p.m.")
def test_any_text_is_shown_as_it_is(text: str) -> None:
    tokens = inside(plain(text))
    assert {token.type for token in tokens} == {"text"}
    assert said(tokens).strip() == " ".join(text.split())


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(TEXTS, st.booleans()), min_size=1, max_size=6))
@example([("cost ", False), ("$14", True), ("m", False)])
@example([("a", True), ("b", False), ("c", True)])
@example([("ab", True), ("*", False), ("_a", True)])
@example([("14", True), ("20", True)])
@example([("0", True), ("", False), ("0", True)])
@example([("see https:", False), ("//x.example or www", False), (".x.example", False)])
def test_any_sentence_is_shown_as_it_is_with_words_in_bold_or_not(pieces: list[tuple[str, bool]]) -> None:
    tokens = inside(marked(Piece(text, clash) for text, clash in pieces))
    assert {token.type for token in tokens} <= {"text", "strong_open", "strong_close"}
    assert said(tokens).split() == "".join(text for text, _ in pieces).split()


def test_words_that_clash_are_in_bold_between_any_neighbours() -> None:
    tokens = inside(marked([Piece("It cost", False), Piece(" 14 ", True), Piece("m, not 1", False), Piece("9", True)]))
    bold = [tokens[n + 1].content for n, token in enumerate(tokens) if token.type == "strong_open"]
    assert bold == ["14", "9"]
    assert said(tokens) == "It cost 14 m, not 19"


def test_a_text_is_always_on_one_line() -> None:
    assert plain("one\r\n\r\n# two\u2028three") == "one \\# two three"
