"""The order and the numbers of the findings: the same on the page, in the map and in every address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.comparison.types import Comparison, Link
from app.shown.added import Added, added
from app.shown.caution import level_of

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Ordered:
    """All links in the order of the findings, and what is known of each."""

    conflicts: tuple[Link, ...]
    matches: tuple[Link, ...]
    anchors: Mapping[Pair, str]
    levels: Mapping[Pair, int]  # of caution, from which on each shows
    added: Mapping[Pair, Added]  # what only one side of it says


def ordered(comparison: Comparison) -> Ordered:
    """Conflicts, the likely ones first, then matches; each in the order of the left article, numbered through.

    Weaker links come behind the others of their kind, and are numbered last: a finding's address does not depend on
    whether they are shown.
    """
    conflicts, matches = _sorted(comparison.links)
    weaker_conflicts, weaker_matches = _sorted(comparison.weaker)
    numbered = [*conflicts, *matches, *weaker_conflicts, *weaker_matches]
    return Ordered(
        conflicts=(*conflicts, *weaker_conflicts),
        matches=(*matches, *weaker_matches),
        anchors=_anchors(numbered),
        levels={
            (link.left, link.right): level_of(link, weaker=weaker)
            for links, weaker in ((comparison.links, False), (comparison.weaker, True))
            for link in links
        },
        added=added(comparison, numbered),
    )


def anchors(comparison: Comparison) -> Mapping[Pair, str]:
    """The address of every pair's finding, without the work of putting the findings together."""
    return _anchors(
        [link for links in (comparison.links, comparison.weaker) for part in _sorted(links) for link in part]
    )


def _anchors(numbered: Sequence[Link]) -> dict[Pair, str]:
    return {(link.left, link.right): f"f{number}" for number, link in enumerate(numbered, start=1)}


def _sorted(links: Sequence[Link]) -> tuple[list[Link], list[Link]]:
    conflicts = [link for link in links if link.relation == "contradiction"]
    matches = [link for link in links if link.relation == "match"]
    conflicts.sort(key=lambda link: (link.band != "likely", link.left, link.right))
    matches.sort(key=lambda link: (link.left, link.right))
    return conflicts, matches
