"""The page of a comparison that is queued or running."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.comparison.ports import STAGES
from app.shown.words import names, versus
from app.store.kept import Kept
from app.web.services import ModelState
from app.web.shown.start import models_note

NAMES = {"reading": "Reading both articles", "comparing": "Comparing sentences", "checking": "Checking for conflicts"}


@dataclass(frozen=True, slots=True)
class Step:
    """One of the named steps; `total` is 0 where there is nothing to count."""

    stage: str
    name: str
    state: Literal["done", "now", "todo"]
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """What a visitor sees while it works."""

    slug: str
    title: str
    names: tuple[str, str]
    said: str
    steps: tuple[Step, ...]
    url: str
    models_note: str | None
    may_cancel: bool
    fleeting: bool  # kept for nobody, and by whom this page is read


def waiting_page(kept: Kept, models: ModelState, *, url: str, may_cancel: bool) -> WaitingPage:
    """The page object."""
    at = STAGES.index(kept.stage) if kept.state == "running" and kept.stage in STAGES else -1
    return WaitingPage(
        slug=kept.slug,
        title=versus(kept.left, kept.right),
        names=names(kept.left, kept.right),
        said="Waiting for its turn" if at < 0 else NAMES[STAGES[at]],
        steps=tuple(_step(stage, number - at, kept) for number, stage in enumerate(STAGES)),
        url=url,
        models_note=models_note(models),
        may_cancel=may_cancel,
        fleeting=kept.fleeting and kept.own,
    )


def _step(stage: str, ahead: int, kept: Kept) -> Step:
    """`ahead` is how many steps of it are still before this one."""
    if ahead == 0:
        return Step(stage, NAMES[stage], "now", kept.done, kept.total)
    return Step(stage, NAMES[stage], "done" if ahead < 0 else "todo", 0, 0)
