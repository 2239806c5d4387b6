"""What was found in a paste, a file or a page: the one shape that all ways in lead to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Given:
    """The text of an article and what is known of it; `warnings` are sentences for the reader."""

    text: str
    title: str | None = None
    warnings: tuple[str, ...] = ()
    source: str | None = None
    published: str | None = None  # YYYY-MM-DD
    address: str | None = None  # the web address that the page calls its own
    extracted: bool = False  # found in a document or a page, so it should be looked at; a plain text is what it is
