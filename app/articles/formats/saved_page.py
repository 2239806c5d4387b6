"""The article in a page that a browser saved with all its parts as one file (MHTML)."""

from __future__ import annotations

from app.articles import pages
from app.articles.formats.mail import bytes_of, parts_of
from app.articles.found import Given
from app.errors import InputRefused


def read(content: bytes, *, name: str, max_characters: int) -> Given:
    """The article of the first page in it. Raises InputRefused."""
    parts = parts_of(content, name)
    for part in parts:
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            address = part["Content-Location"] or parts[0]["Snapshot-Content-Location"]
            charset = part.get_content_charset()
            return pages.read(
                bytes_of(part), name=name, max_characters=max_characters, address=str(address or ""), charset=charset
            )
    raise InputRefused(f"There is no page in {name}. Open it in a browser and paste the article's words.")
