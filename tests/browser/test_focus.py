"""A pair in focus: by mouse, by keyboard, by address; wide and narrow."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, settle
from tests.browser.test_comparing import LEFT, RIGHT, compared

pytestmark = pytest.mark.browser

LONG = "\n\n".join(
    f"The {word} of the valley was repaired in spring." for word in "bridge road church school mill".split()
)


def long_pair(visit: Visit, **options: Any) -> Page:
    """A comparison in which a match is far down in both articles."""
    more = f"{LONG}\n\n{LONG}\n\n{LONG}\n\nThe prime minister visited Halden on Tuesday evening."
    return compared(visit, left=f"{LEFT}\n\n{more}", right=f"{RIGHT}\n\n{more}", **options)


def test_a_sign_brings_both_sentences_into_view_and_says_why(visit: Visit) -> None:
    page = compared(visit)
    expect(page.locator("#card")).to_be_hidden()
    page.locator("#l2 a.sign").first.click()
    expect(page).to_have_url(re.compile("#f1$"))
    expect(page.locator("#card")).to_contain_text("14 against 20")
    for sentence in ("#l2", "#r1"):
        expect(page.locator(sentence)).to_have_attribute("data-focus", re.compile("conflict|possible"))
        expect(page.locator(sentence)).to_be_in_viewport()
    expect(page.locator("#l2 .clash")).to_have_text("14")
    expect(page.locator(".ribbon")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_be_hidden()
    expect(page.locator("#l2 a.sign").first).to_be_focused()
    page.go_back()
    expect(page.locator("#card")).to_be_visible()


def test_keys_go_through_the_findings_and_can_be_turned_off(visit: Visit) -> None:
    page = compared(visit)
    for key, address in (("n", "#f1"), ("n", "#f2"), ("p", "#f1"), ("n", "#f2"), ("c", "#f1")):
        page.keyboard.press(key)
        expect(page).to_have_url(re.compile(f"{address}$"))
    page.keyboard.press("o")
    expect(page.locator("#r1 a.sign").first).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_label("Single keys do this").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile("#f1$"))
    page.reload()
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile("#f1$"))


def test_the_buttons_do_what_the_keys_do(visit: Visit) -> None:
    page = compared(visit)
    page.get_by_role("button", name="First finding").click()
    page.get_by_role("button", name="Next ›").click()
    expect(page).to_have_url(re.compile("#f2$"))
    page.get_by_role("button", name="Previous").click()
    expect(page).to_have_url(re.compile("#f1$"))
    page.get_by_role("button", name="Keys").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    page.locator("#card").get_by_role("button", name="Close").click()
    expect(page.locator("#card")).to_be_hidden()


@pytest.mark.parametrize("fragment", ["#f1", "#l2", "#r1"])
def test_an_address_leads_into_the_pair(visit: Visit, fragment: str) -> None:
    page = compared(visit)
    colleague = visit(page.url + fragment)
    expect(colleague.locator("#card")).to_contain_text("14 against 20")
    expect(colleague.locator("#l2")).to_have_attribute("data-focus", re.compile("."))


@pytest.mark.parametrize("width", [390, 900, 1440])
def test_an_address_that_changes_only_its_end_leads_there_and_back(visit: Visit, width: int) -> None:
    page = long_pair(visit, viewport={"width": width, "height": 500}, reduced_motion="reduce")
    last = page.locator("#left .sentence").last
    far = last.locator("a.sign").first.evaluate(
        """sign => [...document.querySelectorAll(".reading .finding")].find(finding =>
            finding.querySelector(`.quote__from[href="#${sign.closest(".sentence").id}"]`)).id"""
    )
    own = last.get_attribute("id")
    alone = page.locator("#left .sentence:not(:has(a.sign))").first.get_attribute("id")
    for fragment, sentence in ((far, own), ("f1", "l2"), (own, own), (alone, alone)):
        page.evaluate("fragment => { location.hash = fragment }", fragment)
        expect(page.locator(f"#{sentence}")).to_be_in_viewport(ratio=1)
    for sentence in (own, "l2", own):
        page.go_back()
        expect(page.locator(f"#{sentence}")).to_be_in_viewport(ratio=1)
        expect(page.locator(f"#{sentence}")).to_have_attribute("data-focus", re.compile("."))


def test_nothing_covers_a_pair_far_down(visit: Visit) -> None:
    # With less motion: at once where it else glides to.
    page = long_pair(visit, viewport={"width": 1280, "height": 700}, reduced_motion="reduce")
    last = page.locator("#left .sentence").last
    last.scroll_into_view_if_needed()
    last.locator("a.sign").first.click()
    expect(page.locator("#card")).to_be_visible()
    expect(page.locator("#right .sentence").last).to_be_in_viewport(ratio=1)
    settle(page)
    card = page.locator("#card").evaluate("e => e.getBoundingClientRect().top")
    for side in ("left", "right"):
        reach = page.locator(f"#{side} .sentence").last.evaluate("e => e.getBoundingClientRect().bottom")
        assert reach <= card


def test_a_narrow_window_shows_one_article_and_opens_the_partner_under_the_sentence(visit: Visit) -> None:
    page = compared(visit, viewport={"width": 390, "height": 800})
    expect(page.locator("#left")).to_be_visible()
    expect(page.locator("#right")).to_be_hidden()
    page.locator("#l2 a.sign").first.click()
    expect(page.locator("#l2 + #card")).to_be_visible()
    expect(page.locator("#card .quote").last).to_contain_text("Officials said 20 people died")
    expect(page.locator("#card .quote").first).to_be_hidden()
    page.locator("#card").get_by_role("button", name="Other side").click()
    expect(page.locator("#right")).to_be_visible()
    expect(page.locator("#r1 + #card")).to_be_visible()
    page.locator(".sides button").first.click()
    expect(page.locator("#left")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
