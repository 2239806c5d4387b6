"""Reads the templates and what they show with: the one environment for the site's pages and for those taken along."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

ROOT = Path(__file__).resolve().parents[1]
# Embeddings, overrides and isolates (UAX 9): they can make "14" out of "41" and hide where a quotation ends. Marks that
# Hebrew and Arabic need between words (U+200E, U+200F, U+061C) turn nothing round, and stay.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


class Typed(str):
    """What stands in a field of a form: it must come back as it was typed."""

    __slots__ = ()


def visible(text: str) -> str:
    """`text` with a sign, as ⟨U+202E⟩, in place of every character that would turn its writing round."""
    if text.isascii() or isinstance(text, Typed) or not TURNING.search(text):
        return text
    return type(text)(TURNING.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text))  # markup stays markup


def _shown(value: object) -> object:
    # Asked here too: a long page has ten thousands of values, and nearly all are plain.
    return value if not isinstance(value, str) or value.isascii() else visible(value)


def environment(root: Path = ROOT) -> Environment:
    """The templates under `root`; a name that a page object does not have is an error, never an empty place."""
    made = Environment(
        loader=FileSystemLoader(root / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_shown,
    )
    made.filters["typed"] = Typed
    return made


def style(folder: Path = ROOT / "static") -> str:
    """Every style sheet of `folder`, in the order of their names: `css/_layers.css` is the first."""
    files = sorted(path for path in folder.rglob("*.css") if path.is_file())
    return "\n".join(path.read_text("utf-8") for path in files)
