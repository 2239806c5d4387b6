"""What a reader takes along, in a real browser: the menu, and the file that opens without a network."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from app.exports.formats import FORMATS
from app.exports.offline import render
from tests.browser.conftest import Visit
from tests.browser.test_comparing import compared
from tests.exports.comparisons import all_taken, taken, traps

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_every_format_is_in_the_menu_and_comes_as_a_file(visit: Visit, scripts: bool) -> None:
    page = compared(visit, java_script_enabled=scripts)
    menu = page.locator(".export")
    expect(menu.get_by_role("link")).to_have_count(0)  # folded away
    menu.locator("summary").click()
    expect(menu.get_by_role("link")).to_have_count(len(FORMATS))
    for suffix, one in FORMATS.items():
        with page.expect_download() as begun:
            menu.get_by_role("link", name=one.label, exact=True).click()
        file = begun.value
        assert re.fullmatch(rf"Crossread Courier vs Tribune \d{{4}}-\d\d-\d\d\.{suffix}", file.suggested_filename)
        assert Path(file.path()).stat().st_size > 100


@pytest.mark.parametrize("name", dict(all_taken()))
def test_the_web_page_opens_offline_asks_for_nothing_and_reads_like_the_page(
    chromium: Browser, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "comparison.html"
    file.write_bytes(render(dict(all_taken())[name]))
    context = chromium.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    page.on("console", lambda said: wrong.append(said.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(file.as_uri())
    _reads(page)
    assert asked == [file.as_uri()]
    assert wrong == []
    context.close()


def test_scripts_in_an_article_do_not_run_in_the_file(chromium: Browser, tmp_path: Path) -> None:
    source = render(taken(traps())).decode()
    # Even where escaping failed, the file's own policy refuses.
    broken = source.replace("&lt;script&gt;", "<script>").replace("&lt;/script&gt;", "</script>")
    assert "<script>alert(1)</script>" in broken
    file = tmp_path / "comparison.html"
    file.write_text(broken, "utf-8")
    context = chromium.new_context(offline=True)
    page = context.new_page()
    opened: list[str] = []
    refused: list[str] = []

    def close(dialog: Dialog) -> None:
        opened.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", close)
    page.on("console", lambda said: refused.append(said.text))
    page.goto(file.as_uri())
    expect(page.locator(".sentence").first).to_be_visible()
    assert opened == []
    assert any("Content Security Policy" in words for words in refused)
    context.close()


def _reads(page: Page) -> None:
    """The styles are there, and a sign leads to its counterpart."""
    conflict = page.locator(".sentence[data-state=conflict] .sentence__words").first
    expect(conflict).to_have_css("background-color", "rgb(255, 217, 194)")
    sign = page.locator("#left a.sign").first
    to = sign.get_attribute("href") or ""
    sign.click()
    expect(page).to_have_url(re.compile(f"{re.escape(to)}$"))
    expect(page.locator(to)).to_be_in_viewport()
    page.locator(".finding__sure summary").first.click()
    expect(page.locator(".finding__sure p").first).to_be_visible()
