"""What a reader of an export sees: the page of the comparison as it opens, for a file to show in its own way."""

from __future__ import annotations

from app.exports.taken import Taken
from app.shown.articles import ShownArticle, ShownSentence
from app.shown.caution import DEFAULT
from app.shown.comparison import GROUPS, ComparisonPage, comparison_page
from app.shown.findings import Finding
from app.shown.states import UNIQUE
from app.shown.verdicts import judged


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
        judged=judged(taken.comparison, taken.verdicts, is_maker=False, readers_judge=False, online=False),
    )


def sections(page: ComparisonPage) -> tuple[tuple[str, tuple[Finding, ...]], ...]:
    """All findings, each part under its title; that of conflicts which only readers name where there are any."""
    named = (("Conflicts named by readers", page.judged.named),) if page.judged.named else ()
    return (("Conflicts", page.conflicts), *named, ("Both say", page.matches))


def unmatched(article: ShownArticle) -> list[ShownSentence]:
    """The sentences that only this article has."""
    return [
        sentence for paragraph in article.paragraphs for sentence in paragraph.sentences if sentence.state == UNIQUE
    ]
