"""What the store gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from app.comparison.types import Article

State = Literal["queued", "running", "done", "failed"]
WAITING = "waiting"  # the stage of a comparison that is queued


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a comparison is: `done` of `total` steps of `stage`; both are 0 where the stage has no steps to count."""

    state: State
    stage: str
    done: int
    total: int

    @property
    def over(self) -> bool:
        """Whether nothing will change any more."""
        return self.state in ("done", "failed")


@dataclass(frozen=True, slots=True)
class Kept:
    """One comparison as it is kept; `result` is there when it is done, `error` (title, detail) when it failed."""

    slug: str
    state: State
    left: Article
    right: Article
    created: datetime  # aware, UTC
    expires: datetime  # aware, UTC
    stage: str
    done: int
    total: int
    result: dict[str, object] | None
    error: tuple[str, str] | None
    readers_judge: bool = False  # whether those who have the link may give verdicts, too
    fleeting: bool = False  # kept for nobody: ends an hour after it is done, or when its maker leaves
    own: bool = False  # whether who asked is its maker
    reading_key: str | None = field(default=None, repr=False)  # given for its password; None where it has none

    @property
    def locked(self) -> bool:
        """Whether it has a password."""
        return self.reading_key is not None


@dataclass(frozen=True, slots=True)
class Listed:
    """A comparison as it stands in its maker's list."""

    slug: str
    state: State
    left: Article
    right: Article
    created: datetime  # aware, UTC
    expires: datetime  # aware, UTC
