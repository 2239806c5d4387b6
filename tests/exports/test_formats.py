"""Every export of every example, opened by a real reader of its format, holds exactly the links of the comparison."""

from __future__ import annotations

import json

import pytest

from app.articles.examples import examples
from app.comparison.document import from_document, to_document
from app.comparison.types import Article
from app.exports.formats import FORMATS, file_name
from app.exports.taken import Taken
from tests.exports.comparisons import MADE, all_taken, linked
from tests.exports.readers import READERS, in_annotations, links_of

TAKEN = dict(all_taken())


def test_there_is_a_reader_for_every_format() -> None:
    assert {*READERS, "jsonld"} == set(FORMATS)
    assert set(TAKEN) == {"traps", *(example.slug for example in examples())}


@pytest.mark.parametrize("name", TAKEN)
@pytest.mark.parametrize("suffix", READERS)
def test_a_reader_of_the_format_finds_exactly_the_links(suffix: str, name: str) -> None:
    wanted = links_of(TAKEN[name].comparison)
    assert len(wanted) > 3
    assert READERS[suffix](FORMATS[suffix].render(TAKEN[name])) == wanted


@pytest.mark.parametrize("name", TAKEN)
def test_a_json_ld_processor_finds_exactly_the_links(name: str) -> None:
    comparison = TAKEN[name].comparison
    left, right = comparison.left.sentences, comparison.right.sentences
    wanted = sorted((left[x].text, right[y].text, relation, detail) for x, y, relation, detail in links_of(comparison))
    assert in_annotations(FORMATS["jsonld"].render(TAKEN[name])) == wanted


@pytest.mark.parametrize("name", TAKEN)
def test_the_json_can_be_read_back_whole(name: str) -> None:
    comparison = TAKEN[name].comparison
    assert from_document(to_document(comparison)) == comparison
    assert from_document(json.loads(FORMATS["json"].render(TAKEN[name]))) == comparison


def test_the_json_has_what_readers_say_beside_the_result() -> None:
    on_link, named = TAKEN["traps"].verdicts
    first, second = json.loads(FORMATS["json"].render(TAKEN["traps"]))["verdicts"]
    assert (first["left"], first["right"], first["says"]) == (on_link.left, on_link.right, "no_contradiction")
    assert (first["remark"], first["by"]) == ("=another | *bridge*", "maker")
    assert (second["left"], second["right"], second["says"]) == (named.left, named.right, "contradiction")
    assert (second["remark"], second["by"]) == (None, "reader")


@pytest.mark.parametrize("suffix", FORMATS)
def test_two_articles_without_a_link_make_a_file_too(suffix: str) -> None:
    alone = linked(Article("One thing."), Article("Another matter."))
    empty = Taken(from_document({**to_document(alone), "links": [], "weaker": []}), MADE)
    content = FORMATS[suffix].render(empty)
    assert content
    found = in_annotations(content) if suffix == "jsonld" else READERS[suffix](content)
    assert found == []


def test_a_file_is_named_for_both_articles_and_the_day() -> None:
    left, right = Article("One.", source='Reuters: "World" / Asia\r\n'), Article("Two.", source="朝日新聞 _x_")
    taken = Taken(linked(left, right), MADE)
    assert file_name(taken, "csv") == "Crossread Reuters World Asia vs 朝日新聞 x 2024-05-03.csv"


def test_a_file_name_stays_short_and_is_never_empty() -> None:
    taken = Taken(linked(Article("One.", source="word " * 100), Article("Two.", source="!?")), MADE)
    name = file_name(taken, "docx")
    assert len(name) < 120
    assert " vs B 2024" in name
