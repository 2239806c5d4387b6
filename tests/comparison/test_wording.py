"""Which words only one of two sentences has."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.comparison.wording import additions, words_of


def said(left: str, right: str) -> tuple[list[str], list[str]]:
    ours, theirs = additions(words_of(left), words_of(right))
    return [left[start:end] for start, end in ours], [right[start:end] for start, end in theirs]


@pytest.mark.parametrize(
    ("left", "right", "ours", "theirs"),
    [
        ("The mayor resigned.", "The mayor resigned in a phone call on Sunday.", [], ["in a phone call on Sunday"]),
        ("The mayor resigned.", "The mayor resigned.", [], []),
        ("On Sunday the old mayor resigned.", "The old mayor resigned on Sunday.", [], []),
        ("The bridge was closed.", "The bridges were closing.", [], []),
        ("A car hit the wall.", "A vehicle hit the wall.", [], []),
        ("The mill burned.", "The mill burned in 1931.", [], ["in 1931"]),
        ("The veto fell on 11 May.", "The veto of the 9/11 bill fell on 11 May.", [], ["of the 9/11 bill"]),
        (
            "The mayor, a former teacher, resigned.",
            "The mayor resigned after weeks of protest.",
            ["a former teacher"],
            ["after weeks of protest"],
        ),
        ("", "Two words only.", [], ["Two words only"]),
    ],
)
def test_what_only_one_adds_is_found_wherever_it_stands(
    left: str, right: str, ours: list[str], theirs: list[str]
) -> None:
    assert said(left, right) == (ours, theirs)
    assert said(right, left) == (theirs, ours)


def test_a_word_said_twice_stands_against_one_word_only() -> None:
    ours, theirs = said("The north tower fell and the south tower fell.", "The north tower fell.")
    assert ours == ["the south tower fell"]
    assert theirs == []


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_spans_lie_in_their_sentence_in_order_whatever_the_text(left: str, right: str) -> None:
    for text, spans in zip((left, right), additions(words_of(left), words_of(right)), strict=True):
        edges = [edge for span in spans for edge in span]
        assert edges == sorted(edges)
        assert all(0 <= edge <= len(text) for edge in edges)
