"""Two short reports of one event, and their comparison by the fake models; run as a program, it prints the report."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import cast

from app.commands.compare import compare_articles
from app.commands.printing import Colour, printed
from app.comparison.types import Article
from app.exports.taken import Taken
from app.settings import Settings
from tests.fakes import FakeModels

LEFT = Article(
    "Dam breaks\n\nOfficials said 14 people died in the lower town. The dam broke at dawn.\n\nA bridge held.",
    title="Post",
    published="2024-05-03",
)
RIGHT = Article(
    "Officials said 20 people died in the lower town.\n\nThe dam broke at dawn. Schools stay shut.", "Times"
)


def taken(left: Article = LEFT, right: Article = RIGHT) -> Taken:
    """The comparison, made at noon."""
    comparison = compare_articles(Settings(), FakeModels().wait(), left, right)
    return Taken(comparison, datetime(2024, 5, 4, 12, tzinfo=UTC))


if __name__ == "__main__":
    printed(taken(), sys.argv[1], cast(Colour, sys.argv[2]), sys.stdout)
