"""Two articles in, their comparison out, with stand-ins for the models."""

from __future__ import annotations

import pytest

from app.comparison.calibration import STATED
from app.comparison.document import from_document, to_document
from app.comparison.pipeline import compare
from app.comparison.ports import Progress, silent
from app.comparison.types import Article, Comparison
from app.errors import Cancelled, InputRefused, TooLong
from tests.fakes import FakeEncoder, FakeJudge

LEFT = Article(
    "Dam bursts above Orvik\n\nThe dam above Orvik burst on Monday. At least 14 people died in the flood.\n\n"
    "The mayor of Orvik resigned.",
    title="Left",
)
RIGHT = Article(
    "Flood in Orvik\n\nAt least 20 people died in the flood. The dam above Orvik burst on Monday. Schools stay shut.",
    title="Right",
)


def _compared(left: Article, right: Article, progress: Progress = silent) -> Comparison:
    return compare(
        left,
        right,
        encoder=FakeEncoder(),
        judge=FakeJudge(),
        calibration=STATED,
        version="test",
        max_sentences=100,
        progress=progress,
    )


def _words(comparison: Comparison, relation: str) -> set[tuple[str, str]]:
    return {
        (comparison.left.sentences[link.left].text, comparison.right.sentences[link.right].text)
        for link in comparison.links
        if link.relation == relation
    }


def test_the_same_claim_is_matched_and_another_number_contradicts() -> None:
    found = _compared(LEFT, RIGHT)
    same = "The dam above Orvik burst on Monday."
    assert _words(found, "match") == {(same, same)}
    assert _words(found, "contradiction") == {
        ("At least 14 people died in the flood.", "At least 20 people died in the flood.")
    }


def test_statuses_follow_the_links() -> None:
    found = _compared(LEFT, RIGHT)
    assert found.left.statuses == ("unique", "matched", "contradictory", "unique")
    assert found.right.statuses == ("unique", "contradictory", "matched", "unique")


def test_every_conflict_has_a_reason_whose_words_lie_in_its_sentences() -> None:
    found = _compared(LEFT, RIGHT)
    conflicts = [link for link in found.links if link.relation == "contradiction"]
    assert conflicts
    for link in conflicts:
        assert link.reasons
        for reason in link.reasons:
            for span, side, index in ((reason.left, found.left, link.left), (reason.right, found.right, link.right)):
                assert span is not None
                sentence = side.sentences[index]
                assert sentence.start <= span[0] < span[1] <= sentence.end
                assert span[1] - span[0] < sentence.end - sentence.start


def test_exchanging_the_articles_exchanges_the_answer() -> None:
    there, back = to_document(_compared(LEFT, RIGHT)), to_document(_compared(RIGHT, LEFT))
    assert back["left"] == there["right"]
    assert back["right"] == there["left"]
    assert {(link["right"], link["left"], link["relation"], link["confidence"]) for link in back["links"]} == {
        (link["left"], link["right"], link["relation"], link["confidence"]) for link in there["links"]
    }
    spans = [(r["left"], r["right"]) for link in there["links"] for r in link["reasons"]]
    assert spans == [(r["right"], r["left"]) for link in back["links"] for r in link["reasons"]]


def test_a_note_names_the_left_words_first_whichever_way_round() -> None:
    for left, right in ((LEFT, RIGHT), (RIGHT, LEFT)):
        for link in _compared(left, right).links:
            for reason in link.reasons:
                assert reason.left is not None
                words = left.text[slice(*reason.left)]
                number = next(word for word in words.split() if word.isdigit())
                assert reason.note.index(number) < len(reason.note) // 2


def test_the_document_reads_back_as_it_was_written() -> None:
    document = to_document(_compared(LEFT, RIGHT))
    assert to_document(from_document(document)) == document


def test_the_text_comes_back_code_point_for_code_point() -> None:
    odd = Article("\ufeff  Héadline\r\n\r\nA man\u00a0left.\u200b 😀 He came back.\t\n")
    assert _compared(odd, RIGHT).left.article.text == odd.text


def test_an_article_with_too_many_sentences_is_refused_with_the_number() -> None:
    many = Article(" ".join(f"Sentence number {n} is here." for n in range(120)))
    with pytest.raises(TooLong, match="120 sentences; the most is 100") as refused:
        _compared(LEFT, many)
    assert refused.value.field == "right.text"
    with pytest.raises(TooLong, match="The left article") as turned:
        _compared(many, LEFT)
    assert turned.value.field == "left.text"


def test_an_article_without_a_sentence_is_refused() -> None:
    with pytest.raises(InputRefused, match="no sentence") as refused:
        _compared(Article(" \n "), RIGHT)
    assert refused.value.field == "left.text"


def test_progress_names_each_stage_and_ends_it() -> None:
    told: list[tuple[str, int, int]] = []
    _compared(LEFT, RIGHT, progress=lambda stage, done, total: told.append((stage, done, total)))
    assert list(dict.fromkeys(stage for stage, _, _ in told)) == ["reading", "comparing", "checking"]
    for stage in ("reading", "comparing", "checking"):
        last = [(done, total) for name, done, total in told if name == stage][-1]
        assert last[0] == last[1]


def test_progress_can_end_the_work() -> None:
    def stop(stage: str, done: int, total: int) -> None:
        raise Cancelled("It was deleted.")

    with pytest.raises(Cancelled):
        _compared(LEFT, RIGHT, progress=stop)


@pytest.mark.parametrize(("published", "may_be"), [("2024-05-03", False), ("2024-05-04", True), (None, True)])
def test_a_toll_may_be_an_update_unless_both_are_of_one_date(published: str | None, may_be: bool) -> None:
    left = Article("The flood above Orvik killed 14 people.", published="2024-05-03")
    right = Article("The flood above Orvik killed 20 people.", published=published)
    [conflict] = _compared(left, right).links
    assert conflict.may_be_update is may_be
