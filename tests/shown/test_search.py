"""Words are found as a reader means them; the page's scripts are held to the same cases."""

from __future__ import annotations

import json

import pytest

from app.comparison.types import Article
from app.shown.search import MOST, PLACES, found_in, hits, searched, wanted_words
from tests.processes import ROOT
from tests.web.factory import compared

CASES = json.loads((ROOT / "tests" / "search_cases.json").read_text("utf-8"))
LEFT = Article("The flood came. Nobody was hurt in the flood, the Flood Office said. It rained.")
RIGHT = Article("It rained all night. Then the flood came.")


@pytest.mark.parametrize(("text", "query", "spans"), CASES, ids=[f"{query} in {text}" for text, query, _ in CASES])
def test_words_are_found_whatever_their_case_accents_quotes_and_spaces(
    text: str, query: str, spans: list[list[int]]
) -> None:
    assert [list(span) for span in found_in(text, query)] == spans


def test_places_count_code_points_also_beyond_the_first_plane() -> None:
    assert found_in("😀 fire é fire", "fire") == [(2, 6), (9, 13)]


def test_what_was_found_is_counted_and_leads_to_its_sentences() -> None:
    found = searched(compared(LEFT, RIGHT), "flood")
    assert found.said == "4 found: 3 in A, 1 in B."
    assert [(place.href, place.label) for place in found.places] == [("#l1", "A 1"), ("#l2", "A 2"), ("#r2", "B 2")]
    assert found.more == 0


def test_spans_are_those_of_the_article() -> None:
    comparison = compared(LEFT, RIGHT)
    for index, spans in hits(comparison.left, "flood").items():
        sentence = comparison.left.sentences[index]
        assert all(LEFT.text[start:end].lower() == "flood" for start, end in spans)
        assert all(sentence.start <= start < end <= sentence.end for start, end in spans)


def test_nothing_found_and_nothing_asked_are_two_things() -> None:
    comparison = compared(LEFT, RIGHT)
    assert searched(comparison, "earthquake").said == "Found in neither article."
    assert searched(comparison, "").said == ""
    assert hits(comparison.left, "") == {}


def test_a_word_of_every_sentence_is_not_listed_in_full() -> None:
    many = Article("It rained. " * (PLACES + 5))
    found = searched(compared(many, Article("Snow.")), "rained")
    assert (len(found.places), found.more) == (PLACES, 5)


def test_an_address_may_ask_for_anything() -> None:
    assert wanted_words(None) == ""
    assert wanted_words("  two \t words ") == "two words"
    assert len(wanted_words("x" * 1_000)) == MOST
