"""Words in both texts: found as one types, gone through one by one, kept in the address; without scripts too."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_comparing import compared
from tests.browser.test_focus import long_pair
from tests.browser.waiting import wait_until

pytestmark = pytest.mark.browser

PAINTED = "name => [...(CSS.highlights.get(name) ?? [])].map(range => range.toString())"


def found(page: Page) -> list[str]:
    return list(page.evaluate(PAINTED, "hit"))


def test_words_are_marked_in_both_texts_and_counted_as_one_types(visit: Visit) -> None:
    page = compared(visit)
    page.get_by_label("Search").press_sequentially("DIED in the")
    expect(page.locator(".search__said")).to_have_text("2 found: 1 in A, 1 in B.")
    assert found(page) == ["died in the", "died in the"]
    expect(page).to_have_url(re.compile(r"\?q=DIED\+in\+the$"))
    page.get_by_label("Search").fill("earthquake")
    expect(page.locator(".search__said")).to_have_text("Found in neither article.")
    expect(page.get_by_role("button", name="Next hit")).to_be_hidden()
    page.get_by_label("Search").fill("")
    expect(page.locator(".search__said")).to_have_text("")
    expect(page).to_have_url(re.compile(r"/c/[\w-]+$"))
    assert found(page) == []


def test_one_goes_from_hit_to_hit_by_keys_and_by_mouse(visit: Visit) -> None:
    page = long_pair(visit, viewport={"width": 1280, "height": 700})
    search = page.get_by_label("Search")
    search.fill("prime minister")
    expect(page.locator(".search__said")).to_have_text("2 found: 1 in A, 1 in B.")
    search.press("Enter")
    expect(page.locator(".search__said")).to_have_text("1 of 2 found: 1 in A, 1 in B.")
    expect(page.locator("#left .sentence").last).to_be_in_viewport()
    expect(search).to_be_focused()
    page.get_by_role("button", name="Next hit").click()
    expect(page.locator(".search__said")).to_have_text(re.compile("^2 of 2"))
    expect(page.locator("#right .sentence").last).to_be_in_viewport()
    search.press("Shift+Enter")
    expect(page.locator(".search__said")).to_have_text(re.compile("^1 of 2"))
    page.get_by_role("button", name="Previous hit").click()
    expect(page.locator(".search__said")).to_have_text(re.compile("^2 of 2"))
    assert page.evaluate(PAINTED, "hit-here") == ["prime minister"]


def test_hits_stay_marked_when_a_pair_comes_into_focus(visit: Visit) -> None:
    page = compared(visit)
    page.get_by_label("Search").fill("14 people")
    expect(page.locator(".search__said")).to_have_text("1 found: 1 in A, 0 in B.")
    page.locator("#l2 a.sign").first.click()
    expect(page.locator("#card")).to_be_visible()
    wait_until(page, f"JSON.stringify(({PAINTED})('hit')) === '[\"14 people\"]'")
    page.keyboard.press("Escape")
    wait_until(page, f"JSON.stringify(({PAINTED})('hit')) === '[\"14 people\"]'")


def test_on_a_phone_the_next_hit_turns_to_the_article_it_is_in(visit: Visit) -> None:
    page = compared(visit, viewport={"width": 390, "height": 800})
    page.get_by_label("Search").fill("field hospital")
    expect(page.locator(".search__said")).to_have_text("1 found: 0 in A, 1 in B.")
    expect(page.locator("#right")).to_be_hidden()
    page.get_by_label("Search").press("Enter")
    expect(page.locator("#r3")).to_be_in_viewport()


def test_a_link_with_words_finds_them_for_a_colleague(visit: Visit) -> None:
    page = compared(visit)
    at = page.url
    colleague = visit(f"{at}?q=resigned")
    expect(colleague.locator(".search__said")).to_have_text("2 found: 1 in A, 1 in B.")
    assert found(colleague) == ["resigned", "resigned"]
    expect(colleague.locator("mark")).to_have_count(0)
    into_a_pair = visit(f"{at}?q=people#f1")
    expect(into_a_pair.locator("#card")).to_be_visible()
    wait_until(into_a_pair, f"({PAINTED})('hit').length === 2")


def test_without_scripts_a_form_finds_them_and_a_list_leads_to_them(visit: Visit) -> None:
    page = compared(visit, java_script_enabled=False)
    page.get_by_role("checkbox", name="Only B").uncheck()
    page.get_by_label("Search").fill("Resigned")
    page.get_by_label("Search").press("Enter")
    expect(page.get_by_text("2 found: 1 in A, 1 in B.")).to_be_visible()
    expect(page.locator("mark.hit")).to_have_text(["resigned", "resigned"])
    expect(page.get_by_role("checkbox", name="Only B")).not_to_be_checked()
    page.get_by_role("list", name="Sentences with these words").get_by_role("link", name="B 2").click()
    expect(page).to_have_url(re.compile("q=Resigned.*#r2$"))
    expect(page.locator("#r2")).to_be_in_viewport()


def test_back_brings_back_what_was_shown(visit: Visit) -> None:
    page = compared(visit)
    page.get_by_role("checkbox", name="Conflicts").uncheck()
    expect(page.locator("#f1")).to_be_hidden()
    page.get_by_label("Caution").select_option("1")
    page.get_by_label("Search").fill("resigned")
    expect(page).to_have_url(re.compile("caution=1&q=resigned$"))
    page.go_back()
    expect(page.get_by_label("Caution")).to_have_value("3")
    expect(page.get_by_label("Search")).to_have_value("")
    expect(page.locator("#f1")).to_be_hidden()
    page.go_back()
    expect(page.get_by_role("checkbox", name="Conflicts")).to_be_checked()
    expect(page.locator("#f1")).to_be_visible()
    page.go_forward()
    expect(page.locator("#f1")).to_be_hidden()
    page.goto("/how")
    page.go_back()
    expect(page.get_by_role("checkbox", name="Conflicts")).not_to_be_checked()


def test_the_picture_of_what_is_shared_follows_the_caution(visit: Visit) -> None:
    page = compared(visit)
    picture = page.get_by_role("img", name=re.compile("How much of each article the other shares"))
    expect(picture).to_have_count(1)
    before = picture.get_attribute("aria-label") or ""
    assert "1 in conflict" in before or "1 in possible conflict" in before
    page.get_by_label("Caution").select_option("1")
    expect(page.locator(".shares:not([hidden])")).to_have_attribute("data-level", "1")


def test_the_map_is_clicked_beside_its_lines(visit: Visit) -> None:
    page = compared(visit, viewport={"width": 1280, "height": 800})
    page.locator(".map").scroll_into_view_if_needed()
    line = page.locator('.map a[href="#f1"] path').bounding_box()
    assert line
    page.mouse.click(line["x"] + line["width"] / 2, line["y"] + line["height"] / 2 - 5)
    expect(page).to_have_url(re.compile("#f1$"))
