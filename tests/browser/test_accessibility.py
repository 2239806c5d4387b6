"""axe finds nothing to object to: on every page, in every state, in both themes, on paper too."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, settle
from tests.browser.test_comparing import REFUSED, compare, compared, fill, send

pytestmark = pytest.mark.browser

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
HELD_TO = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW = {"width": 390, "height": 844}


def objections(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands: the rule, where, and why."""
    settle(page)  # colours that change by a transition are measured when they stand still
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate("tags => axe.run(document, { runOnly: tags })", HELD_TO)
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def start(page: Page) -> None:
    page.goto("/")
    expect(page.locator(".examples__one").first).to_be_visible()


def address(page: Page) -> None:
    page.goto("/")
    page.locator("label[for=left-fetch]").click()
    page.locator("label[for=right-upload]").click()


def doubted(page: Page) -> None:
    page.goto("/")
    page.fill("#left-text", "The council closed the bridge and then ...")
    page.fill("#right-text", "The council closed the bridge and then ...")
    expect(page.locator("text-doubts p")).to_have_count(3)


def faults(page: Page) -> None:
    page.goto("/")
    page.fill("#right-published", "last Friday")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("alert")).to_be_visible()


def result(page: Page) -> None:
    send(page)


def searched(page: Page) -> None:
    result(page)
    page.get_by_label("Search").fill("the")
    expect(page.locator(".search__said")).to_contain_text("found")


def filtered(page: Page) -> None:
    result(page)
    page.goto(f"{page.url}?show=conflicts&caution=4")


def focus(page: Page) -> None:
    result(page)
    page.keyboard.press("n")
    expect(page.locator("#card")).to_be_visible()


def match(page: Page) -> None:
    focus(page)
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile("#f2$"))


def keys(page: Page) -> None:
    result(page)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()


def opened(page: Page) -> None:
    """Everything that unfolds, unfolded."""
    result(page)
    page.evaluate("for (const part of document.querySelectorAll('main details')) part.open = true")


def paper(page: Page) -> None:
    result(page)
    page.emulate_media(media="print")


def deleted(page: Page) -> None:
    result(page)
    page.get_by_role("button", name="Share").click()
    page.get_by_text("Delete…").click()
    page.get_by_role("button", name="Delete for good").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The comparison is deleted")


def edit(page: Page) -> None:
    result(page)
    page.get_by_role("link", name="Edit and compare again").click()
    expect(page.locator("#left-text")).to_be_visible()


def shared(page: Page) -> None:
    result(page)
    page.get_by_role("button", name="Share").click()
    page.get_by_role("button", name="Make a link").click()
    expect(page.locator("#excerpt-1")).to_be_visible()


def quoted(page: Page) -> None:
    shared(page)
    page.goto(page.locator("#excerpt-1").input_value())
    expect(page.locator(".finding").first).to_be_visible()


def locked(page: Page) -> None:
    """As someone else sees it, who has the link and not the password."""
    result(page)
    page.get_by_role("button", name="Share").click()
    page.fill("#share-password", "four plain words")
    page.get_by_role("button", name="Set", exact=True).click()
    expect(page.locator(".share__said")).to_be_visible()
    at = page.url.partition("?")[0].partition("#")[0]
    page.context.clear_cookies()
    page.goto(at)
    expect(page.get_by_role("heading", level=1)).to_have_text("This comparison has a password")


def judged(page: Page) -> None:
    focus(page)
    page.get_by_role("button", name="Not a conflict").click()
    expect(page.locator("#f1 .verdict")).to_be_visible()


def verdicts(page: Page) -> None:
    judged(page)
    page.goto(page.url.partition("#")[0] + "/verdicts")


def naming(page: Page) -> None:
    result(page)
    page.get_by_role("link", name="Name a conflict that was missed").click()
    expect(page.locator("#naming-title")).to_be_visible()


def own(page: Page) -> None:
    result(page)
    page.goto("/mine")


def other(path: str) -> Callable[[Page], None]:
    def go(page: Page) -> None:
        page.goto(path)

    return go


STATES: dict[str, Callable[[Page], None]] = {
    "start and examples": start,
    "start with files and addresses": address,
    "start with doubts": doubted,
    "form errors": faults,
    "result": result,
    "result, searched": searched,
    "result, filtered": filtered,
    "focus on a conflict": focus,
    "focus on a match": match,
    "focus, judged": judged,
    "verdicts": verdicts,
    "a conflict that was missed": naming,
    "share": shared,
    "short quotations": quoted,
    "password": locked,
    "your comparisons": own,
    "keys": keys,
    "all unfolded": opened,
    "print": paper,
    "deleted": deleted,
    "edit": edit,
    "not found": other("/c/nothing"),
    "how it works": other("/how"),
    "API": other("/api"),
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_wrong(visit: Visit, theme: str, state: str) -> None:
    page = visit("about:blank", color_scheme=theme, bypass_csp=True, expected=(REFUSED,))
    STATES[state](page)
    assert objections(page) == []


@pytest.mark.parametrize("state", ["start with doubts", "form errors", "result", "focus on a conflict", "all unfolded"])
def test_axe_finds_nothing_wrong_on_a_phone(visit: Visit, state: str) -> None:
    page = visit("about:blank", viewport=NARROW, bypass_csp=True, expected=(REFUSED,))
    STATES[state](page)
    assert objections(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_wrong_while_one_waits(visit: Visit, held: Path, theme: str) -> None:
    page = visit(color_scheme=theme, bypass_csp=True)
    fill(page)
    compare(page)
    expect(page.locator(".step[data-state=now]")).to_be_visible()
    assert objections(page) == []
    held.unlink()


def test_axe_finds_nothing_wrong_without_scripts(visit: Visit) -> None:
    page = compared(visit, java_script_enabled=False)
    source = page.content()
    still = visit(bypass_csp=True)
    # axe is a script itself: it looks at the page as it was without any, in a browser that runs none of the page's own.
    still.set_content(source.replace('type="module"', 'type="text/plain"'))
    assert objections(still) == []


def test_axe_sees_what_is_wrong(visit: Visit) -> None:
    page = visit(bypass_csp=True)
    page.evaluate("document.querySelector('#left-text').parentElement.querySelector('label').remove()")
    assert [said for said in objections(page) if said.startswith("label:")]
