"""Reads what is named on the command line or in a list: a file, a web address, or standard input."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.articles.addresses import read_address
from app.articles.files import FILE_BYTES, read_file
from app.articles.found import Given
from app.articles.guard import rules_of
from app.comparison.types import Article
from app.errors import InputRefused, PageFailed
from app.settings import Settings
from app.web.given import read_label, read_published

STANDARD_INPUT = "-"
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_LIKE_ONE = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article is, and what is known of it beforehand; this goes before what is found in it."""

    place: str  # as it was written
    title: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads sources; paths are taken from `folder`, `warn` hears what is doubtful about an article."""

    settings: Settings
    stdin: BinaryIO | None  # None where standard input is not to be read
    warn: Callable[[str], None]
    folder: Path = Path()

    def read(self, source: Source) -> Article:
        """The article, under the title given, its own, or its file's name.

        Raises InputRefused for what cannot be read, PageFailed, ServerFull; each names the source.
        """
        title, published = source.title or None, source.published or None
        if title is not None:
            read_label(title, field="title")
        if published is not None:
            read_published(published, field="published")
        try:
            given, name = self._given(source.place)
        except (InputRefused, PageFailed) as refused:
            if refused.detail.startswith(source.place):
                raise
            raise type(refused)(f"{source.place}: {refused.detail}") from refused
        for warning in given.warnings:
            self.warn(f"{source.place}: {warning}")
        return Article(
            given.text, title or given.title or name, given.source, published or given.published, given.address
        )

    def _given(self, place: str) -> tuple[Given, str | None]:
        """What is at a place, and what to call it if it has no title."""
        most = self.settings.max_characters
        if place == STANDARD_INPUT:
            if self.stdin is None:
                raise InputRefused("Standard input cannot be an article here. Name a file.")
            return read_file("standard input", self.stdin.read(FILE_BYTES + 1), max_characters=most), None
        if _ADDRESS.match(place):
            return read_address(place, rules=rules_of(self.settings), max_characters=most), None
        path = self.folder / place
        try:
            with path.open("rb") as file:
                content = file.read(FILE_BYTES + 1)
        except ValueError as error:  # a NUL in the name
            raise InputRefused("This is no name of a file.") from error
        except OSError as error:
            hint = " A web address begins with https://." if _LIKE_ONE.match(place) else ""
            raise InputRefused(f"{place} cannot be read: {error.strerror}.{hint}") from error
        name = path.name.encode("utf-8", "replace").decode()  # a name may hold bytes that are no text
        return read_file(name, content, max_characters=most), name
