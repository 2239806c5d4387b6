"""Compares two articles without a server."""

from __future__ import annotations

from app.commands.sources import STANDARD_INPUT, Reader, Source
from app.comparison.pipeline import compare
from app.comparison.ports import Progress, silent
from app.comparison.types import Article, Comparison
from app.errors import InputRefused
from app.models.loading import Models
from app.settings import Settings
from app.version import version


def read_both(reader: Reader, left: Source, right: Source) -> tuple[Article, Article]:
    """Both articles. Raises what `Reader.read` raises, and InputRefused where both would be standard input."""
    if left.place == right.place == STANDARD_INPUT:
        raise InputRefused("Only one of the two can be standard input. Give the other as a file.")
    return reader.read(left), reader.read(right)


def compare_articles(
    settings: Settings, models: Models, left: Article, right: Article, *, progress: Progress = silent
) -> Comparison:
    """What the site would find. Raises InputRefused, ModelFailed, and whatever `progress` raises."""
    return compare(
        left,
        right,
        encoder=models.encoder,
        judge=models.judge,
        calibration=models.calibration,
        version=version(),
        max_sentences=settings.max_sentences,
        progress=progress,
    )


def has_conflicts(comparison: Comparison) -> bool:
    """Whether any link of it is a contradiction; the weaker ones do not count."""
    return any(link.relation == "contradiction" for link in comparison.links)
