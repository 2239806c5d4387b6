"""Two long articles with many links, put together from the article pairs that were written for training: no model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from app.comparison.sentences import split
from app.comparison.types import Article, Comparison, Link, Provenance, Reason, ReasonKind, Sentence, Side, Span, Status

WRITTEN = Path(__file__).resolve().parents[1] / "training" / "written" / "pairs"
PARAGRAPH = 2  # sentences; news has one to three
FINDINGS = 1.75  # for each sentence of an article, weaker ones too: the upper end of what pairs of real reports have
DISPUTED = 8  # every so many of the weaker ones is a conflict


def long_comparison(sentences: int, written: Path = WRITTEN) -> Comparison:
    """A finished comparison of two articles of exactly so many sentences, with the links that people gave them.

    Raises ValueError where the written pairs do not suffice.
    """
    left, right, links = _joined(written, sentences)
    ours, theirs = _article(left, "The Harbour Courier"), _article(right, "The Evening Tribune")
    sides = split(ours.text), split(theirs.text)
    if [len(side) for side in sides] != [sentences, sentences]:
        raise ValueError(f"{[len(side) for side in sides]} sentences, not {sentences} a side")
    made = tuple(_link(link, *sides) for link in links)
    taken = {(link.left, link.right) for link in made}
    beside = ((link.left + x, link.right + y) for x, y in ((0, 1), (1, 0), (0, -1)) for link in made)
    free = dict.fromkeys(pair for pair in beside if pair not in taken and all(0 <= at < sentences for at in pair))
    weaker = tuple(
        _weaker(*pair, disputed=number % DISPUTED == 0)
        for number, pair in enumerate(list(free)[: round(FINDINGS * sentences) - len(made)])
    )
    return Comparison(
        left=_side(ours, sides[0], {link.left: link for link in made}),
        right=_side(theirs, sides[1], {link.right: link for link in made}),
        links=made,
        weaker=weaker,
        provenance=Provenance("0", "no encoder", "people", {"calibrated": True}, ("0" * 64, "0" * 64)),
    )


def _joined(written: Path, sentences: int) -> tuple[list[str], list[str], list[dict[str, Any]]]:
    left: list[str] = []
    right: list[str] = []
    links: list[dict[str, Any]] = []
    for file in sorted(written.glob("*.json"), key=_place):
        pair = json.loads(file.read_text(encoding="utf-8"))
        ours, theirs = map(len, (left, right))
        left += map(_whole, pair["left"])
        right += map(_whole, pair["right"])
        links += ({**link, "left": link["left"] + ours, "right": link["right"] + theirs} for link in pair["links"])
        if min(len(left), len(right)) >= sentences:
            break
    within = [link for link in links if max(link["left"], link["right"]) < sentences]
    return left[:sentences], right[:sentences], within


def _place(file: Path) -> tuple[int, str]:
    """In the order of their numbers, so that pairs which are written later leave the page as it was."""
    number = file.name.partition("-")[0]
    return (int(number) if number.isdecimal() else 10_000), file.name


def _whole(text: str) -> str:
    """Some stand for two sentences of a splitter; here each is one: inner stops become commas."""
    ends = split(text)
    if len(ends) < 2:
        return text
    return ", ".join(sentence.text.rstrip(".!?") for sentence in ends[:-1]) + ", " + ends[-1].text


def _article(sentences: list[str], source: str) -> Article:
    """Paragraphs of two; one alone where they would be read as one, as a headline without a full stop is."""
    paragraphs: list[str] = []
    waiting: list[str] = []
    for sentence in sentences:
        if len(waiting) == PARAGRAPH or len(split(" ".join((*waiting, sentence)))) <= len(waiting):
            paragraphs.append(" ".join(waiting))
            waiting = []
        waiting.append(sentence)
    return Article("\n\n".join((*paragraphs, " ".join(waiting))), source=source, published="2024-05-03")


def _link(link: dict[str, Any], left: tuple[Sentence, ...], right: tuple[Sentence, ...]) -> Link:
    x, y = left[link["left"]], right[link["right"]]
    if link["relation"] == "match":
        return Link(x.index, y.index, "match", 0.9, 0.8, degree=link["degree"])
    reasons = tuple(
        Reason(_kind(fact), _span(x, fact["left"]), _span(y, fact["right"]), f"{fact['left']} against {fact['right']}")
        for fact in link["facts"]
    )
    band: Any = "likely" if link["degree"] == "clear" else "possible"
    return Link(x.index, y.index, "contradiction", 0.8, 0.7, band=band, reasons=reasons)


def _weaker(left: int, right: int, *, disputed: bool) -> Link:
    if not disputed:
        return Link(left, right, "match", 0.55, 0.6, degree="partial")
    reason = Reason("other", None, None, "the two tell it otherwise")
    return Link(left, right, "contradiction", 0.35, 0.6, band="possible", reasons=(reason,))


def _kind(fact: dict[str, str]) -> ReasonKind:
    kind: ReasonKind = fact["kind"]  # type: ignore[assignment]  # the written pairs use the contract's kinds
    return kind


def _span(sentence: Sentence, words: str) -> Span | None:
    at = sentence.text.find(words)
    return None if at < 0 else (sentence.start + at, sentence.start + at + len(words))


def _side(article: Article, sentences: tuple[Sentence, ...], touched: dict[int, Link]) -> Side:
    statuses: list[Status] = []
    for sentence in sentences:
        link = touched.get(sentence.index)
        statuses.append("unique" if link is None else "matched" if link.relation == "match" else "contradictory")
    return Side(article, sentences, tuple(statuses))
