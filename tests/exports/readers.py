"""What a real reader of each format finds in an export: the links, as (left, right, relation, degree or band)."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import docx
from lxml import html
from markdown_it import MarkdownIt
from pyld import jsonld

from app.comparison.document import from_document
from app.comparison.types import Comparison
from app.shown.states import BOTH, CONFLICT, PART, POSSIBLE
from tests.exports.context import CONTEXT

Found = tuple[int, int, str, str]
OA = "http://www.w3.org/ns/oa#"
STATES = {
    CONFLICT.word: ("contradiction", "likely"),
    POSSIBLE.word: ("contradiction", "possible"),
    BOTH.word: ("match", "full"),
    PART.word: ("match", "partial"),
}
PLACE = re.compile(r"([AB]) (\d+)\b")


def links_of(comparison: Comparison) -> list[Found]:
    """What an export has to hold."""
    return sorted((link.left, link.right, link.relation, link.degree or link.band or "") for link in comparison.links)


def in_json(content: bytes) -> list[Found]:
    """By the JSON contract, read back."""
    return links_of(from_document(json.loads(content)))


def in_csv(content: bytes) -> list[Found]:
    """By the csv module. Rows without a relation are what only readers say."""
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return sorted(
        (int(row["left_index"]), int(row["right_index"]), row["relation"], row["degree"] or row["band"])
        for row in rows
        if row["relation"]
    )


def in_markdown(content: bytes) -> list[Found]:
    """By a CommonMark renderer with what GitHub adds, and an HTML parser."""
    page = html.fromstring(markdown().render(content.decode()))
    found = []
    for heading in page.iter("h3"):
        state = _state(heading.text_content())
        quotes = heading.getnext()
        if state is not None and quotes is not None:
            places = [_place(item.text_content()) for item in quotes.iter("li")]
            found.append((places[0], places[1], *state))
    return sorted(found)


def in_html(content: bytes) -> list[Found]:
    """By an HTML parser."""
    page = html.fromstring(content.decode())
    found = []
    for finding in page.xpath("//li[@class='finding'][starts-with(@id, 'f')]"):
        state = _state(finding.find("h3").text_content())
        assert state is not None
        places = [_place(label.text_content()) for label in finding.xpath(".//a[@class='quote__from']")]
        found.append((places[0], places[1], *state))
    return sorted(found)


def in_docx(content: bytes) -> list[Found]:
    """By python-docx: a heading, and below it a table of two cells."""
    document = docx.Document(io.BytesIO(content))
    found, state = [], None
    for block in document.iter_inner_content():
        if isinstance(block, docx.table.Table):
            if state is not None:
                left, right = (_place(cell.text) for cell in block.rows[0].cells)
                found.append((left, right, *state))
        elif block.style is not None and (block.style.name or "").startswith("Heading"):
            state = _state(block.text)
    return sorted(found)


def in_annotations(content: bytes) -> list[tuple[str, str, str, str]]:
    """By a JSON-LD processor: the words of both sentences in place of their indices."""
    found = []
    for annotation in expanded(content):
        if annotation[OA + "motivatedBy"][0]["@id"] != OA + "linking":
            continue
        bodies = annotation[OA + "hasBody"]
        said = {body[OA + "hasPurpose"][0]["@id"].removeprefix(OA): body for body in bodies}
        relation = _value(said["classifying"], "http://www.w3.org/1999/02/22-rdf-syntax-ns#value")
        detail = _value(said["describing"], "http://www.w3.org/1999/02/22-rdf-syntax-ns#value").partition(";")[0]
        found.append((quoted(annotation[OA + "hasTarget"][0]), quoted(said["linking"]), relation, detail))
    return sorted(found)


def expanded(content: bytes) -> list[dict[str, Any]]:
    """The annotations with every name in full; a name that the W3C's context does not have would be lost."""
    (collection,) = jsonld.expand(json.loads(content), {"documentLoader": _load})
    page = collection["http://www.w3.org/ns/activitystreams#first"][0]
    items: list[dict[str, Any]] = page["http://www.w3.org/ns/activitystreams#items"][0]["@list"]
    return items


def selector(resource: Mapping[str, Any], kind: str) -> Mapping[str, Any] | None:
    """The selector of a sentence of one kind."""
    selectors: list[Mapping[str, Any]] = resource[OA + "hasSelector"]
    return next((one for one in selectors if one["@type"] == [OA + kind]), None)


def quoted(resource: Mapping[str, Any]) -> str:
    """The words that are selected."""
    found = selector(resource, "TextQuoteSelector")
    assert found is not None
    return _value(found, OA + "exact")


def markdown() -> MarkdownIt:
    """A renderer that reads all that CommonMark and GitHub read: HTML, tables, struck text, bare addresses."""
    return MarkdownIt("commonmark", {"html": True, "linkify": True}).enable(["table", "strikethrough", "linkify"])


READERS: Mapping[str, Callable[[bytes], list[Found]]] = {
    "json": in_json,
    "csv": in_csv,
    "md": in_markdown,
    "html": in_html,
    "docx": in_docx,
}


def _state(title: str) -> tuple[str, str] | None:
    said = title.partition(":")[0]
    return next(
        (state for word, state in STATES.items() if re.search(rf"(^|[=≈≠?]\s){word}$", " ".join(said.split()))), None
    )


def _place(text: str) -> int:
    found = PLACE.search(text)
    assert found, text
    return int(found[2]) - 1


def _value(node: Mapping[str, Any], name: str) -> str:
    return str(node[name][0]["@value"])


def _load(url: str, options: object) -> dict[str, object]:
    assert url == "http://www.w3.org/ns/anno.jsonld"
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": CONTEXT}
