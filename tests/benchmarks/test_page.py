"""The page of two long articles stays light, whatever is added to it."""

from __future__ import annotations

from pathlib import Path

from benchmarks.long_articles import long_comparison
from benchmarks.page import MOST_BYTES, SENTENCES, served, weight


def test_two_articles_of_500_sentences_stay_below_the_weight_they_are_held_to(tmp_path: Path) -> None:
    with served(tmp_path, SENTENCES) as ([url, *_], cookie):
        assert weight(url) <= MOST_BYTES
        assert weight(url, cookie) <= MOST_BYTES


def test_the_long_articles_have_as_many_links_as_people_found() -> None:
    comparison = long_comparison(SENTENCES)
    assert [len(side.sentences) for side in (comparison.left, comparison.right)] == [SENTENCES, SENTENCES]
    assert len(comparison.links) > SENTENCES  # more than one a sentence, as in real reports of one event
    assert all(
        span is None or side.article.text[span[0] : span[1]] in side.sentences[index].text
        for link in comparison.links
        for reason in link.reasons
        for side, index, span in (
            (comparison.left, link.left, reason.left),
            (comparison.right, link.right, reason.right),
        )
    )
