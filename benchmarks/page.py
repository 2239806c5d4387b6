"""How heavy the page of two long articles is, in a real Chromium: `python -m benchmarks.page`.

Two articles of 500 sentences each with the links that people gave them, put into an empty database without any model;
the program serves them on a free port. Leave the machine alone meanwhile: most figures are times.

The program holds a page for a moment after it was written: the first visit to each comparison gets one that is written
anew, the second the same again.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from app.clock import utc_now
from app.commands.listening import address, listen
from app.comparison.document import to_document
from app.errors import ModelFailed
from app.main import create_app
from app.models.loading import Models
from app.settings import Settings
from app.store.comparisons import ComparisonStore
from app.web.tokens import COOKIE
from benchmarks.long_articles import long_comparison

SENTENCES = 500
RUNS = 5  # comparisons, each with two visits in browser profiles of their own; the median counts
STEPS = 12  # findings that the focus goes through, conflicts and matches
SETTLED = 700  # milliseconds; longer than a smooth scroll
LOADS = 180_000  # milliseconds that a page may take on a busy machine before this gives up
TURNS = 60  # of the wheel in each column, 240 pixels each: through a good part of both
# What the page is held to.
MOST_BYTES = 150_000  # as sent, compressed
MOST_PAINT = 1_000  # milliseconds from the request to the first text on the screen
MOST_FOCUS = 50  # milliseconds that the main thread works when the focus changes, up to the frame that shows it
MOST_LONG_TASKS = 0  # of 50 ms and more, while scrolling


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the answer."""

    name: str
    value: float
    most: float
    unit: str
    more: str = ""

    @property
    def good(self) -> bool:
        """Whether it is within what the page is held to."""
        return self.value <= self.most


class NoModels:
    """Nothing is compared here."""

    ready = False
    away = False
    failed = "None are loaded for this."

    def start(self) -> None:
        """Loads nothing."""

    def wait(self, timeout: float | None = None) -> Models:
        """Raises ModelFailed, after a while."""
        time.sleep(timeout or 1)
        raise ModelFailed(self.failed)


@contextmanager
def served(folder: Path, sentences: int) -> Iterator[tuple[list[str], str]]:
    """RUNS comparisons' addresses while the program serves them from a database in `folder`; the first's maker's
    cookie."""
    settings = Settings(data=folder)
    store = ComparisonStore(settings.database)
    store.migrate()
    comparison = long_comparison(sentences)
    slugs, tokens = [], []
    for _ in range(RUNS):
        made, token = store.keep(comparison.left.article, comparison.right.article, keep_days=1, now=utc_now())
        store.queue.claim(runner="benchmark", now=utc_now())
        store.queue.finish(
            made.slug, runner="benchmark", result=to_document(comparison), now=utc_now() + timedelta(seconds=1)
        )
        slugs.append(made.slug)
        tokens.append(token)
    store.close()
    listening = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(create_app(settings, models=NoModels()), log_level="warning"))
    serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    serving.start()
    try:
        yield [f"{address(listening, '127.0.0.1')}/c/{slug}" for slug in slugs], f"{COOKIE}={tokens[0]}"
    finally:
        server.should_exit = True
        serving.join()


def weight(url: str, cookie: str = "") -> int:
    """Bytes of the page as it is sent to a browser that takes gzip."""
    headers = {"Accept-Encoding": "gzip", "Cookie": cookie}
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
        if answer.headers.get("Content-Encoding") != "gzip":
            raise SystemExit("The page came uncompressed.")
        return len(answer.read())


