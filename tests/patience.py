"""A runner that is waited for as long as it takes: what a test sees does not depend on how busy the machine is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.web.services import Runs


@dataclass(frozen=True, slots=True)
class PatientRunner:
    """Whoever computes, waited for up to `patience` seconds in place of the second that the program allows."""

    runner: Runs
    held: Callable[[], bool]  # whether the test keeps the work from ending; then nobody waits at all
    patience: float  # seconds

    def wake(self) -> None:
        """As the runner does."""
        self.runner.wake()

    def wait_done(self, slug: str, timeout: float) -> None:
        """As the runner does, but for longer."""
        if not self.held():
            self.runner.wait_done(slug, max(timeout, self.patience))
