"""Makes the page of a comparison light: what few ask for is put aside, and what scripts can write is left to them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from app.shown.articles import Partner, ShownArticle, ShownSentence
from app.shown.aside import Aside
from app.shown.caution import MORE
from app.shown.comparison import ComparisonPage
from app.shown.findings import Finding

# Matches; with more of them their quotations are the most of the page's weight (python -m benchmarks.page).
MOST_QUOTED = 200


def lean(page: ComparisonPage) -> ComparisonPage:
    """The same to look at with scripts: weaker links that do not show are put aside, many matches are not quoted.

    Without scripts the control of caution asks the server, and a match leads to its two sentences.
    """
    put_aside = page.level < MORE.value
    weaker = frozenset(one.anchor for one in page.conflicts + page.matches if put_aside and one.weaker)
    conflicts, hidden_conflicts = _parted(page.conflicts, weaker)
    matches, hidden_matches = _parted(page.matches, weaker)
    if len(matches) > MOST_QUOTED:
        matches, hidden_matches = _unquoted(matches), _unquoted(hidden_matches)
    left, right = page.articles
    signs = [_signs(sentence, weaker) for article in page.articles for sentence in _sentences(article)]
    return replace(
        page,
        conflicts=conflicts,
        matches=matches,
        articles=(_without(left, weaker), _without(right, weaker)),
        map=replace(page.map, lines=tuple(line for line in page.map.lines if line.finding not in weaker)),
        aside=Aside(
            conflicts=hidden_conflicts,
            matches=hidden_matches,
            signs=tuple((anchor, partners) for anchor, partners in signs if partners),
            lines=tuple(line for line in page.map.lines if line.finding in weaker),
        ),
    )


def _parted(found: tuple[Finding, ...], weaker: Collection[str]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Those that stay, and those that are put aside."""
    stay = tuple(finding for finding in found if finding.anchor not in weaker)
    return stay, tuple(finding for finding in found if finding.anchor in weaker)


def _unquoted(matches: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(replace(finding, quoted=False) for finding in matches)


def _sentences(article: ShownArticle) -> list[ShownSentence]:
    return [sentence for paragraph in article.paragraphs for sentence in paragraph.sentences]


def _signs(sentence: ShownSentence, weaker: Collection[str]) -> tuple[str, tuple[Partner, ...]]:
    return sentence.anchor, tuple(partner for partner in sentence.partners if partner.finding in weaker)


def _without(article: ShownArticle, weaker: Collection[str]) -> ShownArticle:
    def kept(sentence: ShownSentence) -> ShownSentence:
        partners = tuple(partner for partner in sentence.partners if partner.finding not in weaker)
        return sentence if len(partners) == len(sentence.partners) else replace(sentence, partners=partners)

    return replace(
        article,
        paragraphs=tuple(
            replace(paragraph, sentences=tuple(kept(sentence) for sentence in paragraph.sentences))
            for paragraph in article.paragraphs
        ),
    )