def first_paint(browser: Browser, url: str) -> float:
    """Milliseconds until there is text on the screen, for a visitor who was never here."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(url, wait_until="load", timeout=LOADS)
    page.wait_for_timeout(SETTLED)
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    context.close()
    return float(painted)


def focus_changes(page: Page, session: CDPSession) -> tuple[list[float], list[float]]:
    """For each step from finding to finding: the main thread's work in ms until the frame that shows it, and in all.

    The second has every frame of the smooth scroll after it too. What asking and two frames take by themselves is
    measured by steps that lead nowhere, and left out.
    """
    idle = statistics.median(_step(page, session, "nowhere") for _ in range(STEPS))
    shown: list[float] = []
    whole: list[float] = []
    for step in range(STEPS):
        before = _worked(session)
        shown.append(_step(page, session, "conflict" if step % 2 else "previous") - idle)
        page.wait_for_timeout(SETTLED)
        whole.append(_worked(session) - before - idle)
    return shown, whole


def _step(page: Page, session: CDPSession, where: str) -> float:
    """Milliseconds of the main thread's work from asking for a step to the frame that shows it."""
    before = _worked(session)
    page.evaluate(
        """where => new Promise(shown => {
            document.querySelector("pair-reader").go(where)
            requestAnimationFrame(() => requestAnimationFrame(shown))
        })""",
        where,
    )
    return _worked(session) - before


def long_tasks(page: Page) -> list[float]:
    """Milliseconds of each long task while both columns are scrolled by the wheel."""
    page.evaluate(
        """() => {
            window.longTasks = []
            const note = list => longTasks.push(...list.getEntries().map(task => task.duration))
            new PerformanceObserver(note).observe({ type: "longtask" })
        }"""
    )
    for side in ("left", "right"):
        box = page.locator(f"#{side}").bounding_box()
        if box is None:
            raise SystemExit(f"The {side} article does not show.")
        page.mouse.move(box["x"] + box["width"] / 2, min(box["y"] + box["height"] / 2, 600))
        for _ in range(TURNS):
            page.mouse.wheel(0, 240)
            page.wait_for_timeout(16)
    page.wait_for_timeout(SETTLED)
    found: list[float] = page.evaluate("longTasks")
    return found


def _worked(session: CDPSession) -> float:
    """Milliseconds that the page's main thread has been at work."""
    metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"]) * 1_000


def measure(browser: Browser, urls: Sequence[str], cookie: str) -> list[Figure]:
    """All figures."""
    visits = [(first_paint(browser, url), first_paint(browser, url)) for url in urls]
    written, held = ([visit[n] for visit in visits] for n in (0, 1))
    url = urls[0]
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(LOADS)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})  # work, not waiting for other programs
    page.goto(f"{url}#f1", wait_until="load")
    page.wait_for_timeout(2 * SETTLED)
    shown, whole = focus_changes(page, session)
    page.goto("about:blank")
    page.goto(url, wait_until="load")
    page.wait_for_timeout(2 * SETTLED)
    tasks = long_tasks(page)
    return [
        Figure("compressed page", weight(url), MOST_BYTES, "bytes"),
        Figure("that of its maker", weight(url, cookie), MOST_BYTES, "bytes"),
        *(
            Figure(name, statistics.median(paints), MOST_PAINT, "ms", f"worst of {RUNS}: {max(paints):.0f}")
            for name, paints in (("first paint", written), ("of a page that is held", held))
        ),
        Figure(
            "focus change",
            statistics.median(shown),
            MOST_FOCUS,
            "ms",
            f"worst of {STEPS}: {max(shown):.0f}; with all frames of the scroll {statistics.median(whole):.0f}",
        ),
        Figure("long tasks in a scroll", len(tasks), MOST_LONG_TASKS, "", f"longest {max(tasks, default=0):.0f} ms"),
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print each figure with what the page is held to; 1 where one is beyond it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=SENTENCES, help="of each article")
    sentences = parser.parse_args(arguments).sentences
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("This needs Chromium: apt-get install chromium, or name one with CHROMIUM.")
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder), sentences) as (urls, cookie),
        sync_playwright() as playwright,
    ):
        # No sandbox: it cannot be had in containers.
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        figures = measure(browser, urls, cookie)
        browser.close()
    for figure in figures:
        print(
            f"{figure.name:<24}{figure.value:>10,.0f} {figure.unit:<6} at most {figure.most:>9,.0f}"
            f"  {'good' if figure.good else 'BEYOND'}  {figure.more}"
        )
    return 0 if all(figure.good for figure in figures) else 1


if __name__ == "__main__":
    raise SystemExit(main())
