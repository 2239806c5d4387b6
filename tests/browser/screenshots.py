"""Pictures of every page at three widths, light and dark: `make screenshots`, into `screenshots/`, to be looked at.

Forced colours and paper too, the page while it works, what only a maker sees, and the narrowest and widest windows.

Says too what a page must not do: scroll sideways, or report an error.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from app.articles.examples import examples
from benchmarks.long_articles import long_comparison
from tests.browser.conftest import FLAGS, find_chromium
from tests.processes import ROOT, serving

OUT = ROOT / "screenshots"
SIZES = ((1440, 900), (900, 900), (390, 844))  # a desk, a tablet, a phone
EXTREMES = ((320, 640), (2560, 1440))  # the narrowest and the widest that the pages are held to
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
PASSWORD = "seven times seven"
SETTLES = 600  # milliseconds; longer than a smooth scroll
READY = 300_000  # milliseconds; models load, and may do so on a busy machine


def example(browser: Browser, address: str) -> str:
    """The address of the first example, compared."""
    page = opened(browser, base_url=address)
    page.goto("/")
    page.locator(".examples__one").first.click()
    page.wait_for_selector(".reading")
    at = page.url
    page.context.close()
    return at


def pictures(page: Page, at: str, name: str) -> None:
    """All pages in this window."""
    for path, what in (
        ("/", "start"),
        ("/how", "how"),
        ("/api", "api"),
        ("/c/nothing", "not-found"),
        (at, "result"),
        (f"{at}?show=conflicts", "filtered"),
        (f"{at}?q=the+ferry", "search"),
        (f"{at}#f1", "focus"),
        (f"{at}#f2", "focus-match"),
        (f"{at}/edit", "edit"),
    ):
        page.goto("about:blank")
        page.goto(path)
        page.wait_for_timeout(SETTLES)
        page.screenshot(path=OUT / f"{what}-{name}.png")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            print(f"{what}-{name} scrolls sideways")
    page.goto(at)
    page.get_by_text("Export", exact=True).first.click()
    page.screenshot(path=OUT / f"export-{name}.png")
    page.goto("about:blank")
    page.goto(at)
    page.keyboard.press("?")
    page.screenshot(path=OUT / f"keys-{name}.png")
    page.goto("/")
    page.fill("#left-text", "The council closed the bridge and then ...")
    page.fill("#right-text", "The council closed the bridge and then ...")
    page.wait_for_timeout(SETTLES)
    page.screenshot(path=OUT / f"doubts-{name}.png")
    for side in ("left", "right"):
        page.fill(f"#{side}-text", "")
    page.get_by_role("button", name="Compare", exact=True).click()
    page.wait_for_selector(".faults")
    page.screenshot(path=OUT / f"errors-{name}.png")


def made(browser: Browser, address: str) -> tuple[BrowserContext, str]:
    """A maker's browser and a comparison of its own, with verdicts and a second link."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.set_default_timeout(READY)
    example = examples()[0]
    page.goto("/")
    for side, article in (("left", example.left), ("right", example.right)):
        page.fill(f"#{side}-text", article.text)
        page.fill(f"#{side}-label", article.source or "")
    page.get_by_role("button", name="Compare", exact=True).click()
    page.wait_for_selector(".reading")
    own = page.url
    for left, right in ((1, 1), (3, 12)):
        page.goto(f"{own}/verdicts/new?left={left}&right={right}")
        page.fill("textarea[name=remark]", "Both reports give their own source for this.")
        page.locator("button[name=says]").last.click()
    page.goto(own)
    page.get_by_text("Share", exact=True).first.click()
    page.get_by_role("button", name="Make a link").click()
    page.wait_for_selector("#excerpt-1")
    page.close()
    return context, own


