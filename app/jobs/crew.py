"""Runners that work side by side in one process: one reads and writes while the models answer another."""

from __future__ import annotations

import time
from collections.abc import Sequence

from app.jobs.runner import Runner


class Crew:
    """Runners of one store; what is asked of it is asked of all."""

    def __init__(self, runners: Sequence[Runner]) -> None:
        """At least one."""
        self._runners = tuple(runners)

    def start(self) -> None:
        """Begin to work, each in a thread of its own; returns at once."""
        for runner in self._runners:
            runner.start()

    def wake(self) -> None:
        """Look at the queue now: something was put there."""
        for runner in self._runners:
            runner.wake()

    def stop(self, timeout: float) -> None:
        """End the work in hand at its next step, or after `timeout` seconds, and put it back in the queue."""
        until = time.monotonic() + timeout
        for runner in self._runners:
            runner.end()
        for runner in self._runners:
            runner.stop(max(0.0, until - time.monotonic()))

    def wait_done(self, slug: str, timeout: float) -> None:
        """Return when `slug` is done, failed or gone, or after `timeout` seconds; whoever computes it."""
        self._runners[0].wait_done(slug, timeout)
