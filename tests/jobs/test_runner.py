"""The runner: what becomes of a queued comparison, whatever happens."""

from __future__ import annotations

import io
import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from app.comparison.ports import Progress
from app.comparison.types import Article
from app.errors import NoSuchPage, TooLong
from app.jobs.computing import Compute
from app.jobs.runner import FAILED, Runner
from app.logs import OneLine
from app.models.loading import Models
from app.store.comparisons import ComparisonStore
from tests.fakes import FakeModels, SettableClock

PATIENCE = 60.0  # seconds until a test gives up; what it waits for takes milliseconds
SECRET = Article("The secret is 4711.")
Work = Callable[[Article, Progress], Mapping[str, object]]


class Panic(BaseException):
    """As a Rust library raises it: no Exception."""


def doing(work: Work) -> Compute:
    def compute(
        left: Article, right: Article, *, models: Models, version: str, max_sentences: int, progress: Progress
    ) -> Mapping[str, object]:
        return work(left, progress)

    return compute


def echo(left: Article, progress: Progress) -> Mapping[str, object]:
    progress("reading", 0, 1)
    return {"said": left.text}


@contextmanager
def running(store: ComparisonStore, work: Work = echo, *, models: FakeModels | None = None) -> Iterator[Runner]:
    runner = Runner(
        store, models or FakeModels(), clock=SettableClock(), version="1", max_sentences=9, compute=doing(work)
    )
    runner.start()
    yield runner
    runner.stop(PATIENCE)


def keep(store: ComparisonStore, clock: SettableClock, text: str = "One.", *, days: int = 1) -> str:
    kept, _ = store.keep(Article(text), SECRET, keep_days=days, now=clock())
    return kept.slug


def test_what_is_queued_is_done(store: ComparisonStore, clock: SettableClock) -> None:
    with running(store) as runner:
        slug = keep(store, clock)
        runner.wake()
        runner.wait_done(slug, PATIENCE)
    found = store.find(slug, now=clock())
    assert (found.state, found.result) == ("done", {"said": "One."})


def test_what_was_queued_before_it_started_is_done_oldest_first(store: ComparisonStore, clock: SettableClock) -> None:
    order: list[str] = []

    def note(left: Article, progress: Progress) -> Mapping[str, object]:
        order.append(left.text)
        return {}

    slugs = [keep(store, clock, f"{number}.") for number in range(4)]
    with running(store, note) as runner:
        runner.wait_done(slugs[-1], PATIENCE)
    assert order == ["0.", "1.", "2.", "3."]


def test_all_stay_queued_until_the_models_are_there(store: ComparisonStore, clock: SettableClock) -> None:
    models = FakeModels(loaded=False)
    slug = keep(store, clock)
    with running(store, models=models) as runner:
        runner.wait_done(slug, 0.3)
        assert store.progress(slug, now=clock()).state == "queued"
        models.load()
        runner.wait_done(slug, PATIENCE)
    assert store.find(slug, now=clock()).state == "done"


def test_all_stay_queued_when_the_models_cannot_be_loaded(store: ComparisonStore, clock: SettableClock) -> None:
    models = FakeModels(loaded=False)
    models.fail("The model's files are missing.")
    slug = keep(store, clock)
    with running(store, models=models) as runner:
        runner.wait_done(slug, 0.3)
    assert store.progress(slug, now=clock()).state == "queued"


def test_progress_is_seen_while_it_works(store: ComparisonStore, clock: SettableClock) -> None:
    halfway, go_on = threading.Event(), threading.Event()

    def slow(left: Article, progress: Progress) -> Mapping[str, object]:
        progress("checking", 3, 5)
        halfway.set()
        go_on.wait(PATIENCE)
        return {}

    slug = keep(store, clock)
    with running(store, slow) as runner:
        assert halfway.wait(PATIENCE)
        seen = store.progress(slug, now=clock())
        go_on.set()
        runner.wait_done(slug, PATIENCE)
    assert (seen.state, seen.stage, seen.done, seen.total) == ("running", "checking", 3, 5)


def test_a_refusal_of_ours_is_told_in_its_own_words(store: ComparisonStore, clock: SettableClock) -> None:
    def refuse(left: Article, progress: Progress) -> Mapping[str, object]:
        raise TooLong("The left article has 9,999 sentences.")

    slug = keep(store, clock)
    with running(store, refuse) as runner:
        runner.wait_done(slug, PATIENCE)
    found = store.find(slug, now=clock())
    assert (found.state, found.error) == ("failed", (TooLong.title, "The left article has 9,999 sentences."))


@pytest.mark.parametrize("error", [ValueError("4711"), MemoryError(), Panic("4711"), SystemExit(1)])
def test_whatever_goes_wrong_with_one_the_next_is_done(
    store: ComparisonStore, clock: SettableClock, error: BaseException
) -> None:
    def break_once(left: Article, progress: Progress) -> Mapping[str, object]:
        if left.text == "Breaks.":
            raise error
        return echo(left, progress)

    breaks, works = keep(store, clock, "Breaks."), keep(store, clock)
    with running(store, break_once) as runner:
        runner.wait_done(works, PATIENCE)
    failed = store.find(breaks, now=clock())
    assert (failed.state, failed.error) == ("failed", FAILED)
    assert store.find(works, now=clock()).state == "done"


def test_a_result_that_cannot_be_kept_fails_its_comparison_alone(store: ComparisonStore, clock: SettableClock) -> None:
    def not_a_number(left: Article, progress: Progress) -> Mapping[str, object]:
        return {"confidence": float("nan")}

    slug = keep(store, clock)
    with running(store, not_a_number) as runner:
        runner.wait_done(slug, PATIENCE)
    assert store.find(slug, now=clock()).error == FAILED


