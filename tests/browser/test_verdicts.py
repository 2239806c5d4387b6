"""Verdicts in a real browser: by mouse and by keyboard, with scripts and without, by the maker and by readers."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_comparing import REFUSED, compare, compared

pytestmark = pytest.mark.browser
# The pair that conflicts is l2 with r1, the one that matches l3 with r2; l4 and r3 have no counterpart.


def made(visit: Visit, **options: Any) -> Page:
    """A comparison, open in its maker's browser."""
    return compared(visit, **options)


def plain(page: Page) -> str:
    """The comparison's own address."""
    return re.sub(r"[#?].*", "", page.url)


def form(page: Page) -> Locator:
    """The form on the card."""
    return page.locator("pair-verdict form")


def test_the_maker_says_not_a_conflict_without_leaving_the_page(visit: Visit) -> None:
    page = made(visit)
    page.locator("#l2 a.sign").first.click()
    expect(form(page).get_by_role("button")).to_have_text(["Right", "Not a conflict"])
    page.evaluate("window.still = true")
    form(page).get_by_label("Remark").fill("Two floods, two days.")
    form(page).get_by_role("button", name="Not a conflict").click()
    for place in ("#card .verdicts", "#f1 .verdicts"):
        expect(page.locator(place)).to_contain_text(re.compile("Not a conflict, says you.*Two floods, two days", re.S))
    expect(page.locator("[data-said]")).to_have_text("Kept: Not a conflict.")
    assert page.evaluate("window.still") is True
    expect(page).to_have_url(re.compile("#f1$"))
    expect(page.locator("#f1")).to_have_attribute("data-state", re.compile("conflict|possible"))  # the result stays

    colleague = visit(page.url)
    expect(colleague.locator("#card .verdicts")).to_contain_text("Not a conflict, says the maker of this comparison")
    expect(colleague.locator("#card .verdicts")).to_contain_text("Two floods, two days.")
    expect(colleague.get_by_text("Give a verdict")).to_have_count(0)
    expect(form(colleague)).to_have_count(0)


def test_it_is_said_by_keyboard_alone(visit: Visit) -> None:
    page = made(visit)
    page.keyboard.press("c")
    page.locator("#card").focus()
    right = form(page).get_by_role("button", name="Right", exact=True)
    for _ in range(20):
        page.keyboard.press("Tab")
        if right.evaluate("e => e === document.activeElement"):
            break
    expect(right).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#card .verdict__word")).to_have_text("Right")
    expect(right).to_be_focused()
    # Letters are text where one types.
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(form(page).get_by_label("Remark")).to_be_focused()
    page.keyboard.type("n p c?")
    expect(page).to_have_url(re.compile("#f1$"))
    expect(form(page).get_by_label("Remark")).to_have_value("n p c?")


def test_a_match_can_be_right_not_the_same_or_a_conflict_that_was_missed(visit: Visit) -> None:
    page = made(visit)
    page.locator("#l3 a.sign").first.click()
    buttons = form(page).get_by_role("button")
    expect(buttons).to_have_text(["Right", "Not the same", "These two conflict"])
    buttons.nth(1).click()
    expect(page.locator("#f2 .verdict__word")).to_have_text("Not the same")
    buttons.nth(2).click()
    expect(page.locator("#f2 .verdict__word")).to_have_text("These two conflict")
    expect(page.locator("#m3-2")).to_contain_text("Conflict named by a reader")
    expect(page.locator("#m3-2")).to_contain_text("The comparison itself has these two as told by both.")


def test_a_link_in_the_list_leads_to_the_form_on_the_card(visit: Visit) -> None:
    page = made(visit)
    page.locator("#f1 .finding__judge").click()
    expect(page).to_have_url(re.compile("#f1$"))
    expect(form(page).get_by_role("button", name="Right", exact=True)).to_be_focused()


def test_what_is_typed_is_counted_never_cut_and_stays_with_its_pair(visit: Visit) -> None:
    page = made(visit)
    page.locator("#l2 a.sign").first.click()
    remark, left = form(page).get_by_label("Remark"), form(page).locator("[data-left]")
    expect(left).to_have_text("at most 280 characters")
    remark.fill("🚒" * 279)
    expect(left).to_have_text("1 left")
    remark.fill("🚒" * 281)
    expect(left).to_have_text("1 too many")
    form(page).get_by_role("button", name="Right", exact=True).click()
    expect(form(page).get_by_role("alert")).to_have_text("A remark may have 280 characters; this has 281. Take 1 away.")
    expect(remark).to_have_value("🚒" * 281)
    expect(page.locator(".verdict")).to_have_count(0)
    page.locator("#l3 a.sign").first.click()
    expect(remark).to_have_value("")
    page.locator("#l2 a.sign").first.click()
    expect(remark).to_have_value("🚒" * 281)
    remark.fill("🚒" * 280)
    form(page).get_by_role("button", name="Right", exact=True).click()
    expect(page.locator("#f1 .verdict__remark")).to_have_text("🚒" * 280)


