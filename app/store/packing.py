"""Articles and results as bytes: JSON in ASCII, compressed, so that every code point comes back as it was."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict

from app.comparison.types import Article


def pack(document: Mapping[str, object]) -> bytes:
    """Raises TypeError or ValueError for what JSON cannot say, such as NaN."""
    return zlib.compress(json.dumps(document, allow_nan=False, separators=(",", ":")).encode("ascii"))


def unpack(packed: bytes) -> dict[str, object]:
    """What was packed; tuples come back as lists."""
    document: dict[str, object] = json.loads(zlib.decompress(packed))
    return document


def pack_articles(left: Article, right: Article) -> bytes:
    """Both articles, code point for code point."""
    return pack({"left": asdict(left), "right": asdict(right)})


def unpack_articles(packed: bytes) -> tuple[Article, Article]:
    """Left and right as they were kept."""
    document = json.loads(zlib.decompress(packed))
    return Article(**document["left"]), Article(**document["right"])
