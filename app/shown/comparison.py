"""The page of a finished comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from app.comparison.types import Comparison
from app.shown.articles import ShownArticle, shown_article
from app.shown.aside import NOTHING, Aside
from app.shown.caution import DEFAULT, LEVELS, Level, at_level
from app.shown.findings import KINDS, Finding, findings
from app.shown.map import Map, shown_map
from app.shown.order import ordered
from app.shown.search import Search, hits, searched
from app.shown.shares import Shares, shares
from app.shown.sharing import SharePanel
from app.shown.states import BOTH, CONFLICT, NAMED, PART, POSSIBLE, UNIQUE, State
from app.shown.verdicts import NOT_JUDGED, Judged, with_signs
from app.shown.words import count, minute, newer, versus

GROUPS = {  # the filter's values, in the order of the page
    "conflicts": ("Conflicts", CONFLICT),
    "both": ("Both", BOTH),
    "only-a": ("Only A", UNIQUE),
    "only-b": ("Only B", UNIQUE),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """One checkbox of the filter."""

    value: str
    label: str
    glyph: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """The counts in words, as they are at one level of caution."""

    level: int
    phrases: tuple[str, ...]
    hidden: bool


@dataclass(frozen=True, slots=True)
class Share:
    """The link to pass on, and until when it works."""

    url: str
    expires: str


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """Everything that the reader of a comparison sees."""

    slug: str
    title: str
    summary: tuple[str, ...]
    summaries: tuple[Summary, ...]  # at every level: scripts show another at once
    shares: tuple[Shares, ...]  # the same
    search: Search
    preview: str  # what a link's preview tells: counts, never the text
    notes: tuple[str, ...]
    filters: tuple[Filter, ...]
    kinds: tuple[Filter, ...]  # of reasons that there are
    levels: tuple[Level, ...]
    level: int
    usual_level: int
    conflicts: tuple[Finding, ...]
    matches: tuple[Finding, ...]
    shown: int  # findings that are not hidden
    articles: tuple[ShownArticle, ShownArticle]
    map: Map
    legend: tuple[State, ...]
    share: Share
    may_delete: bool
    made_with: str
    query: str  # what was asked of this page, as the end of its address
    judged: Judged
    sharing: SharePanel | None = None  # where there is a server to share it from
    aside: Aside = NOTHING  # of the findings, the signs and the map: what `app.shown.lean` took from them


def wanted_groups(asked: Collection[str]) -> frozenset[str]:
    """The groups that the filter asks for; all where it asks for none that exists."""
    return frozenset(asked) & frozenset(GROUPS) or frozenset(GROUPS)


def wanted_kinds(asked: Collection[str]) -> frozenset[str]:
    """The kinds of reasons that the filter asks for; none means all."""
    return frozenset(asked) & frozenset(KINDS)


def comparison_page(
    comparison: Comparison,
    *,
    slug: str,
    wanted: Collection[str],
    level: int,
    kinds: Collection[str] = (),
    words: str = "",
    url: str,
    expires: datetime,
    may_delete: bool,
    query: str = "",
    judged: Judged = NOT_JUDGED,
    sharing: SharePanel | None = None,
) -> ComparisonPage:
    """The page object; `wanted` as `wanted_groups` gives it, `level` as `wanted_level`, `words` as `wanted_words`."""
    order = ordered(comparison)
    conflicts, matches = findings(comparison, order, wanted=wanted, kinds=kinds, level=level)
    summaries = tuple(
        Summary(one.value, summary_of(at_level(comparison, one.value)), one.value != level) for one in LEVELS
    )
    summary = next(one.phrases for one in summaries if not one.hidden)
    found = comparison.provenance
    return ComparisonPage(
        slug=slug,
        title=versus(comparison.left.article, comparison.right.article),
        summary=summary,
        summaries=summaries,
        shares=shares(comparison, order, level=level),
        search=searched(comparison, words),
        preview=" · ".join(summary),
        notes=_notes(comparison),
        filters=tuple(Filter(value, label, state.glyph, value in wanted) for value, (label, state) in GROUPS.items()),
        kinds=_kinds(conflicts, kinds),
        levels=LEVELS,
        level=level,
        usual_level=DEFAULT.value,
        conflicts=conflicts,
        matches=matches,
        shown=sum(not finding.hidden for finding in conflicts + matches),
        articles=(
            with_signs(
                shown_article(comparison, order, "left", wanted=wanted, level=level, hits=hits(comparison.left, words)),
                judged.named,
            ),
            with_signs(
                shown_article(
                    comparison, order, "right", wanted=wanted, level=level, hits=hits(comparison.right, words)
                ),
                judged.named,
            ),
        ),
        map=shown_map(comparison, order, level=level),
        legend=(CONFLICT, POSSIBLE, BOTH, PART, UNIQUE, *((NAMED,) if judged.named else ())),
        share=Share(url=url, expires=minute(expires)),
        may_delete=may_delete,
        query=query,
        judged=judged,
        made_with=f"Crossread {found.version} · sentences by {found.encoder} · judged by {found.judge}",
        sharing=sharing,
    )


def _kinds(conflicts: tuple[Finding, ...], asked: Collection[str]) -> tuple[Filter, ...]:
    there = {kind for finding in conflicts for kind in finding.kinds}
    return tuple(Filter(kind, label, "", kind in asked) for kind, label in KINDS.items() if label and kind in there)


def summary_of(comparison: Comparison) -> tuple[str, ...]:
    """The counts in words: of conflicts, of what both say, of what only one says."""
    bands = Counter(link.band for link in comparison.links if link.relation == "contradiction")
    left, right = Counter(comparison.left.statuses), Counter(comparison.right.statuses)
    return (
        _conflicts(bands["likely"], bands["possible"]),
        f"{count(left['matched'], 'sentence')} of A told in B",
        f"{left['unique']:,} of A and {right['unique']:,} of B without counterpart",
    )


def _conflicts(likely: int, possible: int) -> str:
    if not likely and not possible:
        return "No conflicts found"
    if not likely:
        return count(possible, "possible conflict")
    return count(likely, "conflict") + (f" and {possible:,} possible" if possible else "")


def _notes(comparison: Comparison) -> tuple[str, ...]:
    notes = list(comparison.notes)
    later = newer(comparison.left.article.published, comparison.right.article.published)
    if later:
        clash = any(link.relation == "contradiction" for link in comparison.links)
        notes.append(f"{later}: some differences may be updates." if clash else f"{later}.")
    if comparison.provenance.judge == "none":
        notes.append(
            "No second model judged these pairs: only likeness, numbers, dates and names speak. Read with care."
        )
    elif comparison.provenance.settings.get("calibrated") is False:
        notes.append("This server uses a judge that was not measured with it: take “likely” and “possible” with care.")
    return tuple(notes)
