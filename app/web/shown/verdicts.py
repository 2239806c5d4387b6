"""The pages of verdicts: all of a comparison, and the form for one."""

from __future__ import annotations

from dataclasses import dataclass

from app.comparison.types import Comparison
from app.comparison.verdicts import MOST_REMARK, Pair
from app.errors import CrossreadError
from app.shown.findings import Finding
from app.shown.verdicts import MISSED, Choice, Judged, ShownVerdict, choices, pair_of
from app.shown.words import versus
from app.web.said import SENTENCES, Typed
from app.web.shown.start import TopFault

PLACES = {"left": "Sentence of A", "right": "Sentence of B", "remark": "Remark"}


@dataclass(frozen=True, slots=True)
class VerdictsPage:
    """All verdicts on a comparison, pair by pair."""

    slug: str
    title: str
    query: str  # what the reader asked of the comparison's page, to get back to it
    judged: Judged
    fleeting: bool  # whether leaving the comparison's pages ends it
    findings: tuple[Finding, ...]  # of the result, on which there are verdicts; in their order

    @property
    def any(self) -> bool:
        """Whether there are verdicts."""
        return bool(self.judged.by_pair)


@dataclass(frozen=True, slots=True)
class VerdictPage:
    """The form for one verdict, empty or with what was typed and what is wrong with it."""

    slug: str
    title: str
    query: str
    judged: Judged
    fleeting: bool
    finding: Finding | None  # the pair; None where it is yet to be named
    typed: Typed
    choices: tuple[Choice, ...]
    most: int  # characters of a remark
    sentences: tuple[int, int]  # how many there are in each article
    heading: str | None
    faults: tuple[TopFault, ...]
    field_faults: dict[str, str]
    may_judge: bool

    @property
    def given(self) -> tuple[ShownVerdict, ...]:
        """What has been said of this pair already."""
        return self.judged.of(self.finding) if self.finding else ()


def verdicts_page(
    comparison: Comparison,
    judged: Judged,
    found: tuple[Finding, ...],
    *,
    slug: str,
    query: str,
    fleeting: bool,
) -> VerdictsPage:
    """The page object; `found` are all findings of the comparison."""
    return VerdictsPage(
        slug=slug,
        title=versus(comparison.left.article, comparison.right.article),
        query=query,
        judged=judged,
        fleeting=fleeting,
        findings=tuple(finding for finding in found if judged.of(finding) and not _told_as_named(judged, finding)),
    )


def verdict_page(
    comparison: Comparison,
    judged: Judged,
    finding: Finding | None,
    *,
    slug: str,
    query: str,
    fleeting: bool,
    typed: Typed | None,
    fault: CrossreadError | None = None,
) -> VerdictPage:
    """The page object; `finding` is the pair that is meant, None where none is; without `typed` the form is fresh."""
    typed = typed or _fresh(judged, finding)
    field = (fault.field if fault else None) or ""
    pair: Pair = pair_of(finding) if finding else (-1, -1)  # of no link: any conflict may be named
    place = TopFault(f"#{field}" if field in PLACES else None, PLACES.get(field, ""), fault.detail if fault else "")
    return VerdictPage(
        slug=slug,
        title=versus(comparison.left.article, comparison.right.article),
        query=query,
        judged=judged,
        fleeting=fleeting,
        finding=finding,
        typed=typed,
        choices=choices(comparison, *pair),
        most=MOST_REMARK,
        sentences=(len(comparison.left.sentences), len(comparison.right.sentences)),
        heading=fault.title if fault else None,
        faults=(place,) if fault else (),
        field_faults={field: fault.detail} if fault and field in (*SENTENCES, "remark") else {},
        may_judge=judged.may_judge,
    )


def _told_as_named(judged: Judged, finding: Finding) -> bool:
    """Whether all that is said of it stands with the conflicts that readers name: that these two conflict."""
    named = any(pair_of(one) == pair_of(finding) for one in judged.named)
    return named and all(verdict.word == MISSED for verdict in judged.of(finding))


def _fresh(judged: Judged, finding: Finding | None) -> Typed:
    """The form with what whoever looks has said of the pair before."""
    if finding is None:
        return Typed()
    left, right = pair_of(finding)
    remarks = [verdict.remark for verdict in judged.of(finding) if verdict.own]
    return Typed(str(left + 1), str(right + 1), *remarks[:1])
