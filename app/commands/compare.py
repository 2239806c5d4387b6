"""Compares two text files without a server."""

from __future__ import annotations

from pathlib import Path

from app.comparison.pipeline import compare
from app.comparison.types import Article, Comparison
from app.errors import InputRefused, TooLong
from app.models.loading import ModelLoader
from app.settings import Settings
from app.version import version


def compare_files(settings: Settings, left: Path, right: Path) -> Comparison:
    """Compare the articles in two UTF-8 files; each takes its file's name as title.

    Raises InputRefused for what cannot be read or compared, ModelFailed.
    """
    articles = read(left, most=settings.max_characters), read(right, most=settings.max_characters)
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


def read(path: Path, *, most: int) -> Article:
    """The article in a file, at most `most` characters. Raises InputRefused."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputRefused(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise InputRefused(f"{path} is not text in UTF-8.") from error
    if "\0" in text:
        raise InputRefused(f"{path} is not a text file: it holds NUL characters.")
    if len(text) > most:
        raise TooLong(f"{path} has {len(text):,} characters; the most is {most:,}.")
    if not any(character.isalnum() for character in text):
        raise InputRefused(f"{path} has no letter or digit to compare.")
    return Article(text, title=path.name)
