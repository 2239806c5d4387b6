"""The page of an excerpt: the findings with short quotations, and the counts of the whole; never the articles."""

from __future__ import annotations

from dataclasses import dataclass

from app.comparison.excerpt import CUT
from app.comparison.types import Comparison, Link
from app.shown.caution import DEFAULT
from app.shown.comparison import GROUPS, summary_of
from app.shown.findings import Finding, findings
from app.shown.order import ordered
from app.shown.words import names


@dataclass(frozen=True, slots=True)
class Take:
    """One form to take it along in."""

    href: str
    name: str


@dataclass(frozen=True, slots=True)
class ExcerptPage:
    """Everything that a reader of an excerpt sees."""

    names: tuple[str, str]
    title: str
    summary: tuple[str, ...]  # of the whole comparison
    preview: str
    notes: tuple[str, ...]
    conflicts: tuple[Finding, ...]
    matches: tuple[Finding, ...]  # those that are quoted
    unquoted: int  # matches that there was no room for
    takes: tuple[Take, ...]
    url: str
    expires: str
    made_with: str


def excerpt_page(cut: Comparison, *, url: str, expires: str, takes: tuple[Take, ...]) -> ExcerptPage:
    """The page object; `cut` as `app.comparison.excerpt` gives it."""
    order = ordered(cut)
    conflicts, matches = findings(cut, order, wanted=frozenset(GROUPS), kinds=(), level=DEFAULT.value)
    quoted = {order.anchors[link.left, link.right] for link in order.matches if _is_quoted(cut, link)}
    summary = summary_of(cut)
    called = names(cut.left.article, cut.right.article)
    found = cut.provenance
    return ExcerptPage(
        names=called,
        title=" vs ".join(called),
        summary=summary,
        preview=" · ".join(summary),
        notes=cut.notes,
        conflicts=conflicts,
        matches=tuple(finding for finding in matches if finding.anchor in quoted),
        unquoted=len(matches) - len(quoted),
        takes=takes,
        url=url,
        expires=expires,
        made_with=f"Crossread {found.version} · sentences by {found.encoder} · judged by {found.judge}",
    )


def _is_quoted(cut: Comparison, link: Link) -> bool:
    return any(text != CUT for text in (cut.left.sentences[link.left].text, cut.right.sentences[link.right].text))
