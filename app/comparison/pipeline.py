"""The whole program on one screen: two articles in, their comparison out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from app.comparison.calibration import FIRST, Calibration
from app.comparison.candidates import find_candidates
from app.comparison.evidence import EVIDENCE, PLAIN, Pair, Read, judged_evidence, plain_evidence, read, seeming
from app.comparison.notes import reader_notes
from app.comparison.ports import Encoder, Judge, Progress, silent
from app.comparison.reasons import explained
from app.comparison.relations import relate, worth_asking
from app.comparison.sentences import split
from app.comparison.types import Article, Candidate, Comparison, Floats, Judgement, Link, Provenance, Side, Status
from app.errors import InputRefused, TooLong

Asked = TypeVar("Asked")
Told = TypeVar("Told")
CHUNK = 256  # sentences or pairs between two reports of progress; less than a second of work on two cores


def compare(
    left: Article,
    right: Article,
    *,
    encoder: Encoder,
    judge: Judge | None,
    calibration: Calibration,
    version: str,
    max_sentences: int,
    progress: Progress = silent,
) -> Comparison:
    """Compare two articles.

    The answer depends on the articles and the models alone, and exchanging the articles exchanges the answer: the two
    are always worked on in one order and put back.

    Raises:
        TooLong: an article has more than `max_sentences` sentences.
        InputRefused: an article has no sentence.
        Whatever `progress` raises to end the work.
    """
    reads = _read(left, "left", max_sentences), _read(right, "right", max_sentences)
    if _order(right) < _order(left):
        return exchanged(_in_order((reads[1], reads[0]), encoder, judge, calibration, version, progress))
    return _in_order(reads, encoder, judge, calibration, version, progress)


def _in_order(
    reads: tuple[Read, Read],
    encoder: Encoder,
    judge: Judge | None,
    calibration: Calibration,
    version: str,
    progress: Progress,
) -> Comparison:
    """Compare two articles that were read, in the order given."""
    left, right = reads[0].article, reads[1].article
    texts = [[sentence.text for sentence in side.sentences] for side in reads]
    rows = _encoded(encoder, texts, progress)
    progress("comparing", 0, 1)
    candidates: Sequence[Candidate] = find_candidates(texts[0], texts[1], rows[0], rows[1])
    evidence, clashes = plain_evidence(candidates, *reads)
    progress("comparing", 1, 1)
    first = calibration.first_odds(evidence, PLAIN)
    names: tuple[str, ...] = (*PLAIN, *FIRST)
    judgements: list[Judgement] | list[None] = [None] * len(candidates)
    if judge:
        worth = worth_asking(candidates, first, calibration, sentences=len(texts[0]) + len(texts[1]))
        candidates, clashes = [candidates[n] for n in worth], [clashes[n] for n in worth]
        judgements = _judged(judge, [(texts[0][c.left], texts[1][c.right]) for c in candidates], progress)
        answers = judged_evidence(candidates, judgements)
        evidence, first, names = np.hstack([evidence[worth], answers]), first[worth], (*EVIDENCE, *FIRST)
    pairs = [
        Pair(c, found, said, seeming=seeming((texts[0][c.left], texts[1][c.right]), found))
        for c, found, said in zip(candidates, clashes, judgements, strict=True)
    ]
    same_date = left.published is not None and left.published == right.published
    links, weaker = relate(pairs, np.hstack([evidence, first]), names, calibration, same_date=same_date)
    by_cell = {(pair.candidate.left, pair.candidate.right): pair for pair in pairs}
    links = explained(links, by_cell, *reads, judge)
    return Comparison(
        left=_side(reads[0], links, [link.left for link in links]),
        right=_side(reads[1], links, [link.right for link in links]),
        links=links,
        weaker=explained(weaker, by_cell, *reads, None),
        provenance=Provenance(
            version=version,
            encoder=encoder.name,
            judge=judge.name if judge else "none",
            settings=calibration.settings(),
            text_sha256=(_digest(left), _digest(right)),
        ),
        notes=reader_notes(left, right),
    )


def exchanged(comparison: Comparison) -> Comparison:
    """The same comparison with left and right in each other's place."""

    def turned(links: Sequence[Link]) -> tuple[Link, ...]:
        swapped = (
            replace(
                link,
                left=link.right,
                right=link.left,
                reasons=tuple(
                    replace(r, left=r.right, right=r.left, note=r.mirrored, mirrored=r.note) for r in link.reasons
                ),
            )
            for link in links
        )
        return tuple(sorted(swapped, key=lambda link: (link.left, link.right)))

    found = comparison.provenance
    return Comparison(
        left=comparison.right,
        right=comparison.left,
        links=turned(comparison.links),
        weaker=turned(comparison.weaker),
        provenance=replace(found, text_sha256=(found.text_sha256[1], found.text_sha256[0])),
        notes=reader_notes(comparison.right.article, comparison.left.article),
    )


def _order(article: Article) -> tuple[str, ...]:
    return article.text, article.published or "", article.title or "", article.source or ""


def _digest(article: Article) -> str:
    return hashlib.sha256(article.text.encode("utf-8")).hexdigest()


def _read(article: Article, side: str, most: int) -> Read:
    sentences = split(article.text)
    if not sentences:
        raise InputRefused(f"The {side} article has no sentence in it. Paste its text.", field=f"{side}.text")
    if len(sentences) > most:
        raise TooLong(
            f"The {side} article has {len(sentences):,} sentences; the most is {most:,}. Compare a part of it.",
            field=f"{side}.text",
        )
    return read(article, sentences)


def _encoded(encoder: Encoder, texts: Sequence[Sequence[str]], progress: Progress) -> tuple[Floats, Floats]:
    """Both sides' (n, d) embeddings."""
    rows: Floats = np.stack(_answers([*texts[0], *texts[1]], len, encoder.encode, "reading", progress))
    return rows[: len(texts[0])], rows[len(texts[0]) :]


def _judged(judge: Judge, pairs: Sequence[tuple[str, str]], progress: Progress) -> list[Judgement]:
    """The judge's answers in the order of `pairs`."""
    return _answers(pairs, lambda pair: len(pair[0]) + len(pair[1]), judge.judge, "checking", progress)


def _answers(
    things: Sequence[Asked],
    size: Callable[[Asked], int],
    ask: Callable[[list[Asked]], Iterable[Told]],
    stage: str,
    progress: Progress,
) -> list[Told]:
    """What a model answers of each, in their order; CHUNK of like size are asked together."""
    order = sorted(range(len(things)), key=lambda n: size(things[n]))
    found: list[tuple[int, Told]] = []
    progress(stage, 0, len(things))
    for at in range(0, len(order), CHUNK):
        part = order[at : at + CHUNK]
        found += zip(part, ask([things[n] for n in part]), strict=True)
        progress(stage, len(found), len(things))
    return [answer for _, answer in sorted(found, key=lambda one: one[0])]


def _side(side: Read, links: Sequence[Link], indices: Sequence[int]) -> Side:
    """The article with each sentence's status: a contradiction counts before a match, a match before none."""
    touched: dict[int, set[str]] = {}
    for link, index in zip(links, indices, strict=True):
        touched.setdefault(index, set()).add(link.relation)
    statuses: list[Status] = []
    for sentence in side.sentences:
        relations = touched.get(sentence.index, set())
        statuses.append(
            "contradictory" if "contradiction" in relations else "matched" if "match" in relations else "unique"
        )
    return Side(side.article, side.sentences, tuple(statuses))
