"""The article in a Word document: its body without running heads, notes, deleted text and fields."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from app.articles.formats.packed import Packed
from app.articles.formats.xml import attribute, child_text, local, parse_xml
from app.articles.found import Given
from app.errors import InputRefused

# Deleted and moved-away text, the second form of a drawing, the text of fields, notes that reviewers wrote.
SKIPPED = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "sdtPr", "pPr", "rPr", "sectPr", "object"})
SAID = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
HEADINGS = frozenset({"title", "heading 1"})
CONTENTS = "toc "  # the styles of a table of contents


def read(packed: Packed) -> Given:
    """Its paragraphs, and its title where its styles or its properties tell one."""
    body = parse_xml(packed.read("word/document.xml"), name=packed.name)
    styles = _styles(packed)
    blocks: list[str] = []
    title = None
    for paragraph in _paragraphs(body):
        style = styles.get(_style(paragraph), "")
        text = _text(paragraph).strip()
        if not text or style.startswith(CONTENTS):
            continue
        blocks.append(text)
        if title is None and style in HEADINGS:
            title = " ".join(text.split())
    if not blocks:
        raise InputRefused(f"There is no text in {packed.name}, only pictures or nothing. Paste the article's words.")
    return Given("\n\n".join(blocks), title or _property(packed))


def _paragraphs(element: etree._Element) -> Iterator[etree._Element]:
    """In reading order; text boxes after the paragraph that they hang on."""
    for child in element:
        name = local(child)
        if name in SKIPPED:
            continue
        if name == "p":
            yield child
        yield from _paragraphs(child)


def _text(element: etree._Element) -> str:
    pieces = []
    for child in element:
        name = local(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name in ("br", "cr") and attribute(child, "type") in ("page", "column"):
            continue
        elif name in SAID and local(element) == "r":  # a tab elsewhere is a stop of the ruler
            pieces.append(SAID[name])
        elif name not in SKIPPED and name not in ("p", "txbxContent"):
            pieces.append(_text(child))
    return "".join(pieces)


def _style(paragraph: etree._Element) -> str:
    for properties in paragraph:
        if local(properties) == "pPr":
            for child in properties:
                if local(child) == "pStyle":
                    return attribute(child, "val")
    return ""


def _styles(packed: Packed) -> dict[str, str]:
    """The English names of styles, in lower case, by their ids, which Word translates."""
    if not packed.has("word/styles.xml"):
        return {}
    found = {}
    for style in parse_xml(packed.read("word/styles.xml"), name=packed.name):
        names = [attribute(child, "val") for child in style if local(child) == "name"]
        if local(style) == "style" and names:
            found[attribute(style, "styleId")] = names[0].lower()
    return found


def _property(packed: Packed) -> str | None:
    if not packed.has("docProps/core.xml"):
        return None
    return child_text(parse_xml(packed.read("docProps/core.xml"), name=packed.name), "title")
