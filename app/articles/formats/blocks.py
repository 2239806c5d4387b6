"""The words of an HTML document that is all article, block by block: chapters of e-books, mails."""

from __future__ import annotations

import re

from lxml import etree, html

SILENT = frozenset({"script", "style", "head", "title", "template", "noscript", "svg", "math", "object", "iframe"})
INLINE = frozenset(
    "a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark q ruby s samp small span strike strong"
    " sub sup time tt u var wbr img".split()
)
_SPACE = re.compile(r"[ \t\r\n\f]+")


def html_blocks(document: str) -> list[str]:
    """Its paragraphs, headings, items and cells, in order; what a browser would not show is left out."""
    if not document.strip():
        return []
    root = html.document_fromstring(document.encode("utf-8", "replace"), parser=_parser())
    gathered = _Gathered()
    _walk(root, gathered)
    gathered.end()
    return gathered.blocks


def _parser() -> html.HTMLParser:
    return html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)


class _Gathered:
    """Collects running text; a block's edge ends what was collected."""

    def __init__(self) -> None:
        self.blocks: list[str] = []
        self._pieces: list[str] = []

    def say(self, text: str | None) -> None:
        if text:
            self._pieces.append(_SPACE.sub(" ", text))

    def line(self) -> None:
        self._pieces.append("\n")

    def end(self) -> None:
        text = re.sub(r"(?<! ) *\n *", "\n", re.sub(r" {2,}", " ", "".join(self._pieces))).strip()
        self.blocks += [part for part in re.split(r"\n{2,}", text) if part]
        self._pieces = []


def _walk(element: etree._Element, to: _Gathered) -> None:
    """Depth is bounded by the parser, which refuses more than 256 levels."""
    if not isinstance(element.tag, str) or element.tag in SILENT or _hidden(element):
        return
    inline = element.tag in INLINE
    if element.tag == "br":
        to.line()
        return
    if not inline:
        to.end()
    to.say(element.text)
    for child in element:
        _walk(child, to)
        to.say(child.tail)
    if not inline:
        to.end()


def _hidden(element: etree._Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or element.get("hidden") is not None
