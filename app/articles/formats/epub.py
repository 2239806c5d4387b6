"""The article in an e-book: its chapters in the order of its spine, without its table of contents."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from lxml import etree

from app.articles.encodings import decode
from app.articles.formats.blocks import html_blocks
from app.articles.formats.packed import Packed
from app.articles.formats.xml import attribute, child_text, local, parse_xml
from app.articles.found import Given
from app.errors import InputRefused, TooLong

CHAPTERS = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def read(packed: Packed, *, max_characters: int) -> Given:
    """Its text, and what its catalogue entry says. Raises TooLong as soon as the chapters are more than an article."""
    path = _package(packed)
    package = parse_xml(packed.read(path), name=packed.name, doctype=True)
    blocks: list[str] = []
    for chapter in _chapters(package):
        member = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(chapter.partition("#")[0])))
        text, _ = decode(packed.read(member), name=packed.name, declared=True)
        blocks += html_blocks(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
        if sum(map(len, blocks)) > max_characters:
            raise TooLong(
                f"{packed.name} is a whole book; an article may have {max_characters:,} characters. Paste one chapter."
            )
    if not blocks:
        raise _unreadable(packed)
    published = child_text(package, "date") or ""
    return Given(
        "\n\n".join(blocks),
        child_text(package, "title"),
        source=child_text(package, "publisher") or child_text(package, "creator"),
        published=published[:10] if _DAY.match(published) else None,
    )


def _package(packed: Packed) -> str:
    container = parse_xml(packed.read("META-INF/container.xml"), name=packed.name)
    if packed.has("META-INF/encryption.xml") and _locked(packed):
        raise InputRefused(f"{packed.name} is locked by the shop that sold it. Open it there and paste the words.")
    for element in container.iter():
        if local(element) == "rootfile" and attribute(element, "full-path"):
            return attribute(element, "full-path")
    raise _unreadable(packed)


def _locked(packed: Packed) -> bool:
    """Whether chapters are encrypted; fonts often are, and need not be read."""
    paths = re.findall(rb'URI="([^"]+)"', packed.read("META-INF/encryption.xml"))
    return any(path.lower().endswith((b"html", b".htm", b".xml")) for path in paths)


def _chapters(package: etree._Element) -> list[str]:
    items = {attribute(item, "id"): item for item in package.iter() if local(item) == "item"}
    found = []
    for reference in package.iter():
        if local(reference) != "itemref" or attribute(reference, "linear") == "no":
            continue
        item = items.get(attribute(reference, "idref"))
        if item is None or attribute(item, "media-type") not in CHAPTERS:
            continue
        if "nav" not in attribute(item, "properties").split():
            found.append(attribute(item, "href"))
    return found


def _unreadable(packed: Packed) -> InputRefused:
    return InputRefused(
        f"There is no text in {packed.name}. Open it in an e-book reader and paste the article's words."
    )
