"""What shows: at once with scripts, by a form without; in the address either way."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.test_comparing import compared

pytestmark = pytest.mark.browser


def test_the_filter_works_at_once_and_the_address_keeps_it(visit: Visit) -> None:
    page = compared(visit)
    page.get_by_role("checkbox", name="Conflicts").uncheck()
    expect(page.locator("#f1")).to_be_hidden()
    expect(page.locator("#l2")).to_have_attribute("data-quiet", "")
    expect(page).to_have_url(re.compile(r"\?show=both&show=only-a&show=only-b$"))
    page.reload()
    expect(page.locator("#f1")).to_be_hidden()
    page.get_by_role("checkbox", name="Conflicts").check()
    expect(page.locator("#f1")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/c/[\w-]+$"))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_more_caution_takes_the_less_sure_away(visit: Visit, scripts: bool) -> None:
    page = compared(visit, java_script_enabled=scripts)
    sentence = page.locator("#l2")
    before = sentence.get_attribute("data-state")
    page.get_by_label("Caution").select_option("1")
    if not scripts:
        page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile("caution=1"))
    expect(sentence).to_have_attribute("data-state", "conflict" if before == "conflict" else "unique")
    if scripts:
        expect(page.locator(".filter__said")).to_have_text(re.compile("fell away"))
    expect(page.locator(".head__counts:not([hidden])")).to_have_count(1)
