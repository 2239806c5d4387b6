"""The report for a terminal."""

from __future__ import annotations

from app.commands.report import report
from app.comparison.types import Article, Comparison, Link, Provenance, Reason, Sentence, Side, Status


def side(title: str, *sentences: tuple[str, Status]) -> Side:
    texts = [text for text, _ in sentences]
    starts = [sum(len(text) + 1 for text in texts[:index]) for index in range(len(texts))]
    return Side(
        Article(" ".join(texts), title=title),
        tuple(
            Sentence(index, start, start + len(text), 0, text)
            for index, (start, text) in enumerate(zip(starts, texts, strict=True))
        ),
        tuple(status for _, status in sentences),
    )


def test_conflicts_come_first_with_their_reasons_then_matches_then_what_only_one_says() -> None:
    comparison = Comparison(
        side("Post", ("Seven boats\nsank.", "contradictory"), ("It rained.", "matched"), ("Bells rang.", "unique")),
        side("Times", ("Rain fell all day.", "matched"), ("Five boats sank.", "contradictory")),
        links=(
            Link(1, 0, "match", 0.9, 0.8, degree="partial"),
            Link(
                0,
                1,
                "contradiction",
                0.9,
                0.8,
                band="possible",
                may_be_update=True,
                reasons=(Reason("number", (0, 5), (19, 23), "seven against five"),),
            ),
        ),
        weaker=(),
        provenance=Provenance("1", "e", "j", {}, ("", "")),
        notes=("Only one has a date.",),
    )
    assert (
        report(comparison)
        == """\
A  Post
B  Times
Only one has a date.

Conflicts (1)
  ≠? A Seven boats sank.
     B Five boats sank.
     seven against five
     this may be an update, if one report is later

Both say (1)
  ≈  A It rained.
     B Rain fell all day.

Only in A (1)
  ○  A Bells rang.

Only in B (0)"""
    )
