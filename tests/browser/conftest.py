"""A server in a process of its own and visitors in a real Chromium, who notice every error and every stray request."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.fakes import HOLD
from tests.processes import ROOT, environment

STARTS_WITHIN = 180  # seconds, on a machine that does other work
PATIENCE = 60  # seconds for a comparison that takes milliseconds, on such a machine
ACTS_WITHIN = 40_000  # milliseconds for a page to load or a button to be there, on such a machine
EXPECTED_WITHIN = 15_000  # milliseconds, on such a machine; what comes at once is not waited for
# Not needed: the suggestions below the address, a page of the browser's own for each of ours, which took a third of all
# the time. The others are those that Playwright turns off by itself: the last list counts.
OFF = (
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,PreloadTopChromeWebUI,"
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,"
    "LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,"
    "TcpPortRandomizationWin,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch"
)
# No sandbox: tests run as root in containers. The others keep Chromium from calling home by itself.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={OFF}",
]

Visit = Callable[..., Page]


def find_chromium() -> str:
    """Where the browser is; CHROMIUM names one, as for tools/browser.sh."""
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = next(filter(None, (shutil.which(name) for name in names if name)), None)
    assert found, "these tests need Chromium: apt-get install chromium"
    return found


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The server's data folder."""
    return tmp_path_factory.mktemp("browser")


@pytest.fixture(scope="session")
def address(data: Path) -> Iterator[str]:
    """Where the server is."""
    command = [sys.executable, "-m", "tests.browser.server", str(data), str(PATIENCE)]
    # Here one visitor does what a crowd does elsewhere.
    settings = environment(data, sentences_a_minute="0", reads_a_second="0")
    with subprocess.Popen(command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            at = server.stdout.readline().strip()
            until = time.monotonic() + STARTS_WITHIN
            while not _answers(at):
                assert time.monotonic() < until, "the server did not start"
                time.sleep(0.1)
            yield at
        finally:
            server.kill()


@pytest.fixture
def held(data: Path, address: str) -> Iterator[Path]:
    """While this is there, no comparison gets on; a test may remove it."""
    _run_through(address)
    hold = data / HOLD
    hold.touch()
    yield hold
    hold.unlink(missing_ok=True)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests."""
    expect.set_options(timeout=EXPECTED_WITHIN)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Visit]:
    """Opens a page as a new visitor, with nothing kept from others; at the end nothing may have gone wrong unseen.

    Takes what a browser context takes: `java_script_enabled`, `viewport`, `color_scheme`.
    """
    contexts = []
    wrong: list[str] = []

    def open_page(path: str = "/", *, expected: tuple[str, ...] = (), **options: Any) -> Page:
        context = chromium.new_context(base_url=address, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(ACTS_WITHIN)
        page.on(
            "console",
            lambda said: (
                wrong.append(said.text)
                if said.type in ("error", "warning") and not any(words in said.text for words in expected)
                else None
            ),
        )
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda sent: None if sent.url.startswith((address, "data:")) else wrong.append(sent.url))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def eventually(true: Callable[[], bool]) -> None:
    """Return as soon as it is; what no page shows has no `expect`."""
    until = time.monotonic() + EXPECTED_WITHIN / 1000
    while not true():
        assert time.monotonic() < until, "it did not come true"
        time.sleep(0.1)


def settle(page: Page) -> None:
    """Return when nothing on the page moves any more, and two pictures of it have been drawn."""
    page.evaluate(
        """async () => {
            await Promise.allSettled(document.getAnimations().map(animation => animation.finished))
            await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
        }"""
    )


def _run_through(at: str) -> None:
    """Return when all is done that was queued, held by another test perhaps: a hold must not meet it halfway."""
    text = {"text": "The queue is empty when this is compared. It is the last."}
    asked = urllib.request.Request(  # noqa: S310 - our own server
        f"{at}/api/comparisons",
        json.dumps({"left": text, "right": text}).encode(),
        {"Content-Type": "application/json"},
    )
    until = time.monotonic() + STARTS_WITHIN
    with urllib.request.urlopen(asked, timeout=2 * PATIENCE) as answer:  # noqa: S310 - our own server
        made = json.load(answer)
    while made["state"] != "done":
        assert time.monotonic() < until, "what was queued did not come to an end"
        time.sleep(0.1)
        with urllib.request.urlopen(f"{at}/api/comparisons/{made['slug']}", timeout=PATIENCE) as answer:  # noqa: S310 - our own server
            made = json.load(answer)


def _answers(at: str) -> bool:
    try:
        with urllib.request.urlopen(f"{at}/healthz", timeout=5) as answer:  # noqa: S310 - our own server
            return bool(answer.status == 200)
    except OSError:  # refused, or no answer in time
        return False
