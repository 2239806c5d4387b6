"""A claim that is told twice, conflicts of two kinds, a newer report: by mouse, by keys, without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_comparing import post

pytestmark = pytest.mark.browser

LEFT = """Dam breaks above Halden

Officials said 14 people died in the villages below the dam on Friday. The mayor of Halden resigned on Saturday morning.

The dam above Halden was built by the county in 1931. The bridge was not damaged by the water."""
RIGHT = """Officials said 20 people died in the villages below the dam on Friday.
The mayor of Halden resigned on Saturday. The mayor of Halden resigned on Saturday morning after protests by teachers.

The dam above Halden was built by the county in 1934. The bridge was damaged by the water."""
NUMBER, DATE, FIRST, SECOND = "#f1", "#f2", "#f3", "#f4"  # A 3 is told in B 2 and in B 3
BOTH_WAYS = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])


def read(visit: Visit, *, scripts: bool = True) -> Page:
    """The comparison of both, B a day later than A; its maker reads it."""
    page = visit("about:blank", java_script_enabled=scripts)
    dates = {"left.published": "2024-05-03", "right.published": "2024-05-04"}
    post(page, {"left.text": LEFT, "right.text": RIGHT, **dates})
    expect(page.locator("#r3 a.sign")).to_have_attribute("href", "#l3")
    return page


def test_all_partners_of_a_chosen_sentence_are_shown(visit: Visit) -> None:
    page = read(visit)
    page.locator("#l3 a.sign").first.click()
    expect(page).to_have_url(re.compile(f"{FIRST}$"))
    expect(page.locator("#card .card__also")).to_have_text(re.compile(r"Also with\s+≈ B 3"))
    expect(page.locator("#r2")).to_have_attribute("data-focus", "part")
    expect(page.locator("#r3")).to_have_attribute("data-also", "")
    expect(page.locator(".ribbon")).to_have_count(2)
    page.locator("#card .card__also a").click()
    expect(page).to_have_url(re.compile(f"{SECOND}$"))
    expect(page.locator("#r3")).to_have_attribute("data-focus", "part")
    expect(page.locator("#r2")).not_to_have_attribute("data-focus", "part")


def test_all_partners_are_reached_by_keys(visit: Visit) -> None:
    page = read(visit)
    page.locator("#l3 a.sign").first.focus()
    page.keyboard.press("Enter")
    page.locator("#card .card__also a").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{SECOND}$"))
    expect(page.locator("#card .card__place")).to_have_text("4 of 5")
    page.go_back()
    expect(page).to_have_url(re.compile(f"{FIRST}$"))
    expect(page.locator("#r2")).to_have_attribute("data-focus", "part")


def test_without_scripts_signs_lead_to_each_partner_and_addresses_to_each_finding(visit: Visit) -> None:
    page = read(visit, scripts=False)
    at = page.url
    for partner in ("#r2", "#r3"):
        page.locator(f"#l3 a.sign[href='{partner}']").click()
        expect(page).to_have_url(f"{at}{partner}")
        expect(page.locator(partner)).to_be_in_viewport()
    page.goto(f"{at}{DATE}")
    expect(page.locator(DATE)).to_be_in_viewport()
    expect(page.locator(DATE)).to_contain_text("1931 against 1934")


@BOTH_WAYS
def test_the_map_and_the_note_are_there(visit: Visit, scripts: bool) -> None:
    page = read(visit, scripts=scripts)
    expect(page.get_by_text("B was published a day later: some differences may be updates.")).to_be_visible()
    expect(page.locator(".map__line")).to_have_count(5)
    expect(page.locator(".map__tick[data-state=possible], .map__tick[data-state=conflict]").first).to_be_visible()
    expect(page.locator("#r3 .added")).to_have_text("after protests by teachers")


@BOTH_WAYS
def test_only_conflicts_of_a_kind_are_shown_by_keys(visit: Visit, scripts: bool) -> None:
    page = read(visit, scripts=scripts)
    box = page.get_by_role("group", name="Only conflicts about").get_by_role("checkbox", name="date")
    box.focus()
    page.keyboard.press("Space")
    if not scripts:
        page.get_by_role("button", name="Apply").press("Enter")
    expect(page).to_have_url(re.compile(r"kind=date"))
    expect(page.locator(NUMBER)).to_be_hidden()
    expect(page.locator(DATE)).to_be_visible()
    expect(page.get_by_role("checkbox", name="date")).to_be_checked()


def test_without_scripts_a_form_filters_by_state(visit: Visit) -> None:
    page = read(visit, scripts=False)
    page.get_by_role("checkbox", name="Both").uncheck()
    page.get_by_role("button", name="Apply").click()
    expect(page.locator(".findings__more")).to_be_hidden()
    expect(page.locator("#l3")).to_have_attribute("data-quiet", "")
    expect(page.locator(NUMBER)).to_be_visible()


@BOTH_WAYS
def test_both_texts_are_edited_and_compared_again(visit: Visit, scripts: bool) -> None:
    page = read(visit, scripts=scripts)
    before = page.url
    page.get_by_role("link", name="Edit and compare again").click()
    assert page.input_value("#left-text") == LEFT
    assert page.input_value("#right-published") == "2024-05-04"
    page.fill("#right-text", RIGHT.replace("1934", "1931"))
    if scripts:
        page.locator("#right-text").press("Control+Enter")
    else:
        page.get_by_role("button", name="Compare").click()
    page.wait_for_url(re.compile(r"/c/[\w-]{22,}$"))
    assert page.url != before
    expect(page.locator("#l4")).not_to_have_attribute("data-state", re.compile("conflict|possible"))
    page.goto(before)
    expect(page.locator(DATE)).to_contain_text("1931 against 1934")
