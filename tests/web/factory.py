"""Comparisons made by a rule that can be checked by eye, so that pages can be tested without any model."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.comparison.document import to_document
from app.comparison.ports import Progress
from app.comparison.sentences import split
from app.comparison.types import Article, Comparison, Link, Provenance, Reason, Sentence, Side, Span, Status
from app.models.loading import Models

NUMBER = re.compile(r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten)\b", re.IGNORECASE)


def compared(left: Article, right: Article, *, notes: tuple[str, ...] = ()) -> Comparison:
    """Sentences that share half their words match, fully if they are equal, or conflict if their first numbers differ.

    A conflict is likely, or only possible where a sentence says "perhaps".
    """
    ours, theirs = split(left.text), split(right.text)
    links = tuple(link for x in ours for y in theirs if (link := _link(x, y)))
    return Comparison(
        left=_side(left, ours, {link.left: link for link in links}),
        right=_side(right, theirs, {link.right: link for link in links}),
        links=links,
        weaker=(),
        provenance=Provenance("1.2", "an-encoder@1", "a-judge@1", {"calibrated": True}, ("0" * 64, "1" * 64)),
        notes=notes,
    )


def compute(
    left: Article, right: Article, *, models: Models, version: str, max_sentences: int, progress: Progress
) -> Mapping[str, object]:
    """What a Runner does with two articles: the encoder's gate holds it, the rule above answers."""
    progress("reading", 1, 4)
    models.encoder.encode([left.text])
    return to_document(compared(left, right))


def _link(x: Sentence, y: Sentence) -> Link | None:
    words = [set(re.findall(r"\w+", NUMBER.sub("", sentence.text.lower()))) for sentence in (x, y)]
    if len(words[0] & words[1]) * 2 < len(words[0] | words[1]):
        return None
    numbers = _number(x), _number(y)
    said = [None if span is None else sentence.text[span[0] - sentence.start : span[1] - sentence.start].lower()
            for sentence, span in zip((x, y), numbers, strict=True)]  # fmt: skip
    if None not in said and said[0] != said[1]:
        doubt = "perhaps" in (x.text + y.text).lower()
        return Link(
            x.index,
            y.index,
            "contradiction",
            confidence=0.6 if doubt else 0.91,
            similarity=0.8,
            band="possible" if doubt else "likely",
            may_be_update=doubt,
            reasons=(Reason("number", numbers[0], numbers[1], f"{said[0]} against {said[1]}"),),
        )
    return Link(x.index, y.index, "match", 0.9, 0.9, degree="full" if x.text == y.text else "partial")


def _number(sentence: Sentence) -> Span | None:
    found = NUMBER.search(sentence.text)
    return found and (sentence.start + found.start(), sentence.start + found.end())


def _side(article: Article, sentences: tuple[Sentence, ...], touched: Mapping[int, Link]) -> Side:
    statuses: list[Status] = []
    for sentence in sentences:
        link = touched.get(sentence.index)
        statuses.append("unique" if link is None else "matched" if link.relation == "match" else "contradictory")
    return Side(article, sentences, tuple(statuses))
