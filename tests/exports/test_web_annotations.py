"""The annotations: their selectors find the sentences again, counted as the W3C's data model says."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest

from app.exports.taken import Taken
from app.exports.web_annotations import named, render
from tests.exports.comparisons import MADE, URL, all_taken, taken, traps
from tests.exports.readers import OA, expanded, quoted, selector

TAKEN = dict(all_taken())


@pytest.mark.parametrize("name", TAKEN)
def test_positions_count_code_points_in_the_text_of_that_hash(name: str) -> None:
    comparison = TAKEN[name].comparison
    texts = {
        named(hashlib.sha256(side.article.text.encode()).hexdigest()): side.article.text
        for side in (comparison.left, comparison.right)
    }
    assert len(texts) == 2
    found = 0
    for annotation in expanded(render(TAKEN[name])):
        resources = [*annotation[OA + "hasTarget"], *annotation[OA + "hasBody"]]
        for resource in resources:
            if OA + "hasSelector" not in resource:
                continue
            position = selector(resource, "TextPositionSelector")
            assert position is not None
            start, end = (int(position[OA + edge][0]["@value"]) for edge in ("start", "end"))
            text = texts[resource[OA + "hasSource"][0]["@id"]]
            assert text[start:end] == quoted(resource)
            around = selector(resource, "TextQuoteSelector")
            assert around is not None
            assert text[:start].endswith(around[OA + "prefix"][0]["@value"])
            assert text[end:].startswith(around[OA + "suffix"][0]["@value"])
            found += 1
    assert found == 2 * (len(comparison.links) + 1)  # the last joins the two that only a reader names


def test_a_text_is_named_by_its_hash_as_rfc_6920_writes_it() -> None:
    # The example of RFC 6920, section 8.1: the hash of "Hello World!".
    digest = hashlib.sha256(b"Hello World!").hexdigest()
    assert named(digest) == "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"


def test_no_term_is_lost_to_a_json_ld_processor() -> None:
    document = json.loads(render(taken(traps())))
    kept = json.dumps(expanded(render(taken(traps()))), ensure_ascii=False)
    for annotation in document["first"]["items"]:
        for body in annotation["body"]:
            if body["type"] == "TextualBody":
                assert json.dumps(body["value"], ensure_ascii=False) in kept
        assert annotation["id"] in kept


def test_every_annotation_has_an_address_of_its_own_that_leads_to_its_finding() -> None:
    document = json.loads(render(taken(traps())))
    items = document["first"]["items"]
    addresses = [item["id"] for item in items]
    assert len(set(addresses)) == len(addresses) == document["total"]
    assert {address.partition("#")[0] for address in addresses} == {URL}


def test_a_verdict_is_an_assessment_of_its_link_or_joins_two_sentences_itself() -> None:
    on_link, on_pair = json.loads(render(taken(traps())))["first"]["items"][-2:]
    assert on_link["motivation"] == on_pair["motivation"] == "assessing"
    assert on_link["target"].startswith(f"{URL}#f")
    assert [body["value"] for body in on_link["body"]] == ["no contradiction", "=another | *bridge*"]
    assert on_pair["target"]["type"] == "SpecificResource"
    assert [body.get("value") for body in on_pair["body"]] == [None, "contradiction"]


def test_what_no_server_keeps_has_a_name_that_stays_the_same() -> None:
    name = json.loads(render(Taken(traps(), MADE)))["id"]
    assert name.startswith("urn:uuid:")
    assert name == json.loads(render(Taken(traps(), MADE.replace(year=2025))))["id"]
    other = replace(traps(), provenance=replace(traps().provenance, judge="another@1"))
    assert name != json.loads(render(Taken(other, MADE)))["id"]


def test_quotations_out_of_a_text_are_found_by_their_words_and_not_by_places_in_another_text() -> None:
    whole = traps()
    text = whole.left.article.text.replace("=HYPERLINK(", "… KLINK(", 1)
    first = replace(whole.left.sentences[0], text=f"… {whole.left.sentences[0].text[2:]}")
    assert text.startswith("…")
    cut = replace(
        whole,
        left=replace(
            whole.left,
            article=replace(whole.left.article, text=text),
            sentences=(first, *whole.left.sentences[1:]),
        ),
    )
    item = json.loads(render(Taken(cut, MADE)))["first"]["items"][0]
    assert item["target"]["selector"] == [
        {"type": "TextQuoteSelector", "exact": whole.left.sentences[0].text[2:].strip()}
    ]
