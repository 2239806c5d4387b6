"""The article in an OpenDocument text: its body without notes, remarks, indexes and deleted text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from app.articles.formats.packed import Packed
from app.articles.formats.xml import attribute, child_text, local, parse_xml
from app.articles.found import Given
from app.errors import InputRefused, TypeNotRead

SKIPPED = frozenset(
    "note annotation annotation-end tracked-changes table-of-content alphabetical-index illustration-index"
    " table-index bibliography forms sequence-decls variable-decls user-field-decls".split()
)
MOST_SPACES = 100  # that one text:s may stand for; more is no text
_SPACE = re.compile(r"[ \t\r\n]+")


def read(packed: Packed) -> Given:
    """Its paragraphs, and its title where a heading, a style or its properties tell one."""
    _check_open(packed)
    root = parse_xml(packed.read("content.xml"), name=packed.name)
    body = next((element for element in root.iter() if _is_body(element)), None)
    if body is None:
        raise TypeNotRead(f"{packed.name} is no text document, but a spreadsheet or slides. Paste the article's words.")
    blocks: list[str] = []
    title = None
    for paragraph in _paragraphs(body):
        text = re.sub(r"(?<! ) *\n *", "\n", _text(paragraph)).strip()
        if not text:
            continue
        blocks.append(text)
        if title is None and (local(paragraph) == "h" or attribute(paragraph, "style-name") == "Title"):
            title = " ".join(text.split())
    if not blocks:
        raise InputRefused(f"There is no text in {packed.name}, only pictures or nothing. Paste the article's words.")
    return Given("\n\n".join(blocks), title or _property(packed))


def _check_open(packed: Packed) -> None:
    if packed.has("META-INF/manifest.xml") and b"encryption-data" in packed.read("META-INF/manifest.xml"):
        raise InputRefused(f"{packed.name} is locked with a password. Save it without one, or paste its words.")


def _is_body(element: etree._Element) -> bool:
    parent = element.getparent()
    return local(element) == "text" and parent is not None and local(parent) == "body"


def _paragraphs(element: etree._Element) -> Iterator[etree._Element]:
    """In order; text frames after the paragraph that they hang on."""
    for child in element:
        if local(child) in SKIPPED:
            continue
        if local(child) in ("p", "h"):
            yield child
        yield from _paragraphs(child)


def _text(element: etree._Element) -> str:
    pieces = [_SPACE.sub(" ", element.text or "")]
    for child in element:
        name = local(child)
        if name == "s":
            count = attribute(child, "c") or "1"
            pieces.append(" " * min(int(count) if count.isdecimal() else 1, MOST_SPACES))
        elif name == "tab":
            pieces.append(" ")
        elif name == "line-break":
            pieces.append("\n")
        elif name not in SKIPPED and name not in ("frame", "p", "h"):
            pieces.append(_text(child))
        pieces.append(_SPACE.sub(" ", child.tail or ""))
    return "".join(pieces)


def _property(packed: Packed) -> str | None:
    if not packed.has("meta.xml"):
        return None
    return child_text(parse_xml(packed.read("meta.xml"), name=packed.name), "title")
