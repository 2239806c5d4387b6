"""What every export is made from: a finished comparison, and what is known of it beside its result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from app.comparison.types import Comparison
from app.comparison.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Taken:
    """A comparison to take along. An excerpt is a comparison like any other: what it does not quote is not in it."""

    comparison: Comparison
    made: datetime  # aware, UTC
    url: str | None = None  # of its page; None where no server keeps it
    expires: datetime | None = None  # aware, UTC; when that page ends
    verdicts: tuple[Verdict, ...] = ()
    answer: Mapping[str, object] | None = None  # what the API says of it, which is its JSON; None for the bare result

    @property
    def made_at(self) -> str:
        """When it was made, as the API writes instants."""
        return self.made.strftime("%Y-%m-%dT%H:%M:%SZ")

    @property
    def usual(self) -> Comparison:
        """The comparison at the usual caution: without the weaker links, which only the JSON has."""
        return replace(self.comparison, weaker=())

    def said_of(self, left: int, right: int) -> tuple[Verdict, ...]:
        """What readers say of one pair, in the order given."""
        return tuple(verdict for verdict in self.verdicts if (verdict.left, verdict.right) == (left, right))

    def said_beside(self) -> tuple[Verdict, ...]:
        """What readers say of pairs that are not linked: as a rule conflicts that were missed."""
        linked = {(link.left, link.right) for link in self.comparison.links}
        return tuple(verdict for verdict in self.verdicts if (verdict.left, verdict.right) not in linked)
