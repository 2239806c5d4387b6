"""The start page before the work and the moment after it: doubts, keys, no page that only flashes, names and icon."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Response, expect

from tests.browser.conftest import Visit
from tests.browser.test_comparing import LEFT, REFUSED, RIGHT, compare, fill
from tests.browser.waiting import wait_until

pytestmark = pytest.mark.browser

CUT = f"{LEFT} And then ..."


def test_what_looks_wrong_is_said_beside_the_text_as_one_types(visit: Visit) -> None:
    page = visit()
    fill(page)
    page.fill("#left-text", CUT)
    doubt = page.locator("text-doubts[data-for=left]")
    expect(doubt).to_contain_text("This text looks cut off (ends “… then ...”)")
    page.fill("#left-text", LEFT)
    expect(doubt).to_have_text("")
    page.fill("#right-text", LEFT)
    expect(page.locator("text-doubts[data-for=right]")).to_contain_text("the same text as Article A")
    page.get_by_role("button", name="Compare").click()  # it was said: it does not stand in the way
    page.wait_for_url(re.compile("/c/"))


def test_what_nobody_can_have_read_yet_holds_the_form_up_once(visit: Visit) -> None:
    page = visit()
    page.clock.install(time=0)
    page.clock.pause_at(1000)  # so that the pause after a key, after which it would be said, does not end
    page.fill("#right-text", RIGHT)
    page.fill("#left-text", CUT)
    page.locator("#left-text").press("Control+Enter")
    expect(page.locator("text-doubts[data-for=left]")).to_contain_text("cut off")
    expect(page.locator("#left-text")).to_be_focused()
    assert "/c/" not in page.url
    page.locator("#left-text").press("Meta+Enter")
    page.wait_for_url(re.compile("/c/"))


def test_without_scripts_it_is_said_once_before_it_is_compared(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    fill(page)
    page.fill("#left-text", CUT)
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("alert")).to_contain_text("Look at the notes beside the texts")
    expect(page.locator("text-doubts[data-for=left]")).to_contain_text("cut off")
    assert page.input_value("#left-text") == CUT
    compare(page)


def test_a_result_that_is_there_within_a_second_comes_without_a_waiting_page(visit: Visit) -> None:
    page = visit()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # Playwright marks what it calls: no method of a list
    fill(page)
    compare(page)
    expect(page.locator(".reading")).to_be_visible()
    seen = [answer.text() for answer in answers if answer.ok and re.search(r"/c/[\w-]{22,}$", answer.url)]
    assert len(seen) == 1
    assert 'class="reading"' in seen[0]


def test_titles_say_what_a_page_is(visit: Visit) -> None:
    page = visit(expected=(REFUSED,))
    titles = {}
    for path in ("/", "/how", "/api", "/c/nothing"):
        page.goto(path)
        titles[path] = page.title()
    assert titles == {
        "/": "Crossread: two articles, claim by claim",
        "/how": "How it works · Crossread",
        "/api": "API · Crossread",
        "/c/nothing": "There is no comparison here · Crossread",
    }
    page.goto("/")
    fill(page)
    compare(page)
    assert page.title() == "Courier vs Tribune · Crossread"


def test_there_is_an_icon(visit: Visit) -> None:
    page = visit()
    icon = page.locator("link[rel=icon]").get_attribute("href") or ""
    answer = page.request.get(icon)
    assert answer.ok
    assert answer.headers["content-type"].startswith("image/png")


def test_a_preview_has_the_counts_and_no_word_of_the_texts(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    fill(page)
    compare(page)
    told = page.locator("head meta[content]").evaluate_all("all => all.map(one => one.content).join(' ')")
    assert "Courier vs Tribune" in told
    assert "without counterpart" in told
    for word in ("Halden", "Officials", "mayor", "hospital"):
        assert word not in told


def test_what_is_typed_survives_a_reload(visit: Visit) -> None:
    page = visit()
    fill(page)
    wait_until(page, "(localStorage.getItem('crossread.draft') ?? '').includes('Tribune')")  # after a pause
    page.reload()
    assert page.input_value("#left-text") == LEFT
    assert page.input_value("#right-label") == "Tribune"
    expect(page.locator("[data-side=left] output")).to_have_text("28 words · 4 sentences")
