"""Compares two files without a server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.articles.files import PAGE_BYTES, read_file
from app.comparison.pipeline import compare
from app.comparison.types import Article, Comparison
from app.errors import InputRefused
from app.models.loading import ModelLoader
from app.settings import Settings
from app.version import version


def compare_files(settings: Settings, left: Path, right: Path, *, warn: Callable[[str], None]) -> Comparison:
    """Compare the articles in two files, of the types that the site reads; `warn` hears what is doubtful about them.

    Raises InputRefused for what cannot be read or compared, ModelFailed.
    """
    articles = [read(path, max_characters=settings.max_characters, warn=warn) for path in (left, right)]
    loader = ModelLoader(settings)
    loader.start()
    models = loader.wait()
    return compare(
        *articles,
        encoder=models.encoder,
        judge=models.judge,
        calibration=models.calibration,
        version=version(),
        max_sentences=settings.max_sentences,
    )


def read(path: Path, *, max_characters: int, warn: Callable[[str], None]) -> Article:
    """The article in a file, under its own title or the file's name. Raises InputRefused, which names the file."""
    try:
        with path.open("rb") as file:
            given = read_file(path.name, file.read(PAGE_BYTES + 1), max_characters=max_characters)
    except OSError as error:
        raise InputRefused(f"{path} cannot be read: {error.strerror}.") from error
    except InputRefused as refused:
        raise InputRefused(f"{path}: {refused.detail}") from refused
    for warning in given.warnings:
        warn(f"{path}: {warning}")
    return Article(given.text, given.title or path.name, given.source, given.published)
