"""The formats that a comparison can be taken along in, by the suffix of their address and their file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.exports import csv_table, json_document, markdown, offline, web_annotations, word
from app.exports.taken import Taken
from app.shown.words import names

LONGEST = 40  # characters of each article's name in a file's name; two and a date stay below every system's 255 bytes


@dataclass(frozen=True, slots=True)
class Format:
    """One of them; `label` and `use` are for the menu."""

    suffix: str
    media_type: str
    label: str
    use: str
    render: Callable[[Taken], bytes]


_ALL = (
    Format("html", "text/html; charset=utf-8", "Web page", "one file, opens offline", offline.render),
    Format(
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "Word",
        "to edit and to print",
        word.render,
    ),
    Format("md", "text/markdown; charset=utf-8", "Markdown", "for notes and wikis", markdown.render),
    Format("csv", "text/csv; charset=utf-8", "CSV", "a table, one row a pair", csv_table.render),
    Format("json", "application/json", "JSON", "for programs", json_document.render),
    Format(
        "jsonld",
        f'application/ld+json; profile="{web_annotations.CONTEXT}"',
        "Web Annotations",
        "for annotation tools",
        web_annotations.render,
    ),
)
FORMATS: Mapping[str, Format] = {one.suffix: one for one in _ALL}


def file_name(taken: Taken, suffix: str) -> str:
    """`Crossread Reuters vs AP 2024-05-03.csv`: letters, digits and spaces that every system takes, of any script."""
    article_names = names(taken.comparison.left.article, taken.comparison.right.article)
    left, right = (_safe(name) or letter for name, letter in zip(article_names, "AB", strict=True))
    return f"Crossread {left} vs {right} {taken.made:%Y-%m-%d}.{suffix}"


def _safe(name: str) -> str:
    composed = unicodedata.normalize("NFC", name)
    words = re.sub(r"[^\w-]+|_+", " ", composed).split()
    return " ".join(words)[:LONGEST].strip()
