"""Everyone can read and reach it: narrow and zoomed windows, targets, contrast, forced colours, less motion, paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, settle
from tests.browser.test_comparing import LEFT, REFUSED, RIGHT, compare, compared, fill
from tests.browser.test_focus import long_pair

pytestmark = pytest.mark.browser

PROBES = Path(__file__).with_name("probes")
COVERED = (PROBES / "covered.js").read_text("utf-8")  # what has focus where it cannot be seen, "end" after the last
SMALL = (PROBES / "small-targets.js").read_text("utf-8")  # targets below so many pixels, but for links within text
CONTRASTS = (PROBES / "contrasts.js").read_text("utf-8")  # of text that stands on a fill, by its class
NARROWEST = {"width": 320, "height": 640}
ZOOMED = {"width": 320, "height": 256}  # 1280 x 1024 at 400 %
LEAST_TARGET = 24  # pixels, WCAG 2.5.8
LEAST_CONTRAST = 7.0  # to 1, of text on every fill


def wide(page: Page) -> float:
    return float(page.evaluate("document.documentElement.scrollWidth"))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_nothing_scrolls_sideways_at_320_pixels(visit: Visit, scripts: bool) -> None:
    page = visit(viewport=NARROWEST, java_script_enabled=scripts, expected=(REFUSED,))
    page.get_by_role("button", name="Compare").click()
    page.wait_for_selector(".faults")
    too_wide = [] if wide(page) <= 320 else ["faults"]
    page.goto("/")
    fill(page)
    page.fill("#left-label", "Averyveryverylongnameofanewspaperwithoutanyspaceinit, the 3rd of May")
    compare(page)
    at = page.url
    for path in (at, f"{at}?q=the&caution=4", f"{at}#f1", f"{at}/edit", "/", "/how", "/api", "/c/nothing"):
        page.goto("about:blank")
        page.goto(path)
        if scripts:
            settle(page)
        if wide(page) > 320:
            too_wide.append(path)
    assert too_wide == []


def test_the_waiting_page_does_not_scroll_sideways(visit: Visit, held: Path) -> None:
    page = visit(viewport=NARROWEST)
    fill(page)
    compare(page)
    expect(page.locator(".step[data-state=now]")).to_be_visible()
    assert wide(page) <= 320
    held.unlink()


def test_at_400_percent_what_has_focus_is_not_covered(visit: Visit) -> None:
    page = compared(visit, viewport=ZOOMED, reduced_motion="reduce")  # at once where it else glides to
    covered = []
    stops = 0
    page.locator("h1").click()
    while True:
        page.keyboard.press("Tab")
        settle(page)
        lost = page.evaluate(COVERED)
        if lost == "end":
            break
        stops += 1
        assert stops < 100, "Tab does not come to an end"
        if lost:
            covered.append(lost)
    assert covered == []
    assert stops > 20


@pytest.mark.parametrize("width", [390, 1440])
def test_every_target_is_24_pixels_or_more(visit: Visit, width: int) -> None:
    page = visit(viewport={"width": width, "height": 900}, expected=(REFUSED,))
    small = {"start": page.evaluate(SMALL, LEAST_TARGET)}
    page.get_by_role("button", name="Compare").click()
    page.wait_for_selector(".faults")
    small["errors"] = page.evaluate(SMALL, LEAST_TARGET)
    page.goto("/")
    fill(page)
    compare(page)
    page.evaluate("for (const part of document.querySelectorAll('main details')) part.open = true")
    page.get_by_label("Search").fill("the")
    page.keyboard.press("Enter")
    small["result"] = page.evaluate(SMALL, LEAST_TARGET)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("n")
    small["focus"] = page.evaluate(SMALL, LEAST_TARGET)
    page.keyboard.press("?")
    small["keys"] = page.evaluate(SMALL, LEAST_TARGET)
    for path in ("/how", "/api", "/c/nothing"):
        page.goto(path)
        small[path] = page.evaluate(SMALL, LEAST_TARGET)
    assert {state: found for state, found in small.items() if found} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_on_every_fill_has_a_contrast_of_7_to_1(visit: Visit, theme: str) -> None:
    page = compared(
        visit,
        left=f"{LEFT} The old bridge was closed on Friday after heavy rain.",
        right=f"{RIGHT} The old bridge was closed on Friday by town police.",
        color_scheme=theme,
    )
    at = page.url
    measured: dict[str, float] = {}
    for path in (at, f"{at}#f1", f"{at}#f2", f"{at}#f3"):
        page.goto("about:blank")
        page.goto(path)
        if "#" in path:
            expect(page.locator("#card")).to_be_visible()
        settle(page)
        measured |= {f"{path.removeprefix(at)} {name}": ratio for name, ratio in page.evaluate(CONTRASTS).items()}
    assert any("sentence__words" in name for name in measured)
    assert any("clash" in name for name in measured)
    assert any("added" in name for name in measured)
    assert {name: round(ratio, 2) for name, ratio in measured.items() if ratio < LEAST_CONTRAST} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_that_were_found_can_be_read(visit: Visit, theme: str) -> None:
    page = compared(visit, color_scheme=theme, java_script_enabled=False)
    page.get_by_label("Search").fill("officials")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("mark.hit")).to_have_count(2)
    source = page.content()
    still = visit(color_scheme=theme)
    still.set_content(source.replace('type="module"', 'type="text/plain"'))
    measured = {name: ratio for name, ratio in still.evaluate(CONTRASTS).items() if name.startswith("hit ")}
    assert measured
    assert min(measured.values()) >= LEAST_CONTRAST


def test_forced_colours_keep_every_state_apart(visit: Visit) -> None:
    page = compared(visit, forced_colors="active")
    page.evaluate(
        """() => ["both", "part", "conflict", "possible"].forEach((state, at) =>
            document.querySelectorAll(".sentence")[at].dataset.state = state)"""
    )
    lines = page.evaluate(
        """() => ["both", "part", "conflict", "possible"].map(state =>
            getComputedStyle(document.querySelector(`.sentence[data-state=${state}] .sentence__words`))
                .textDecorationStyle)"""
    )
    assert lines == ["solid", "dashed", "double", "dotted"]
    page.keyboard.press("n")
    focused = page.locator("#l2 .sentence__words")
    assert focused.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


def test_with_less_motion_nothing_glides(visit: Visit) -> None:
    page = long_pair(visit, reduced_motion="reduce", viewport={"width": 1280, "height": 700})
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    last = page.locator("#left .sentence").last
    last.scroll_into_view_if_needed()
    moved = last.locator("a.sign").first.evaluate(
        """sign => {
            sign.click()
            const there = document.querySelector("#right").scrollTop
            return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(
                () => done([there, document.querySelector("#right").scrollTop]))))
        }"""
    )
    assert moved[0] == moved[1] > 0
    gliding = page.evaluate(
        """() => [...document.querySelectorAll("*")]
            .filter(element => parseFloat(getComputedStyle(element).transitionDuration) > 0.01)
            .map(element => element.className)"""
    )
    assert gliding == []


def test_paper_has_findings_first_and_both_articles_whole_and_numbered(visit: Visit) -> None:
    # Also from a phone, where one article shows at a time.
    page = compared(visit, viewport={"width": 390, "height": 844})
    page.keyboard.press("n")
    page.emulate_media(media="print")
    for shown in (".findings", "#left", "#right", ".foot__made"):
        expect(page.locator(shown)).to_be_visible()
    for gone in (".site", ".card", ".map", ".filter", ".share", ".sides"):
        expect(page.locator(gone).first).to_be_hidden()
    order = page.evaluate(
        "['.findings', '#left', '#right'].map(at => document.querySelector(at).getBoundingClientRect().top)"
    )
    assert order == sorted(order)
    assert page.locator(".finding .quote").first.is_visible()
    number = page.locator("#l2").evaluate("e => getComputedStyle(e, '::before').content")
    assert "counter" in number
    made = page.locator(".foot__made").text_content() or ""
    assert page.url.partition("#")[0] in made
    assert "Crossread" in made
    assert page.pdf(format="A4").startswith(b"%PDF")
