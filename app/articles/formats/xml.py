"""Parses the XML of documents with every door shut: no entities, no network, no bottomless nesting."""

from __future__ import annotations

import re

from lxml import etree

from app.errors import InputRefused

_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def parse_xml(content: bytes, *, name: str, doctype: bool = False) -> etree._Element:
    """The root of a document. Word and OpenDocument have no DOCTYPE, so one is refused unless `doctype`.

    Raises InputRefused: what an attack needs, nesting of more than 256 levels, or no XML.
    """
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in content[:4]
    if wide or (_DOCTYPE.search(content) and (not doctype or b"<!ENTITY" in content.upper())):
        raise InputRefused(
            f"{name} holds instructions that a document does not need. Save it again, or paste its words."
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        deep = "depth" in str(error).lower()
        what = "is nested too deeply to be read" if deep else "is damaged inside"
        raise InputRefused(f"{name} {what}. Save it again, or paste the article's words.") from None


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    """The attribute of that local name, whatever its namespace; empty where there is none."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def child_text(root: etree._Element, name: str) -> str | None:
    """The text of the first element of that local name anywhere below; None where there is none or no text."""
    for element in root.iter():
        if local(element) == name:
            text = " ".join("".join(element.itertext()).split())
            if text:
                return text
    return None
