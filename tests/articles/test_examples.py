"""The examples are articles of the promised length, and hold the matches and conflicts they were written for."""

from __future__ import annotations

import json
import typing

import pytest

from app.articles.checks import check_text
from app.articles.examples import FOLDER, Example, examples, find_example
from app.comparison.notes import reader_notes
from app.comparison.sentences import split
from app.comparison.types import Article, Degree, ReasonKind
from app.errors import NoSuchPage
from app.settings import Settings

SLUGS = [example.slug for example in examples()]


def expected(example: Example) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((FOLDER / example.slug / "meta.json").read_text("utf-8"))["expected"]
    return found


def places(article: Article, quote: str) -> list[int]:
    return [sentence.index for sentence in split(article.text) if quote in sentence.text]


def test_three_examples_come_in_a_fixed_order() -> None:
    assert SLUGS == ["ferry", "quarry-vote", "museum-theft"]
    assert [find_example(slug).slug for slug in SLUGS] == SLUGS


def test_an_example_that_is_not_there_is_no_page() -> None:
    with pytest.raises(NoSuchPage):
        find_example("../ferry")


@pytest.mark.parametrize("slug", SLUGS)
def test_each_article_has_fifteen_to_thirty_sentences_and_all_its_labels(slug: str) -> None:
    example = find_example(slug)
    for article in (example.left, example.right):
        assert 15 <= len(split(article.text)) <= 30
        check_text(article.text, field="left.text", max_characters=Settings().max_characters)
        assert article.title is not None
        assert split(article.text)[0].text == article.title
        assert article.source
        assert article.published
    assert example.left.source != example.right.source
    assert reader_notes(example.left, example.right) == ()


@pytest.mark.parametrize("slug", SLUGS)
def test_every_link_an_example_was_written_for_joins_one_sentence_with_one(slug: str) -> None:
    example = find_example(slug)
    pairs = [(places(example.left, link["left"]), places(example.right, link["right"])) for link in expected(example)]
    assert all(len(left) == len(right) == 1 for left, right in pairs)
    assert len({(left[0], right[0]) for left, right in pairs}) == len(pairs)


@pytest.mark.parametrize("slug", SLUGS)
def test_an_example_shows_conflicts_of_several_kinds_matches_and_claims_of_one_side(slug: str) -> None:
    example = find_example(slug)
    links = expected(example)
    conflicts = [link["kind"] for link in links if link["relation"] == "contradiction"]
    degrees = [link["degree"] for link in links if link["relation"] == "match"]
    assert 3 <= len(conflicts) <= 5
    assert len(set(conflicts)) >= 3
    assert set(conflicts) <= set(typing.get_args(ReasonKind))
    assert set(degrees) == set(typing.get_args(Degree))
    assert len(degrees) >= 8
    for article, side in ((example.left, "left"), (example.right, "right")):
        linked = {place for link in links for place in places(article, link[side])}
        assert len(split(article.text)) - len(linked) >= 8


def test_no_two_sentences_of_an_example_are_the_same_words() -> None:
    for example in examples():
        ours, theirs = ({sentence.text for sentence in split(side.text)} for side in (example.left, example.right))
        assert not ours & theirs
