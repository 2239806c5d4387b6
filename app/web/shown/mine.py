"""The list of what was made in this browser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.shown.words import minute, versus
from app.store.kept import Listed
from app.store.sharing import MOST_LISTED

STATES = {"queued": "waiting for its turn", "running": "being compared", "failed": "failed", "done": ""}


@dataclass(frozen=True, slots=True)
class MineRow:
    """One comparison; `state` is empty where it is done."""

    href: str
    title: str
    made: str
    until: str
    state: str


@dataclass(frozen=True, slots=True)
class MinePage:
    """All of them; `more` says that there may be older ones."""

    rows: tuple[MineRow, ...]
    more: bool
    deleted: bool


def mine_page(listed: Sequence[Listed], *, deleted: bool) -> MinePage:
    """The page object; `deleted` where all have just been."""
    return MinePage(
        rows=tuple(
            MineRow(
                f"/c/{one.slug}",
                versus(one.left, one.right),
                minute(one.created),
                minute(one.expires),
                STATES[one.state],
            )
            for one in listed
        ),
        more=len(listed) == MOST_LISTED,
        deleted=deleted and not listed,
    )
