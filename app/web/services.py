"""What the handlers work with: made once by main, handed to every request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Protocol, cast

from fastapi import Depends, Request

from app.jobs.following import Followers, Following
from app.settings import Settings
from app.store.comparisons import ComparisonStore
from app.web.attempts import Attempts
from app.web.pace import Pace


class ModelState(Protocol):
    """Whether the models are there; `ModelLoader` keeps this promise, and so do the tests' fakes.

    May ask the database: to be asked in a thread, not in the event loop.
    """

    @property
    def ready(self) -> bool:
        """Whether the models are loaded."""

    @property
    def failed(self) -> str | None:
        """Why they could not be loaded, None while they load or when they did."""

    @property
    def away(self) -> bool:
        """Whether they are with workers, and none lives."""


class Runs(Protocol):
    """Whoever computes what is queued; `Runner` does so in this process."""

    def wake(self) -> None:
        """Something was queued."""

    def wait_done(self, slug: str, timeout: float) -> None:
        """Return when `slug` is done, failed or gone, or after `timeout` seconds."""


@dataclass(frozen=True, slots=True)
class Services:
    """The parts that the web asks."""

    settings: Settings
    store: ComparisonStore
    runner: Runs
    models: ModelState
    clock: Callable[[], datetime]  # the time now, aware, UTC
    following: Following = field(default_factory=Followers)  # when to look how far a comparison is
    pace: Pace = field(default_factory=Pace)  # requests of the last minute, by the names of the programs' keys
    attempts: Attempts = field(default_factory=Attempts)  # wrong passwords of the last minute


async def services_of(request: Request) -> Services:
    """The services that `install` put beside the app. A coroutine, so that no request waits for a thread to ask it."""
    return cast(Services, request.app.state.services)


Given = Annotated[Services, Depends(services_of)]