def test_nothing_is_lost_where_it_cannot_be_sent(visit: Visit) -> None:
    page = compared(visit, expected=("Failed to load resource",))
    page.locator("#l2 a.sign").first.click()
    page.route("**/verdicts*", lambda route: route.abort())
    form(page).get_by_label("Remark").fill("Mind the second day.")
    form(page).get_by_role("button", name="Not a conflict").click()
    expect(form(page).get_by_role("alert")).to_contain_text("This could not be sent.")
    expect(form(page).get_by_label("Remark")).to_have_value("Mind the second day.")
    page.unroute("**/verdicts*")
    form(page).get_by_role("button", name="Not a conflict").click()
    expect(page.locator("#card .verdict__remark")).to_have_text("Mind the second day.")
    expect(form(page).get_by_role("alert")).to_be_hidden()


def test_a_conflict_that_was_missed_is_chosen_in_the_text(visit: Visit) -> None:
    page = made(visit)
    page.get_by_role("link", name="Name a conflict that was missed").click()
    naming = page.locator("name-conflict")
    expect(naming.get_by_role("heading")).to_be_focused()
    page.locator("#l4 .sentence__words").click()
    page.locator("#r3 .sentence__words").click()
    expect(naming.get_by_label("Sentence of A")).to_have_value("4")
    expect(naming.get_by_label("Sentence of B")).to_have_value("3")
    expect(naming.locator("[data-words=left]")).to_have_text("The dam was built in 1931.")
    expect(page.locator(".sentence[data-chosen]")).to_have_count(2)
    naming.get_by_label("Remark").fill("A dam, a hospital.")
    naming.get_by_role("button", name="These two conflict").click()
    expect(page).to_have_url(re.compile("#m4-3$"))
    expect(naming).to_be_hidden()
    expect(page.locator("#card")).to_contain_text("Conflict named by a reader")
    expect(page.locator("#card")).to_contain_text("A dam, a hospital.")
    for sentence in ("#l4", "#r3"):
        expect(page.locator(sentence)).to_have_attribute("data-focus", "named")
        expect(page.locator(sentence)).to_have_attribute("data-state", "unique")  # the result stays
    page.keyboard.press("Escape")
    page.locator("#l4 a.sign").click()
    expect(page).to_have_url(re.compile("#m4-3$"))
    page.keyboard.press("c")
    expect(page).to_have_url(re.compile("#f1$"))

    colleague = visit(f"{plain(page)}#m4-3")
    expect(colleague.locator("#card")).to_contain_text("A dam, a hospital.")
    expect(colleague.locator("#l4 a.sign")).to_be_visible()
    hidden = visit(f"{plain(page)}?show=both")
    expect(hidden.locator("#m4-3")).to_be_hidden()


def test_a_conflict_that_was_missed_is_named_by_keyboard(visit: Visit) -> None:
    page = made(visit)
    opener = page.get_by_role("link", name="Name a conflict that was missed")
    opener.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("4")
    page.keyboard.press("Escape")
    expect(page.locator("name-conflict")).to_be_hidden()
    expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Sentence of A")).to_have_value("4")
    page.keyboard.press("Tab")
    page.keyboard.type("33")
    expect(page.locator("[data-words=right]")).to_have_text("Article B has the sentences 1 to 3.")
    page.keyboard.press("Backspace")
    expect(page.locator("[data-words=right]")).to_have_text("A field hospital was opened.")
    page.keyboard.press("Enter")
    expect(page.locator("#m4-3")).to_be_visible()


def test_what_is_missing_is_said_and_the_server_has_the_last_word(visit: Visit) -> None:
    page = compared(visit, expected=(REFUSED,))
    page.get_by_role("link", name="Name a conflict that was missed").click()
    naming = page.locator("name-conflict")
    naming.get_by_role("button", name="These two conflict").click()
    expect(naming.get_by_role("alert")).to_have_text("Choose a sentence in each article first.")
    naming.get_by_label("Sentence of A").fill("4")
    naming.get_by_label("Sentence of B").fill("9")
    naming.get_by_role("button", name="These two conflict").click()
    expect(naming.get_by_role("alert")).to_contain_text("Article B has the sentences 1 to 3.")
    expect(naming.get_by_label("Sentence of A")).to_have_value("4")


def test_readers_may_where_the_maker_lets_them_and_the_maker_removes_any(visit: Visit) -> None:
    page = made(visit)
    switch = page.get_by_role("switch", name="Whoever has the link may give verdicts, too")
    expect(switch).to_have_attribute("aria-checked", "false")
    switch.focus()
    page.keyboard.press("Enter")
    expect(switch).to_have_attribute("aria-checked", "true")
    expect(switch).to_be_focused()

    reader = visit(f"{plain(page)}#f1")
    expect(reader.get_by_role("switch")).to_have_count(0)
    form(reader).get_by_label("Remark").fill("<b>Read on.</b>")
    form(reader).get_by_role("button", name="Right", exact=True).click()
    expect(reader.locator("#card .verdicts")).to_contain_text("Right, says you")

    page.goto(f"{plain(page)}#f1")
    page.reload()
    expect(page.locator("#card .verdicts")).to_contain_text("Right, says a reader")
    expect(page.locator("#card .verdict__remark")).to_have_text("<b>Read on.</b>")
    page.locator("#card").get_by_role("button", name="Remove").click()
    expect(page.locator(".verdict")).to_have_count(0)
    expect(page.locator("#card")).to_be_focused()
    reader.reload()
    expect(reader.locator(".verdict")).to_have_count(0)