def made_pictures(context: BrowserContext, own: str, reader: Page) -> None:
    """What a maker sees and does, and how `reader` is asked for the password; in every window, light and dark."""
    page = context.new_page()
    page.set_default_timeout(READY)
    page.goto(own)
    page.get_by_text("Share", exact=True).first.click()
    excerpt = page.locator("#excerpt-1").input_value()
    for path, what in (
        (f"{own}/verdicts", "verdicts"),
        (f"{own}/verdicts/new", "verdict-missed"),
        (f"{own}/verdicts/new?left=1&right=1", "verdict"),
        (excerpt, "excerpt"),
        ("/mine", "mine"),
        (f"{own}#f1", "judge"),
    ):
        page.goto("about:blank")
        page.goto(path)
        everywhere(page, what)
    page.goto("about:blank")
    page.goto(own)
    page.get_by_text("Share", exact=True).first.click()
    everywhere(page, "share")
    page.goto(own)
    page.get_by_role("link", name="Name a conflict that was missed").click()
    everywhere(page, "naming")
    page.goto(own)
    page.get_by_text("Share", exact=True).first.click()
    page.fill("#share-password", PASSWORD)
    page.get_by_role("button", name="Set", exact=True).click()
    page.wait_for_selector(".share__said")
    reader.goto(own)
    everywhere(reader, "password")
    page.goto(own)
    page.get_by_text("Share", exact=True).first.click()
    page.get_by_text("Delete…").click()
    page.get_by_role("button", name="Delete for good").click()
    page.wait_for_selector(".message")
    everywhere(page, "deleted")


def opened(browser: Browser, **options: Any) -> Page:
    """A page of a new visitor, who has the time that a busy machine takes."""
    page = browser.new_context(**options).new_page()
    page.set_default_timeout(READY)
    return page


def everywhere(page: Page, what: str, sizes: tuple[tuple[int, int], ...] = (*SIZES, *EXTREMES)) -> None:
    """Pictures of the page as it is, in every window, light and dark."""
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            page.wait_for_timeout(SETTLES)
            page.screenshot(path=OUT / f"{what}-{width}-{scheme}.png")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            print(f"{what}-{width} scrolls sideways")
    page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})


def forced(browser: Browser, address: str, at: str, scheme: Scheme) -> None:
    """The pages in the colours that a system forces on them."""
    page = opened(
        browser,
        base_url=address,
        viewport={"width": 1440, "height": 900},
        color_scheme=scheme,
        forced_colors="active",
    )
    for path, what in (("/", "start"), (at, "result"), (f"{at}?q=the+ferry#f1", "focus")):
        page.goto("about:blank")
        page.goto(path)
        page.wait_for_timeout(SETTLES)
        page.screenshot(path=OUT / f"{what}-forced-{scheme}.png")
    page.context.close()


def waiting(browser: Browser, address: str, scheme: Scheme) -> None:
    """The page of a comparison that takes its time."""
    page = opened(browser, base_url=address, viewport={"width": 1440, "height": 900}, color_scheme=scheme)
    long = long_comparison(500)
    left, right = long.left.article.text, long.right.article.text
    page.goto("/")
    page.fill("#left-text", left)
    page.fill("#right-text", right)
    page.get_by_role("button", name="Compare", exact=True).click()
    page.wait_for_selector(".step[data-state=now]")
    page.wait_for_timeout(2 * SETTLES)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.screenshot(path=OUT / f"waiting-{width}-{scheme}.png")
    page.get_by_role("button", name="Cancel").click()
    page.wait_for_selector(".faults")
    page.context.close()


def main() -> None:
    """Start the program with the real models, and take all pictures."""
    OUT.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        serving(Path(data)) as (_, address),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        at = example(browser, address)
        for width, height in SIZES:
            for scheme in SCHEMES:
                page = opened(
                    browser, base_url=address, viewport={"width": width, "height": height}, color_scheme=scheme
                )
                page.on("pageerror", lambda error: print(error))
                pictures(page, at, f"{width}-{scheme}")
                page.context.close()
        for path, what in (("/", "start"), (at, "result"), (f"{at}#f1", "focus")):
            page = opened(browser, base_url=address)
            page.goto(path)
            everywhere(page, what, EXTREMES)
            page.context.close()
        context, own = made(browser, address)
        made_pictures(context, own, opened(browser, base_url=address))
        context.close()
        for scheme in SCHEMES:
            forced(browser, address, at, scheme)
            waiting(browser, address, scheme)
        page = opened(browser, base_url=address)
        page.goto(at)
        edge = "12mm"  # about what browsers leave
        page.pdf(
            path=OUT / "print.pdf",
            format="A4",
            print_background=True,
            margin={"top": edge, "right": edge, "bottom": edge, "left": edge},
        )
        browser.close()
    print(f"{len(list(OUT.glob('*.png')))} pictures and print.pdf are in {OUT.relative_to(ROOT)}/")


if __name__ == "__main__":
    main()
