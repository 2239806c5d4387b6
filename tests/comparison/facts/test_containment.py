"""Sentences of which one is the other with words left out."""

from __future__ import annotations

import pytest

from app.comparison.facts import one_contains_the_other

CONTAINED = [
    ("The mayor opened the bridge on Friday.", "The mayor opened the bridge on Friday."),
    ("The mayor opened the bridge.", "The mayor opened the bridge on Friday, three years after work began."),
    ("Police mobilized the reserves of both cities.", "Police mobilised the reserves of both cities on Monday."),
    ("The F.B.I. questioned the treasurer's driver twice.", "FBI agents questioned the treasurer’s driver twice."),
]
SAYS_SOMETHING_ELSE = [
    ("The mayor opened the bridge on Friday.", "The mayor did not open the bridge on Friday."),
    ("The mayor opened the bridge on Friday.", "The mayor refused to open the bridge on Friday."),
    ("The mayor opened the bridge on Friday.", "The mayor almost opened the bridge on Friday."),
    ("The coach thanked the referee.", "The referee thanked the coach."),  # other order
    ("The storm sank 12 boats in the harbour.", "The storm sank 120 boats in the harbour."),
    ("The storm sank one of the boats in the harbour.", "The storm sank 11 of the boats in the harbour."),
    ("The bill passed before the vote in May.", "The bill passed after the vote in May."),
    ("The train left at 4.20am from Leeds.", "The train left at 4.20pm from Leeds."),
    ("Rates rose $9.6 million in a year.", "Rates rose $96 million in a year."),
    ("It burned.", "It burned to the ground."),  # too short to say
]


@pytest.mark.parametrize(("one", "other"), CONTAINED)
def test_a_sentence_with_words_left_out_is_contained_in_it(one: str, other: str) -> None:
    assert one_contains_the_other(one, other)
    assert one_contains_the_other(other, one)


@pytest.mark.parametrize(("one", "other"), SAYS_SOMETHING_ELSE)
def test_a_word_that_turns_or_replaces_what_is_told_is_no_leaving_out(one: str, other: str) -> None:
    assert not one_contains_the_other(one, other)
    assert not one_contains_the_other(other, one)
