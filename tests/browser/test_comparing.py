"""What a reader does, in a real browser: compare, read, pass on, cancel, mend; with scripts and without."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

LEFT = """Dam breaks above Halden

Officials said 14 people died in the villages below the dam on Friday. The mayor resigned on Saturday.

The dam was built in 1931."""
RIGHT = """Officials said 20 people died in the villages below the dam on Friday. The mayor resigned on Saturday.

A field hospital was opened."""
REFUSED = "the server responded with a status of 4"  # Chromium notes each such answer in its console


def fill(page: Page) -> None:
    page.fill("#left-text", LEFT)
    page.fill("#right-text", RIGHT)
    page.fill("#left-label", "Courier")
    page.fill("#right-label", "Tribune")


def compare(page: Page) -> None:
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url(re.compile(r"/c/[\w-]{22,}$"))


def compared(visit: Visit, *, left: str = LEFT, right: str = RIGHT, **options: Any) -> Page:
    """A new visitor on a comparison of his own."""
    page = visit("about:blank", **options)
    send(page, left=left, right=right)
    return page


def post(page: Page, fields: dict[str, str]) -> None:
    """Send these fields of the form and go to where its answer leads."""
    seen = {"seen": "live"}  # as scripts send it: what is to be said of the texts was said
    answer = page.request.post("/comparisons", multipart={**fields, **seen}, max_redirects=0)
    assert answer.status == 303, answer.text()
    page.goto(answer.headers["location"])


def send(page: Page, *, left: str = LEFT, right: str = RIGHT) -> None:
    """Compare by what the start page's form sends, without that page; its answer is the comparison, done."""
    post(page, {"left.text": left, "right.text": right, "left.label": "Courier", "right.label": "Tribune"})
    expect(page.locator(".reading")).to_be_visible()


def read(page: Page) -> None:
    """What a reader must find on a finished comparison."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Courier vs Tribune")
    expect(page.locator(".finding").first).to_contain_text("onflict")
    expect(page.locator("#l2")).to_contain_text("Officials said 14 people died")
    expect(page.locator("#l2")).to_have_attribute("data-state", re.compile("conflict|possible"))
    page.locator("#l2 a.sign").first.click()
    expect(page).to_have_url(re.compile("#(r1|f1)$"))
    expect(page.locator("#r1")).to_be_in_viewport()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_paste_compare_read_and_pass_the_link_on(visit: Visit, scripts: bool) -> None:
    page = visit(java_script_enabled=scripts)
    fill(page)
    compare(page)
    read(page)
    link = page.get_by_label("Link to share").input_value()
    assert link == page.url.partition("#")[0]
    colleague = visit(link, java_script_enabled=scripts)
    read(colleague)
    expect(colleague.get_by_text("Delete for good")).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_two_files_are_uploaded(visit: Visit, tmp_path: Path, scripts: bool) -> None:
    (tmp_path / "courier.txt").write_text(LEFT, "utf-8")
    (tmp_path / "tribune.md").write_text(RIGHT, "utf-8")
    page = visit(java_script_enabled=scripts)
    for side, name in (("left", "courier.txt"), ("right", "tribune.md")):
        page.locator(f"label[for={side}-upload]").click()
        page.set_input_files(f"#{side}-file", tmp_path / name)
    page.fill("#left-label", "Courier")
    page.fill("#right-label", "Tribune")
    compare(page)
    read(page)


def test_the_link_is_copied(visit: Visit) -> None:
    page = compared(visit, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Share").click()
    page.clock.install(time=0)
    page.clock.pause_at(1000)  # so that what the button says stays to be read
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_the_waiting_page_goes_on_by_itself(visit: Visit, held: Path) -> None:
    page = visit()
    fill(page)
    compare(page)
    expect(page.locator(".step[data-stage=reading]")).to_have_attribute("data-state", "now")
    held.unlink()
    read(page)


def test_without_scripts_the_waiting_page_goes_on_too(visit: Visit, held: Path) -> None:
    page = visit(java_script_enabled=False)
    fill(page)
    compare(page)
    expect(page.get_by_text("Reading both articles").first).to_be_visible()
    held.unlink()
    read(page)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_comparison_is_cancelled_and_its_articles_come_back(visit: Visit, held: Path, scripts: bool) -> None:
    page = visit(java_script_enabled=scripts)
    fill(page)
    compare(page)
    at = page.url
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("Cancelled.")).to_be_visible()
    assert page.input_value("#left-text") == LEFT
    gone = visit(at, expected=(REFUSED,), java_script_enabled=scripts)
    expect(gone.get_by_role("heading", level=1)).to_have_text("There is no comparison here")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(visit: Visit, scripts: bool) -> None:
    page = visit(expected=(REFUSED,), java_script_enabled=scripts)
    page.fill("#left-text", f"\n{LEFT}\n")
    page.fill("#right-published", "last Friday")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("alert")).to_contain_text("This cannot be compared yet")
    expect(page.locator("#right-published-fault")).to_be_visible()
    expect(page.locator("#right-text-fault")).to_be_visible()
    assert page.input_value("#left-text") == f"\n{LEFT}\n"
    assert page.input_value("#right-published") == "last Friday"
    page.fill("#right-text", RIGHT)
    page.fill("#right-published", "2024-05-03")
    compare(page)
    expect(page.locator("#l2")).to_be_visible()


def test_the_maker_deletes_it(visit: Visit) -> None:
    page = compared(visit, expected=(REFUSED,))
    at = page.url
    page.get_by_role("button", name="Share").click()
    page.get_by_text("Delete…").click()
    page.get_by_role("button", name="Delete for good").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The comparison is deleted")
    page.goto(at)
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no comparison here")


def test_an_example_is_one_click_away(visit: Visit) -> None:
    page = visit()
    page.locator(".examples__one").first.click()
    page.wait_for_url(re.compile("/c/"))
    expect(page.locator(".sentence").first).to_be_visible()


def test_typing_is_counted_kept_and_swapped(visit: Visit) -> None:
    page = visit()
    fill(page)
    expect(page.locator("[data-side=left] output")).to_have_text("28 words · 4 sentences")
    page.get_by_role("button", name="Swap A and B").click()
    assert page.input_value("#left-text") == RIGHT
    assert page.input_value("#right-label") == "Courier"
    page.goto("/how")
    page.goto("/")
    assert page.input_value("#left-text") == RIGHT
    page.locator("#left-text").press("Control+Enter")
    page.wait_for_url(re.compile("/c/"))
    page.goto("/")
    assert page.input_value("#left-text") == ""


def test_a_file_can_be_dropped(visit: Visit) -> None:
    page = visit()
    page.evaluate(
        """text => {
            const dropped = new DataTransfer()
            dropped.items.add(new File([text], "courier.txt", { type: "text/plain" }))
            document.querySelector("#left-text").dispatchEvent(
                new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: dropped }))
        }""",
        LEFT,
    )
    expect(page.locator("#left-text")).to_have_value(LEFT)
    page.fill("#right-text", RIGHT)
    compare(page)
    expect(page.locator("#l2")).to_contain_text("14")


@pytest.mark.parametrize("width", [320, 390, 900, 1440])
def test_nothing_scrolls_sideways(visit: Visit, width: int) -> None:
    page = compared(visit, viewport={"width": width, "height": 800})
    for path in (page.url, "/", "/how", "/api"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
