"""What a reader of an export sees: the page of the comparison as it opens, for a file to show in its own way."""

from __future__ import annotations

from app.exports.taken import Taken
from app.shown.articles import ShownArticle, ShownSentence
from app.shown.caution import DEFAULT
from app.shown.comparison import GROUPS, ComparisonPage, comparison_page
from app.shown.order import ordered
from app.shown.states import UNIQUE


def reading(taken: Taken) -> ComparisonPage:
    """The page at the usual caution with nothing hidden, and nothing to be written on it."""
    return comparison_page(
        taken.usual,
        slug="",
        wanted=GROUPS,
        level=DEFAULT.value,
        url=taken.url or "",
        expires=taken.expires or taken.made,
        may_delete=False,
    )


def pairs(taken: Taken) -> dict[str, tuple[int, int]]:
    """The two sentences of each finding, by its anchor."""
    return {anchor: pair for pair, anchor in ordered(taken.usual).anchors.items()}


def unmatched(article: ShownArticle) -> list[ShownSentence]:
    """The sentences that only this article has."""
    return [
        sentence for paragraph in article.paragraphs for sentence in paragraph.sentences if sentence.state == UNIQUE
    ]
