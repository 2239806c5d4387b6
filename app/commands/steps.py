"""A progress bar on a terminal; nowhere else is anything drawn."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol, TextIO

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from app.commands.pairs import Pair
from app.commands.safe import one_line

# As the page says them that a visitor waits on (app/web/shown/waiting.py).
NAMES = {"reading": "Reading both articles", "comparing": "Comparing sentences", "checking": "Checking for conflicts"}


class Steps(Protocol):
    """Hears how far the work is; a Progress of the core, too."""

    def begin(self, name: str) -> None:
        """Something starts whose length nobody knows."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """As `app.comparison.ports.Progress`."""


@contextmanager
def steps_on(stream: TextIO) -> Iterator[Steps]:
    """Draw on `stream` while this lasts, if it is a terminal; afterwards nothing of it is left there."""
    if not stream.isatty():
        yield _Silent()
        return
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(file=stream),
        transient=True,
    ) as progress:
        yield _Drawn(progress)


@contextmanager
def counting_on(stream: TextIO, total: int, *, done: int) -> Iterator[Callable[[Pair], None]]:
    """Draw how many of `total` pairs are behind us, on the same terms; what is yielded hears of each that begins."""
    if not stream.isatty():
        yield lambda pair: None
        return
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    behind = itertools.count(done)
    with Progress(*columns, console=Console(file=stream), transient=True) as progress:
        task = progress.add_task("", total=total, completed=done)

        def begin(pair: Pair) -> None:
            named = escape(f"{one_line(pair.left.place)} · {one_line(pair.right.place)}")
            progress.update(task, completed=next(behind), description=named)

        yield begin


class _Silent:
    def begin(self, name: str) -> None:
        pass

    def __call__(self, stage: str, done: int, total: int) -> None:
        pass


class _Drawn:
    """One bar, for the step that is being done."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task: TaskID = progress.add_task("", total=None)

    def begin(self, name: str) -> None:
        self._progress.reset(self._task, description=name, total=None)

    def __call__(self, stage: str, done: int, total: int) -> None:
        self._progress.update(self._task, description=NAMES.get(stage, stage), completed=done, total=total)
