"""What an excerpt tells, and how little can be put together of it."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.comparison.document import from_document, to_document
from app.comparison.excerpt import CUT, NOTE, excerpt
from app.comparison.sentences import split
from app.comparison.telling import FEW, LONGEST, PART, WHOLE
from app.comparison.types import Article, Comparison, Link, Provenance, Reason, Side, Status
from tests.comparison.collecting import known, longest_row, words
from tests.web.factory import compared

FORBIDDEN = 30  # words in a row that nobody may get together (the issue of sharing)
RAIN = "after heavy rain had fallen over the hills for three days and nights and the river rose above the old mill"
VOCABULARY = [
    f"{first}{last}" for first in "ba ce di fo gu ha je ki lo mu".split() for last in "nd rt sk lm pf".split()
]


def joined(left: str, right: str, pairs: list[tuple[int, int]], *, clash: int = 0, **labels: str) -> Comparison:
    """Two texts whose sentences are linked as `pairs` say, conflicts that clash in the word number `clash`."""
    sides = []
    for text in (left, right):
        sentences = split(text)
        status: Status = "contradictory"
        sides.append(Side(Article(text, **labels), sentences, (status,) * len(sentences)))

    def span(side: Side, index: int) -> tuple[int, int]:
        sentence = side.sentences[index]
        said = sentence.text.split()
        before = len(" ".join(said[: min(clash, len(said) - 1)]))
        return sentence.start + before, min(sentence.start + before + 4, sentence.end)

    links = tuple(
        Link(
            one,
            other,
            "contradiction",
            0.9,
            0.8,
            band="likely",
            reasons=(Reason("other", span(sides[0], one), span(sides[1], other), "one against the other"),),
        )
        for one, other in pairs
    )
    found = Provenance("1.2", "an-encoder@1", "a-judge@1", {}, ("0" * 64, "1" * 64))
    return Comparison(sides[0], sides[1], links, (), found)


def told(comparison: Comparison) -> list[str]:
    """Every text that stands in its excerpt, as the JSON has it."""
    document = to_document(excerpt(comparison))
    return [*strings(document)]


def strings(value: object) -> list[str]:
    """All strings in a JSON document, whatever they are called."""
    if isinstance(value, dict):
        return [text for one in value.values() for text in strings(one)]
    if isinstance(value, list):
        return [text for one in value for text in strings(one)]
    return [value] if isinstance(value, str) else []


def sentences_of(count: int, length: int, *, seed: int, capital: str = "") -> str:
    """A made-up article: words of no meaning, so that a few in a row stand nowhere else."""
    chance = random.Random(seed)  # noqa: S311 - a text to test with, the same each time
    made = []
    for number in range(count):
        row = [chance.choice(VOCABULARY) + chance.choice(VOCABULARY) for _ in range(length)]
        made.append(" ".join([f"{capital}Number{number}", *row]) + ".")
    return " ".join(made)


def test_a_clash_is_quoted_with_what_stands_around_it() -> None:
    left = Article(f"Officials said 14 people died in the two villages below the dam on Friday, {RAIN}. It was old.")
    right = Article(f"Officials said 20 people died in the two villages below the dam on Friday, {RAIN}. It is new.")
    cut = excerpt(compared(left, right))
    first = cut.left.sentences[0].text
    assert first.startswith("Officials said 14 people died in the two villages")
    assert first.endswith(f" {CUT}")
    assert len(words(first)) <= LONGEST
    (link,) = cut.links
    (reason,) = link.reasons
    assert reason.left is not None
    assert cut.left.article.text[slice(*reason.left)] == "14"
    assert reason.note == "14 against 20"


def test_what_is_not_linked_is_not_told() -> None:
    left = Article("The mayor resigned on Friday. The secret of the mill is 4711 and nobody knows it.")
    right = Article("The mayor resigned on Friday. Some other matter was told at great length in the evening.")
    cut = excerpt(compared(left, right))
    assert [sentence.text for sentence in cut.left.sentences][1] == CUT
    assert "4711" not in str(to_document(cut))
    assert cut.left.statuses == ("matched", "unique")


def test_it_is_a_comparison_like_any_other() -> None:
    text = f"Officials said 14 people died, {RAIN}.\n\nThe mayor resigned. Perhaps 30 were hurt."
    cut = excerpt(compared(Article(text, title="A title"), Article(text.replace("14", "20"))))
    assert from_document(to_document(cut)) == cut
    for side in (cut.left, cut.right):
        assert all(side.article.text[one.start : one.end] == one.text for one in side.sentences)
        assert "".join(" ".join(one.text for one in side.sentences).split()) == "".join(side.article.text.split())
    assert cut.weaker == ()
    assert cut.notes[0] == NOTE


def test_asking_again_tells_no_more() -> None:
    comparison = compared(Article(sentences_of(40, 12, seed=1)), Article(sentences_of(40, 12, seed=1)))
    assert excerpt(comparison) == excerpt(comparison)


def test_weaker_links_are_not_told_of() -> None:
    comparison = compared(Article(f"The mayor resigned, {RAIN}."), Article(f"The mayor resigned, {RAIN}."))
    cut = excerpt(replace(comparison, links=(), weaker=comparison.links))
    assert (cut.links, cut.weaker) == ((), ())
    assert cut.left.article.text == CUT


@pytest.mark.parametrize("clash", [0, 6, 11])
@pytest.mark.parametrize("length", [6, 12, 40])
def test_neighbouring_findings_cannot_be_put_together(length: int, clash: int) -> None:
    left, right = (sentences_of(60, length, seed=seed) for seed in (2, 3))
    comparison = joined(left, right, [(n, n) for n in range(60)], clash=clash)
    for text in (left, right):
        there = known(text, told(comparison))
        assert 0 < longest_row(there) < FORBIDDEN


def test_many_findings_of_one_sentence_tell_one_quotation_of_it() -> None:
    left, right = sentences_of(1, 90, seed=4), sentences_of(30, 20, seed=5)
    one = joined(left, right, [(0, n) for n in range(30)])
    spans = [(one.left.sentences[0].start + 9 * n, one.left.sentences[0].start + 9 * n + 4) for n in range(30)]
    links = tuple(
        replace(link, reasons=(Reason("other", span, None, ""),)) for link, span in zip(one.links, spans, strict=True)
    )
    assert longest_row(known(left, told(replace(one, links=links)))) <= LONGEST


def test_what_both_articles_share_word_for_word_is_counted_once_for_both() -> None:
    text = sentences_of(40, 20, seed=6)
    # The left sentence is quoted at its begin, the right one at its end: together they would be whole.
    comparison = joined(text, text, [(n, (n + 1) % 40) for n in range(40)], clash=3)
    assert longest_row(known(text, told(comparison))) < FORBIDDEN


def test_a_headline_as_a_label_counts_too() -> None:
    text = sentences_of(20, 14, seed=7)
    headline = " ".join(text.split()[:60])
    comparison = joined(
        text, sentences_of(20, 14, seed=8), [(n, n) for n in range(20)], title=headline, source=headline
    )
    assert longest_row(known(text, told(comparison))) < FORBIDDEN


def test_a_note_that_names_a_long_title_does_not_tell_it() -> None:
    text = sentences_of(20, 14, seed=7)
    title = " ".join(text.split()[:60])
    comparison = joined(text, text, [(0, 0)], title=title)
    noted = replace(comparison, notes=(f"“{title}” looks like German.",))
    assert "Article A looks like German." in excerpt(noted).notes
    assert longest_row(known(text, told(noted))) < FORBIDDEN


def test_never_more_than_a_part_of_an_article_is_told() -> None:
    for count in (1, 2, 5, 20, 80):
        text = sentences_of(count, 15, seed=9)
        comparison = joined(text, sentences_of(count, 15, seed=10), [(n, n) for n in range(count)], clash=5)
        total = len(words(text))
        assert sum(known(text, told(comparison))) <= min(total // WHOLE, max(FEW, total // PART))


def test_text_without_spaces_is_counted_by_its_letters() -> None:
    text = "官员说洪水中有十四人死亡救援人员在村庄里寻找失踪者直到深夜市长在周六辞职大坝建于很久以前" * 3 + "。"
    comparison = joined(text, text.replace("十四", "二十"), [(0, 0)])
    for side in (excerpt(comparison).left, excerpt(comparison).right):
        assert len(side.article.text.replace(CUT, "").strip()) <= LONGEST
        assert side.article.text != CUT


def test_a_word_that_is_endless_is_not_quoted() -> None:
    endless = "x" * 5_000
    comparison = joined(f"{endless} {endless}.", f"{endless} y.", [(0, 0)])
    assert endless not in "".join(told(comparison))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    seed=st.integers(0, 10**6),
    count=st.integers(1, 30),
    length=st.integers(1, 60),
    clash=st.integers(0, 60),
    shared=st.booleans(),
    pairs=st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=80, unique=True),
)
def test_no_thirty_words_in_a_row_come_together_whatever_is_found(
    seed: int, count: int, length: int, clash: int, shared: bool, pairs: list[tuple[int, int]]
) -> None:
    left = sentences_of(count, length, seed=seed)
    right = left if shared else sentences_of(count, length, seed=seed + 1)
    most = min(len(split(left)), len(split(right)))
    comparison = joined(left, right, [(a, b) for a, b in pairs if a < most and b < most], clash=clash)
    texts = told(comparison)
    for text in (left, right):
        assert longest_row(known(text, texts)) < FORBIDDEN
        assert longest_row(known(text, [" ".join(texts)])) < FORBIDDEN
