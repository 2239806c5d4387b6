"""Passing a comparison on, in a real browser: by mouse and keyboard; second links, passwords, keeping nothing."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit, eventually
from tests.browser.test_comparing import REFUSED, compare, compared, fill

pytestmark = pytest.mark.browser

PASSWORD = "four plain words"
BOTH = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])


def made(visit: Visit, **options: Any) -> Page:
    """A browser on the comparison that it made."""
    return compared(visit, expected=(REFUSED,), **options)


def share(page: Page) -> Locator:
    """The dialog, or without scripts the box, open."""
    panel = page.locator(".share__panel")
    if not panel.is_visible():
        page.get_by_text("Share", exact=True).first.click()
    expect(panel).to_be_visible()
    return panel


def told(page: Page) -> Locator:
    """What the panel says was done, on the page that answers its form: there it is open by itself."""
    return page.locator(".share__panel .share__said[role=status]")


def expires(page: Page) -> datetime:
    """When the comparison on this page ends, as the API says."""
    address = re.sub(r"/c/([\w-]+).*", r"/api/comparisons/\1", page.url)
    with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310 - our own server
        return datetime.fromisoformat(json.load(answer)["expires"])


def ends(page: Page) -> bool:
    """Whether the comparison on this page ends within half a minute, or has ended."""
    try:
        return expires(page) <= datetime.now(UTC) + timedelta(seconds=31)  # told in whole seconds
    except urllib.error.HTTPError as refused:
        return refused.code == 404


def test_the_dialog_by_mouse(visit: Visit) -> None:
    page = made(visit)
    button = page.get_by_role("button", name="Share")
    dialog = page.get_by_role("dialog", name="Share")
    expect(dialog).to_be_hidden()
    button.click()
    expect(dialog).to_be_visible()
    dialog.get_by_text("QR code").first.click()
    expect(dialog.get_by_role("img", name="QR code of the link to both articles")).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()
    button.click()
    page.mouse.click(5, 5)  # beside it
    expect(dialog).to_be_hidden()


def test_the_dialog_by_keyboard(visit: Visit) -> None:
    page = made(visit)
    page.get_by_role("button", name="Share").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Share")
    expect(dialog).to_be_visible()
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    at = page.url
    page.keyboard.press("n")  # which goes to the next finding elsewhere
    assert page.url == at
    for _ in range(40):  # more than it has to stop at: focus must not get behind it
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Share")).to_be_focused()


@BOTH
def test_a_link_to_quotations_is_made_read_and_revoked(visit: Visit, scripts: bool) -> None:
    page = made(visit, java_script_enabled=scripts)
    share(page).get_by_role("button", name="Make a link").click()
    expect(told(page)).to_contain_text("is made")
    panel = share(page)
    link = panel.get_by_label("Link to short quotations").input_value()
    colleague = visit(link, expected=(REFUSED,), java_script_enabled=scripts)
    expect(colleague.get_by_role("heading", level=1)).to_have_text("Courier vs Tribune")
    expect(colleague.locator(".finding").first).to_contain_text("14 against 20")
    expect(colleague.get_by_text("field hospital")).to_have_count(0)
    expect(colleague.locator("article")).to_have_count(0)
    panel.get_by_role("button", name="Revoke this link").click()
    expect(told(page)).to_contain_text("revoked")
    expect(share(page).get_by_role("button", name="Make a link")).to_be_visible()
    colleague.reload()
    expect(colleague.get_by_role("heading", level=1)).to_have_text("There is no comparison here")


@BOTH
def test_readers_are_asked_for_the_password_and_its_maker_is_not(visit: Visit, scripts: bool) -> None:
    page = made(visit, java_script_enabled=scripts)
    at = page.url
    panel = share(page)
    panel.get_by_label("Password for readers").fill(PASSWORD)
    panel.get_by_role("button", name="Set", exact=True).click()
    expect(told(page)).to_contain_text("The password is set")
    reader = visit(at, expected=(REFUSED,), java_script_enabled=scripts)
    expect(reader.get_by_role("heading", level=1)).to_have_text("This comparison has a password")
    expect(reader.get_by_label("Password")).to_be_focused()
    reader.keyboard.type("something else")
    reader.keyboard.press("Enter")
    expect(reader.locator("#password-fault")).to_contain_text("That is not the password")
    reader.get_by_label("Password").fill(PASSWORD)
    reader.get_by_role("button", name="Read").click()
    expect(reader.locator("#l2")).to_contain_text("14 people died")
    share(page).get_by_role("button", name="Take the password away").click()
    expect(told(page)).to_contain_text("is taken away")
    stranger = visit(at, java_script_enabled=scripts)
    expect(stranger.locator("#l2")).to_contain_text("14 people died")


@BOTH
def test_how_long_it_is_kept_is_changed(visit: Visit, scripts: bool) -> None:
    page = made(visit, java_script_enabled=scripts)
    panel = share(page)
    panel.get_by_label("Keep from now for").select_option("365")
    panel.get_by_role("button", name="Change").click()
    expect(told(page)).to_contain_text("has been changed")
    assert expires(page) > datetime.now(UTC) + timedelta(days=364)


@BOTH
def test_its_maker_deletes_it_from_the_dialog(visit: Visit, scripts: bool) -> None:
    page = made(visit, java_script_enabled=scripts)
    panel = share(page)
    panel.get_by_text("Delete…").click()
    panel.get_by_role("button", name="Delete for good").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The comparison is deleted")


def test_what_was_done_is_said_once(visit: Visit) -> None:
    page = made(visit)
    at = page.url
    share(page).get_by_role("button", name="Make a link").click()
    dialog = page.get_by_role("dialog", name="Share")
    expect(dialog).to_be_visible()
    expect(told(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page).to_have_url(at)
    page.reload()
    expect(page.get_by_role("button", name="Share")).to_be_visible()
    expect(dialog).to_be_hidden()


def test_what_is_kept_for_nobody_survives_a_reload_and_not_its_makers_leaving(visit: Visit) -> None:
    page = visit()
    fill(page)
    page.get_by_label("Keep for").select_option(label="no time: keep nothing")
    with page.expect_response(re.compile("/stay$")):
        compare(page)
    at = page.url
    assert timedelta(minutes=50) < expires(page) - datetime.now(UTC) <= timedelta(hours=1)
    with page.expect_response(re.compile("/stay$")):
        page.reload()
    eventually(lambda: expires(page) > datetime.now(UTC) + timedelta(minutes=50))
    reader = visit(at)
    expect(reader.get_by_text("Its maker keeps nothing")).to_be_visible()
    page.goto("/how")
    expect(page.get_by_role("heading", level=1)).to_have_text("How it works")
    # Chromium tells nobody of what a page sends when it is left: the server must know.
    eventually(lambda: ends(reader))


@BOTH
def test_your_comparisons_are_listed_and_deleted(visit: Visit, scripts: bool) -> None:
    page = made(visit, java_script_enabled=scripts)
    at = page.url
    page.get_by_role("link", name="Yours").click()
    page.get_by_role("link", name="Courier vs Tribune").click()
    expect(page).to_have_url(at)
    page.goto("/mine")
    page.get_by_text("Delete all…").click()
    page.get_by_role("button", name="Delete all for good").click()
    expect(page.get_by_role("status")).to_contain_text("All of them are deleted")
    page.goto(at)
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no comparison here")


@pytest.mark.parametrize("width", [320, 390, 1440])
@BOTH
def test_nothing_scrolls_sideways(visit: Visit, width: int, scripts: bool) -> None:
    page = made(visit, viewport={"width": width, "height": 800}, java_script_enabled=scripts)
    share(page).get_by_role("button", name="Make a link").click()
    expect(told(page)).to_be_visible()
    panel = share(page)
    for code in panel.get_by_text("QR code").all():
        code.click()
    link = panel.get_by_label("Link to short quotations").input_value()
    if scripts:
        expect(page.get_by_role("dialog", name="Share")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("(d => d.scrollWidth <= d.clientWidth)(document.querySelector('.share__dialog'))")
        for path in (link, "/mine"):
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
