"""The links as W3C Web Annotations in JSON-LD, for tools that annotate, and for those who keep linked data."""

from __future__ import annotations

import hashlib
import json
import uuid
from base64 import urlsafe_b64encode
from typing import Any

from app.comparison.excerpt import CUT
from app.comparison.types import Article, Link, Provenance, Sentence, Side
from app.comparison.verdicts import Verdict
from app.exports.taken import Taken
from app.shown.order import anchors as anchors_of
from app.shown.verdicts import BY
from app.shown.words import versus

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters quoted before and after a sentence; as many as Hypothesis and Apache Annotator take
# A name for each comparison that no server keeps, from what it compares; the namespace was drawn once.
NAMESPACE = uuid.UUID("d2fe98a9-aa10-467c-bf1d-91d5be442288")
Json = dict[str, Any]


def render(taken: Taken) -> bytes:
    """An annotation collection with one annotation for each link and one for each verdict. UTF-8.

    Its target is the left sentence, its bodies are the right one and what is said of the pair. Selectors count Unicode
    code points in the text as it was given, as the W3C's data model asks; not UTF-16 units, as JavaScript does. A text
    is named by its SHA-256 (RFC 6920).
    """
    name = taken.url or _drawn(taken.comparison.provenance)
    anchors = anchors_of(taken.usual)
    items = [_link(taken, link, f"{name}#{anchors[link.left, link.right]}") for link in taken.comparison.links]
    items += [_verdict(taken, said, name, anchors.get((said.left, said.right))) for said in taken.verdicts]
    document = {
        "@context": CONTEXT,
        "id": f"{name}#annotations",
        "type": "AnnotationCollection",
        "label": versus(taken.comparison.left.article, taken.comparison.right.article),
        "generator": _generator(taken),
        "generated": taken.made_at,
        "total": len(items),
        "first": {"id": f"{name}#page", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _drawn(found: Provenance) -> str:
    """A name of its own for what no server keeps: the same for the same texts, program and models."""
    made = " ".join((*found.text_sha256, found.version, found.encoder, found.judge))
    return f"urn:uuid:{uuid.uuid5(NAMESPACE, made)}"


def _generator(taken: Taken) -> Json:
    found = taken.comparison.provenance
    return {
        "type": "Software",
        "name": f"Crossread {found.version}",
        "dcterms:description": f"Sentences by {found.encoder}. Judged by {found.judge}.",
    }


def _link(taken: Taken, link: Link, name: str) -> Json:
    detail = link.degree or link.band or ""
    figures = f"{detail}; confidence {link.confidence:.3f}; similarity {link.similarity:.3f}"
    notes = [f"{reason.kind}: {reason.note}" if reason.note else reason.kind for reason in link.reasons]
    if link.may_be_update:
        notes.append("may be an update, if one report is later than the other")
    return {
        "id": name,
        "type": "Annotation",
        "motivation": "linking",
        "generated": taken.made_at,
        "target": _sentence(taken, "left", link.left),
        "body": [
            {**_sentence(taken, "right", link.right), "purpose": "linking"},
            _said(link.relation, "classifying"),
            _said(figures, "describing"),
            *(_said(note, "commenting") for note in notes),
        ],
    }


def _verdict(taken: Taken, verdict: Verdict, name: str, anchor: str | None) -> Json:
    """What a reader says of a link; of a pair that is not linked, it joins the two sentences itself."""
    said = [_said(verdict.says.replace("_", " "), "assessing")]
    if verdict.remark:
        said.append(_said(verdict.remark, "commenting"))
    if anchor is None:
        said.insert(0, {**_sentence(taken, "right", verdict.right), "purpose": "linking"})
    return {
        "id": f"{name}#verdict-{verdict.id}",
        "type": "Annotation",
        "motivation": "assessing",
        "created": verdict.given.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "creator": {"type": "Person", "name": BY[verdict.by]},
        "target": _sentence(taken, "left", verdict.left) if anchor is None else f"{name}#{anchor}",
        "body": said,
    }


def _said(value: str, purpose: str) -> Json:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "language": "en", "purpose": purpose}


def _sentence(taken: Taken, side: str, index: int) -> Json:
    comparison = taken.comparison
    here, sha256 = (
        (comparison.left, comparison.provenance.text_sha256[0])
        if side == "left"
        else (comparison.right, comparison.provenance.text_sha256[1])
    )
    return {
        "type": "SpecificResource",
        "source": _source(here.article, sha256),
        "selector": _selectors(here, here.sentences[index], sha256),
    }


def _source(article: Article, sha256: str) -> Json:
    found: Json = {"id": named(sha256), "type": "Text", "format": "text/plain"}
    labels = {"dcterms:title": article.title, "dcterms:source": article.source, "dcterms:date": article.published}
    return found | {name: value for name, value in labels.items() if value}


def _selectors(side: Side, sentence: Sentence, sha256: str) -> list[Json]:
    """Where the sentence is in the text of that hash; an excerpt knows its words, but not their places."""
    text = side.article.text
    if hashlib.sha256(text.encode()).hexdigest() != sha256:
        words = sentence.text.removeprefix(CUT).removesuffix(CUT).strip()
        return [{"type": "TextQuoteSelector", "exact": words}] if words else []
    return [
        {"type": "TextPositionSelector", "start": sentence.start, "end": sentence.end},
        {
            "type": "TextQuoteSelector",
            "exact": sentence.text,
            "prefix": text[max(0, sentence.start - AROUND) : sentence.start],
            "suffix": text[sentence.end : sentence.end + AROUND],
        },
    ]


def named(sha256: str) -> str:
    """A text by its hash (RFC 6920): `ni:///sha-256;…`; `sha256` is hexadecimal."""
    return "ni:///sha-256;" + urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
