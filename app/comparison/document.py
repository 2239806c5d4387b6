"""A comparison as the `result` of the JSON contract, and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from app.comparison.types import Article, Comparison, Link, Provenance, Reason, Sentence, Side

SCHEMA = 1
DECIMALS = 3  # of every figure, so that small differences between machines do not show (contract)


def to_document(comparison: Comparison) -> dict[str, Any]:
    """The contract's `result`: JSON types only, spans as two-element lists."""
    found = comparison.provenance
    return {
        "schema": SCHEMA,
        "left": _side(comparison.left),
        "right": _side(comparison.right),
        "links": [_link(link) for link in comparison.links],
        "weaker": [_link(link) for link in comparison.weaker],
        "counts": {
            "left": _counts(comparison.left),
            "right": _counts(comparison.right),
            "matches": sum(link.relation == "match" for link in comparison.links),
            "contradictions": sum(link.relation == "contradiction" for link in comparison.links),
        },
        "notes": list(comparison.notes),
        "provenance": {
            "version": found.version,
            "encoder": found.encoder,
            "judge": found.judge,
            "settings": dict(found.settings),
            "text_sha256": list(found.text_sha256),
        },
    }


def from_document(document: Mapping[str, Any]) -> Comparison:
    """The comparison that `to_document` wrote; figures as rounded there. Raises KeyError for anything else."""
    found = document["provenance"]
    return Comparison(
        left=_read_side(document["left"]),
        right=_read_side(document["right"]),
        links=tuple(_read_link(link) for link in document["links"]),
        weaker=tuple(_read_link(link) for link in document["weaker"]),
        provenance=Provenance(
            version=found["version"],
            encoder=found["encoder"],
            judge=found["judge"],
            settings=found["settings"],
            text_sha256=(found["text_sha256"][0], found["text_sha256"][1]),
        ),
        notes=tuple(document.get("notes", ())),
    )


def _side(side: Side) -> dict[str, Any]:
    article = side.article
    return {
        "text": article.text,
        "title": article.title,
        "source": article.source,
        "published": article.published,
        "address": article.address,
        "sentences": [
            {"index": s.index, "start": s.start, "end": s.end, "paragraph": s.paragraph, "status": status}
            for s, status in zip(side.sentences, side.statuses, strict=True)
        ],
    }


def _read_side(side: Mapping[str, Any]) -> Side:
    text = side["text"]
    return Side(
        article=Article(text, side["title"], side.get("source"), side.get("published"), side.get("address")),
        sentences=tuple(
            Sentence(s["index"], s["start"], s["end"], s["paragraph"], text[s["start"] : s["end"]])
            for s in side["sentences"]
        ),
        statuses=tuple(s["status"] for s in side["sentences"]),
    )


def _link(link: Link) -> dict[str, Any]:
    made: dict[str, Any] = {"left": link.left, "right": link.right, "relation": link.relation}
    if link.relation == "match":
        made["degree"] = link.degree
    else:
        made["band"] = link.band
    made["confidence"] = round(link.confidence, DECIMALS)
    made["similarity"] = round(link.similarity, DECIMALS)
    if link.relation == "contradiction":
        made["may_be_update"] = link.may_be_update
    made["reasons"] = [
        {
            "kind": reason.kind,
            "left": list(reason.left) if reason.left else None,
            "right": list(reason.right) if reason.right else None,
            "note": reason.note,
        }
        for reason in link.reasons
    ]
    return made


def _read_link(link: Mapping[str, Any]) -> Link:
    return Link(
        left=link["left"],
        right=link["right"],
        relation=link["relation"],
        confidence=link["confidence"],
        similarity=link["similarity"],
        degree=link.get("degree"),
        band=link.get("band"),
        may_be_update=link.get("may_be_update", False),
        reasons=tuple(
            Reason(
                kind=reason["kind"],
                left=(reason["left"][0], reason["left"][1]) if reason["left"] else None,
                right=(reason["right"][0], reason["right"][1]) if reason["right"] else None,
                note=reason["note"],
            )
            for reason in link["reasons"]
        ),
    )


def _counts(side: Side) -> dict[str, int]:
    counts = Counter(side.statuses)
    return {status: counts[status] for status in ("matched", "unique", "contradictory")}
