"""Which comparisons count as left by who worked on them."""

from __future__ import annotations

import math
import os
import subprocess
from collections.abc import Callable

import pytest

from app.jobs.names import draw_name, is_gone, name_of, place
from app.jobs.watching import Watch
from app.store.queue import InHand
from tests.fakes import Seconds


@pytest.fixture
def watch(seconds: Seconds) -> Watch:
    """A watch with ten seconds of patience."""
    return Watch(patience=10, is_gone=lambda name: name == "gone", monotonic=seconds)


def sign(beats: int, runner: str = "there") -> InHand:
    return InHand(7, runner, beats)


def test_a_worker_that_shows_no_sign_of_life_has_left(watch: Watch, seconds: Seconds) -> None:
    assert watch.left([sign(3)]) == []
    seconds.now += 9.9
    assert watch.left([sign(3)]) == []
    seconds.now += 0.1
    assert watch.left([sign(3)]) == [sign(3)]


def test_each_sign_of_life_begins_the_time_anew(watch: Watch, seconds: Seconds) -> None:
    for beats in range(5):
        assert watch.left([sign(beats)]) == []
        seconds.now += 9
    assert watch.left([sign(4)]) == []


def test_it_is_known_when_the_next_one_will_have_left(watch: Watch, seconds: Seconds) -> None:
    assert watch.soonest() == math.inf
    watch.left([sign(3), InHand(8, "other", 1)])
    seconds.now += 4
    watch.left([sign(4), InHand(8, "other", 1)])
    assert watch.soonest() == 6
    seconds.now += 7
    assert watch.soonest() == 0


def test_another_worker_with_the_same_number_is_another_sign(watch: Watch, seconds: Seconds) -> None:
    watch.left([sign(0, "first")])
    seconds.now += 20
    assert watch.left([sign(0, "second")]) == []


def test_nobody_waits_for_a_process_that_has_surely_ended(watch: Watch) -> None:
    assert watch.left([sign(0, "gone"), sign(0)]) == [sign(0, "gone")]


def test_who_could_not_be_heard_for_a_while_is_given_the_time_again(watch: Watch, seconds: Seconds) -> None:
    watch.left([sign(0)])
    seconds.now += 20
    watch.forget()
    assert watch.left([sign(0)]) == []


def ended() -> int:
    with subprocess.Popen(["true"]) as process:
        process.wait()
    return process.pid


@pytest.mark.parametrize(
    ("name", "gone"),
    [
        (draw_name, False),
        (lambda: name_of(os.getppid(), "x"), False),
        (lambda: name_of(ended(), "x"), True),
        (lambda: name_of(os.getpid(), "before"), True),  # a container that was started again
        (lambda: name_of(ended(), "x").replace(place(), "elsewhere"), False),
        (lambda: "crashed", False),
        (lambda: "", False),
        (lambda: ":::", False),
    ],
)
def test_only_a_process_that_has_ended_here_is_surely_gone(name: Callable[[], str], gone: bool) -> None:
    assert is_gone(name()) is gone