def test_removing_the_last_word_on_a_named_conflict_takes_it_away(visit: Visit) -> None:
    page = made(visit)
    page.get_by_role("link", name="Name a conflict that was missed").click()
    page.get_by_label("Sentence of A").fill("4")
    page.get_by_label("Sentence of B").fill("3")
    page.get_by_role("button", name="These two conflict").last.click()
    expect(page).to_have_url(re.compile("#m4-3$"))
    page.locator("#card").get_by_role("button", name="Remove").click()
    expect(page.locator("#m4-3")).to_have_count(0)
    expect(page.locator("#card")).to_be_hidden()
    expect(page.locator("#l4 a.sign")).to_have_count(0)


def test_all_of_it_works_without_scripts(visit: Visit) -> None:
    page = made(visit, java_script_enabled=False)
    page.locator("#f1 .finding__judge").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your verdict")
    expect(page.locator(".verdict-page__pair")).to_contain_text("Officials said 20 people died")
    page.get_by_label("Remark").fill("Two floods.")
    page.get_by_role("button", name="Not a conflict").click()
    expect(page).to_have_url(re.compile("#f1$"))
    expect(page.locator("#f1 .verdicts")).to_contain_text("Two floods.")

    page.get_by_role("link", name="Name a conflict that was missed").click()
    page.get_by_label("Sentence of article A").fill("4")
    page.get_by_label("Sentence of article B").fill("3")
    page.get_by_role("button", name="These two conflict").click()
    expect(page).to_have_url(re.compile("#m4-3$"))
    expect(page.locator("#m4-3")).to_contain_text("Conflict named by a reader")

    page.get_by_role("switch").click()
    expect(page.get_by_role("switch")).to_have_attribute("aria-checked", "true")
    page.get_by_role("link", name="2 verdicts").click()
    expect(page.locator(".verdict-page__one")).to_have_count(2)
    page.get_by_role("link", name="Back to the comparison").click()
    page.locator("#f1").get_by_role("button", name="Remove").click()
    expect(page.locator("#f1 .verdict")).to_have_count(0)
    expect(page.locator("#m4-3 .verdict")).to_have_count(1)


def test_without_scripts_too_nothing_typed_is_lost(visit: Visit) -> None:
    page = compared(visit, java_script_enabled=False, expected=(REFUSED,))
    page.locator("#f1 .finding__judge").click()
    page.get_by_label("Remark").fill("x" * 281)
    page.get_by_role("button", name="Not a conflict").click()
    expect(page.locator(".faults")).to_contain_text("This verdict cannot be kept")
    expect(page.locator("#remark-fault")).to_contain_text("Take 1 away.")
    expect(page.get_by_label("Remark")).to_have_value("x" * 281)
    page.get_by_label("Remark").fill("x" * 280)
    page.get_by_role("button", name="Not a conflict").click()
    expect(page.locator("#f1 .verdict__remark")).to_have_text("x" * 280)


def test_in_a_narrow_window_the_form_stands_under_the_sentence(visit: Visit) -> None:
    page = made(visit, viewport={"width": 390, "height": 800})
    page.locator("#l2 a.sign").first.click()
    form(page).get_by_role("button", name="Not a conflict").click()
    expect(page.locator("#l2 + #card .verdict__word")).to_have_text("Not a conflict")
    page.get_by_role("link", name="Name a conflict that was missed").click()
    page.locator("#l4 .sentence__words").click()
    expect(page.locator("#right")).to_be_visible()  # where the other sentence is to be chosen
    page.locator("#r3 .sentence__words").click()
    page.get_by_role("button", name="These two conflict").last.click()
    expect(page).to_have_url(re.compile("#m4-3$"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_what_the_maker_said_comes_along_with_the_next_comparison(visit: Visit) -> None:
    page = made(visit)
    page.locator("#l2 a.sign").first.click()
    form(page).get_by_role("button", name="Not a conflict").click()
    expect(page.locator("#f1 .verdict")).to_have_count(1)
    page.get_by_role("link", name="Edit and compare again").click()
    page.fill("#left-text", f"It was a wet May.\n\n{page.input_value('#left-text')}")
    compare(page)
    expect(page.locator("#l3")).to_contain_text("Officials said 14 people")
    expect(page.locator("#f1 .verdicts")).to_contain_text("Not a conflict, says you")
