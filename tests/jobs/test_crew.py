"""Runners side by side in one process: what one has in hand does not hold up the other."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest

from app.comparison.ports import Progress
from app.comparison.types import Article
from app.jobs import making, runner
from app.jobs.crew import Crew
from app.settings import Settings
from app.store.comparisons import ComparisonStore
from tests.fakes import FakeModels, SettableClock
from tests.jobs.test_runner import PATIENCE, doing, keep


class Work:
    """Takes what is called "Long." until it may end, and all else no time."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.begun = threading.Semaphore(0)

    def __call__(self, left: Article, progress: Progress) -> Mapping[str, object]:
        """Raises Cancelled where the crew ends."""
        self.begun.release()
        while left.text == "Long." and not self.gate.wait(0.01):
            progress("checking", 0, 1)
        return {}

    def wait_begun(self, times: int) -> None:
        """Until it was begun so many times more."""
        for _ in range(times):
            assert self.begun.acquire(timeout=PATIENCE)


@contextmanager
def working(
    store: ComparisonStore, clock: SettableClock, work: Work, patch: pytest.MonkeyPatch, *, at_once: int = 2
) -> Iterator[Crew]:
    patch.setattr(making, "Runner", lambda *a, **named: runner.Runner(*a, **named, compute=doing(work)))
    crew = making.make_crew(Settings(at_once=at_once), store, FakeModels(), clock=clock)
    crew.start()
    try:
        yield crew
    finally:
        work.gate.set()
        crew.stop(PATIENCE)


def states(store: ComparisonStore, clock: SettableClock, slugs: list[str]) -> list[str]:
    return [store.progress(slug, now=clock()).state for slug in slugs]


def left_behind(store: ComparisonStore, clock: SettableClock, text: str, *, count: int) -> list[str]:
    """So many whose process ended while they were in hand."""
    slugs = [keep(store, clock, text) for _ in range(count)]
    for n in range(count):
        assert store.queue.claim(runner=f"gone {n}", now=clock()) is not None
    for seen in store.queue.running(now=clock()):
        assert store.queue.take_back(seen, now=clock())
    return slugs


def test_a_short_one_does_not_wait_for_a_long_one(
    store: ComparisonStore, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Work()
    with working(store, clock, work, monkeypatch) as crew:
        slugs = [keep(store, clock, "Long."), keep(store, clock, "Short."), keep(store, clock, "Short.")]
        crew.wake()
        crew.wait_done(slugs[2], PATIENCE)
        assert states(store, clock, slugs) == ["running", "done", "done"]
        work.gate.set()
        crew.wait_done(slugs[0], PATIENCE)
    assert states(store, clock, slugs) == ["done"] * 3


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_so_many_are_in_hand_as_the_settings_say(
    store: ComparisonStore, clock: SettableClock, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    work = Work()
    slugs = [keep(store, clock, "Long.") for _ in range(4)]
    with working(store, clock, work, monkeypatch, at_once=at_once):
        work.wait_begun(at_once)
        assert not work.begun.acquire(timeout=2 * runner.IDLE_SECONDS)
        assert states(store, clock, slugs).count("running") == at_once


def test_two_that_were_in_hand_when_their_process_ended_are_not_in_hand_together_again(
    store: ComparisonStore, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Work()
    slugs = [*left_behind(store, clock, "Long.", count=2), keep(store, clock, "Short.")]
    with working(store, clock, work, monkeypatch) as crew:
        crew.wait_done(slugs[2], PATIENCE)
        work.wait_begun(2)
        assert sorted(states(store, clock, slugs)) == ["done", "queued", "running"]
        work.gate.set()
        for slug in slugs:
            crew.wait_done(slug, PATIENCE)
    assert states(store, clock, slugs) == ["done"] * 3


def test_a_stop_puts_all_that_is_in_hand_back_into_the_queue(
    store: ComparisonStore, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Work()
    slugs = [keep(store, clock, "Long."), keep(store, clock, "Long.")]
    with working(store, clock, work, monkeypatch) as crew:
        work.wait_begun(2)
        crew.stop(PATIENCE)
        assert states(store, clock, slugs) == ["queued", "queued"]
    assert store.queue.claim(runner="next", now=clock(), fresh=True) is not None  # it counts as not begun
