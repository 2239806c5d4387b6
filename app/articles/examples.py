"""The examples on the start page: invented events, each told by two papers that disagree."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.comparison.types import Article
from app.errors import NoSuchPage

FOLDER = Path(__file__).with_name("examples")


@dataclass(frozen=True, slots=True)
class Example:
    """Two articles ready to compare; `title` and `description` are for the visitor who chooses one."""

    slug: str
    title: str
    description: str
    left: Article
    right: Article


@cache
def examples() -> tuple[Example, ...]:
    """All examples, in the order of the start page."""
    found = [(json.loads(path.read_text("utf-8")), path.parent) for path in FOLDER.glob("*/meta.json")]
    found.sort(key=lambda entry: int(entry[0]["order"]))
    return tuple(_example(meta, folder) for meta, folder in found)


def find_example(slug: str) -> Example:
    """Raises NoSuchPage where there is no example of that name."""
    for example in examples():
        if example.slug == slug:
            return example
    raise NoSuchPage


def _example(meta: dict[str, Any], folder: Path) -> Example:
    left, right = (_article(meta[side], folder / f"{side}.txt") for side in ("left", "right"))
    return Example(folder.name, meta["title"], meta["description"], left, right)


def _article(labels: dict[str, str], path: Path) -> Article:
    return Article(path.read_text("utf-8"), labels["title"], labels["source"], labels["published"])
