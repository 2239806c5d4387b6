"""The web page as one file: it asks for nothing, runs nothing, and shows what the page shows."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from lxml import html

from app.exports.offline import render
from app.shown.states import NAMED
from tests.exports.comparisons import URL, all_taken, taken, traps

TAKEN = dict(all_taken())
LOADS = ("src", "srcset", "poster", "data", "action", "formaction", "background", "ping")


@pytest.mark.parametrize("name", TAKEN)
def test_nothing_in_the_file_is_fetched_run_or_sent(name: str) -> None:
    page = html.fromstring(render(TAKEN[name]).decode())
    assert page.xpath("//script | //form | //button | //link | //iframe | //img | //object | //base") == []
    assert [value for attribute in LOADS for value in page.xpath(f"//@{attribute}")] == []
    assert {address[0] for address in page.xpath("//a/@href")} == {"#"}
    (look,) = page.xpath("//style/text()")
    assert not re.search(r"url\(|@import", look)


def test_its_policy_allows_its_own_styles_and_nothing_else() -> None:
    source = render(taken(traps())).decode()
    page = html.fromstring(source)
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    look = source.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(sha256(look.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert page.xpath("//@style") == []  # the policy would refuse these


def test_what_articles_hold_stays_text() -> None:
    source = render(taken(traps())).decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in source
    assert "<script" not in source
    assert "<title>&lt;Reuters&gt; vs @AP · Crossread</title>" in source


@pytest.mark.parametrize("name", TAKEN)
def test_both_articles_are_whole_and_every_way_leads_somewhere(name: str) -> None:
    page = html.fromstring(render(TAKEN[name]).decode())
    for side, here in (("left", TAKEN[name].comparison.left), ("right", TAKEN[name].comparison.right)):
        shown = page.xpath(f"//article[@id='{side}']//*[@class='sentence__words']")
        assert ["".join(words.text_content().split()) for words in shown] == [
            "".join(sentence.text.split()) for sentence in here.sentences
        ]
    anchors = set(page.xpath("//@id"))
    assert {address.removeprefix("#") for address in page.xpath("//a/@href")} <= anchors


def test_the_file_says_what_made_it_when_and_where_it_is_kept() -> None:
    shown = taken(traps())
    page = html.fromstring(render(shown).decode())
    made = {row.find("dt").text: row.find("dd").text for row in page.xpath("//dl[@class='made']/div")}
    assert made["Made"] == "3 May 2024, 12:00 UTC"
    assert made["Judged by"] == "a-judge@2"
    assert made["Text of A, SHA-256"] == shown.comparison.provenance.text_sha256[0]
    assert made["Address"] == f"{URL}, kept until 3 May 2025, 12:00 UTC"


def test_what_readers_say_stands_with_its_pair_and_what_only_they_name_stands_apart() -> None:
    shown = taken(traps())
    page = html.fromstring(render(shown).decode())
    first = next(iter(page.xpath("//li[@class='finding'][contains(., '=another | *bridge*')]")))
    assert "Not a conflict" in first.text_content()
    (named,) = page.xpath(f"//li[@class='finding'][contains(., '{NAMED.word}')]")
    places = [label.text_content() for label in named.xpath(".//a[@class='quote__from']")]
    assert places == [f"A {shown.verdicts[1].left + 1}", f"B {shown.verdicts[1].right + 1}"]