def test_the_log_tells_where_it_went_wrong_on_one_line_without_article_or_slug(
    store: ComparisonStore, clock: SettableClock
) -> None:
    def quote(left: Article, progress: Progress) -> Mapping[str, object]:
        raise ValueError(f"cannot read {SECRET.text}")

    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(OneLine())
    logging.getLogger("app").addHandler(handler)
    slug = keep(store, clock)
    with running(store, quote) as runner:
        runner.wait_done(slug, PATIENCE)
    logging.getLogger("app").removeHandler(handler)
    line = next(line for line in written.getvalue().splitlines() if "comparison failed" in line)
    assert "ValueError at jobs/test_runner.py" in line
    assert "4711" not in written.getvalue()
    assert slug not in written.getvalue()


def test_deleting_a_running_one_ends_the_work(store: ComparisonStore, clock: SettableClock) -> None:
    begun, ended = threading.Event(), threading.Event()

    def endless(left: Article, progress: Progress) -> Mapping[str, object]:
        if left.text != "Endless.":
            return {}
        begun.set()
        try:
            while True:
                progress("checking", 0, 1)
        finally:
            ended.set()

    kept, token = store.keep(Article("Endless."), SECRET, keep_days=1, now=clock())
    after = keep(store, clock)
    with running(store, endless) as runner:
        assert begun.wait(PATIENCE)
        store.delete(kept.slug, token=token, now=clock())
        assert ended.wait(PATIENCE)
        runner.wait_done(after, PATIENCE)
    assert store.find(after, now=clock()).state == "done"
    with pytest.raises(NoSuchPage):
        store.find(kept.slug, now=clock())


def test_stopping_puts_the_work_in_hand_back_as_if_it_had_not_begun(
    store: ComparisonStore, clock: SettableClock
) -> None:
    begun = threading.Event()

    def endless(left: Article, progress: Progress) -> Mapping[str, object]:
        begun.set()
        while True:
            progress("checking", 1, 2)

    slug = keep(store, clock)
    with running(store, endless):
        assert begun.wait(PATIENCE)
    seen = store.progress(slug, now=clock())
    assert (seen.state, seen.stage, seen.done) == ("queued", "waiting", 0)


def test_stopping_does_not_wait_for_work_that_will_not_end(store: ComparisonStore, clock: SettableClock) -> None:
    begun, let_go = threading.Event(), threading.Event()

    def stuck(left: Article, progress: Progress) -> Mapping[str, object]:
        begun.set()
        let_go.wait(PATIENCE)
        return {"too": "late"}

    slug = keep(store, clock)
    runner = Runner(store, FakeModels(), clock=clock, version="1", max_sentences=9, compute=doing(stuck))
    runner.start()
    assert begun.wait(PATIENCE)
    runner.stop(0.05)
    assert store.progress(slug, now=clock()).state == "queued"
    let_go.set()
    runner.stop(PATIENCE)
    assert store.progress(slug, now=clock()).state == "queued"


def test_a_runner_that_was_never_started_can_be_stopped(store: ComparisonStore) -> None:
    Runner(store, FakeModels(), clock=SettableClock(), version="1", max_sentences=9).stop(PATIENCE)


def test_waiting_ends_at_its_time_when_nothing_happens(store: ComparisonStore, clock: SettableClock) -> None:
    runner = Runner(store, FakeModels(), clock=clock, version="1", max_sentences=9)
    slug = keep(store, clock)
    runner.wait_done(slug, 0.05)
    assert store.progress(slug, now=clock()).state == "queued"


@pytest.mark.parametrize("slug", ["never-given-out-at-all", "", "\0"])
def test_waiting_for_what_is_not_there_ends_at_once(store: ComparisonStore, slug: str) -> None:
    Runner(store, FakeModels(), clock=SettableClock(), version="1", max_sentences=9).wait_done(slug, 3600)


def test_an_expired_one_is_never_computed(store: ComparisonStore, clock: SettableClock) -> None:
    asked: list[str] = []

    def note(left: Article, progress: Progress) -> Mapping[str, object]:
        asked.append(left.text)
        return {}

    keep(store, clock, "Expired.")
    clock.advance(timedelta(days=2))
    last = keep(store, clock, "Fresh.", days=9)
    runner = Runner(store, FakeModels(), clock=clock, version="1", max_sentences=9, compute=doing(note))
    runner.start()
    runner.wait_done(last, PATIENCE)
    runner.stop(PATIENCE)
    assert asked == ["Fresh."]


def test_the_runner_outlives_a_database_that_fails_for_a_while(
    store: ComparisonStore, clock: SettableClock, tmp_path: Path
) -> None:
    away = tmp_path / "away"
    begun, broken = threading.Event(), threading.Event()

    def wait_for_the_break(left: Article, progress: Progress) -> Mapping[str, object]:
        begun.set()
        broken.wait(PATIENCE)
        return {"said": left.text}

    slug = keep(store, clock)
    with running(store, wait_for_the_break) as runner:
        assert begun.wait(PATIENCE)
        store.close()
        for path in list(tmp_path.glob("crossread.db*")):
            path.rename(away.with_name(path.name.replace("crossread", "away")))
        (tmp_path / "crossread.db").mkdir()  # what is opened now fails
        broken.set()
        threading.Event().wait(0.3)  # seconds: the outcome is tried once, and fails
        (tmp_path / "crossread.db").rmdir()
        for path in list(tmp_path.glob("away.db*")):
            path.rename(tmp_path / path.name.replace("away", "crossread"))
        runner.wait_done(slug, PATIENCE)
    assert store.find(slug, now=clock()).result == {"said": "One."}
