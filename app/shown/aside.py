"""What stands ready on a page for a less cautious reader, aside from what is read now."""

from __future__ import annotations

from dataclasses import dataclass

from app.shown.articles import Partner
from app.shown.findings import Finding
from app.shown.map import Line


@dataclass(frozen=True, slots=True)
class Aside:
    """All that the weaker links bring, each part with where it belongs; scripts put it there."""

    conflicts: tuple[Finding, ...] = ()
    matches: tuple[Finding, ...] = ()
    signs: tuple[tuple[str, tuple[Partner, ...]], ...] = ()  # by the anchor of the sentence that they stand behind
    lines: tuple[Line, ...] = ()  # of the map

    @property
    def any(self) -> bool:
        """Whether there are weaker links that do not show now."""
        return bool(self.conflicts or self.matches)


NOTHING = Aside()
