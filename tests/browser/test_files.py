"""Files of other programs, in a real browser: dropped, looked at, compared."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.articles import writers
from tests.articles.story import TEXT, TITLE
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser
SLOW = 30_000  # milliseconds; the first file starts the process that reads files


def test_two_pdfs_dropped_at_once_are_looked_at_and_compared(visit: Visit) -> None:
    page = visit()
    page.evaluate(
        """files => {
            const dropped = new DataTransfer()
            for (const [name, content] of files) {
                const bytes = Uint8Array.from(atob(content), letter => letter.charCodeAt(0))
                dropped.items.add(new File([bytes], name, { type: "application/pdf" }))
            }
            document.querySelector("#right-text").dispatchEvent(
                new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: dropped }))
        }""",
        [
            ["one.pdf", base64.b64encode(writers.pdf(columns=2, heads=True)).decode()],
            ["two.pdf", base64.b64encode(writers.hyphenated_pdf()).decode()],
        ],
    )
    for side in ("left", "right"):
        expect(page.locator(f"[data-side={side}] found-article")).to_contain_text(f"Found: {TITLE}", timeout=SLOW)
        expect(page.locator(f"#{side}-text")).to_be_visible()
        expect(page.locator(f"#{side}-label")).to_have_value(TITLE)
    expect(page.locator("#left-text")).to_have_value(TEXT)
    page.fill("#right-text", page.input_value("#right-text").replace("eleven weeks", "fourteen weeks"))
    # What the page says of the texts as they are now: so that it does not hold the form up to say it first.
    expect(page.locator("text-doubts[data-for=right]")).to_contain_text("nearly the same text")
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url(re.compile(r"/c/[\w-]{22,}$"))
    expect(page.locator("#r11, #r12").first).to_be_attached()


def test_a_file_that_cannot_be_read_is_explained_beside_it(visit: Visit, tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(writers.scan_pdf())
    page = visit(expected=("the server responded with a status of 422",))
    page.locator("label[for=left-upload]").click()
    page.set_input_files("#left-file", tmp_path / "scan.pdf")
    expect(page.locator("[data-side=left] found-article")).to_contain_text("text recognition", timeout=SLOW)


def test_a_word_file_goes_through_the_form_without_scripts(visit: Visit, tmp_path: Path) -> None:
    (tmp_path / "story.docx").write_bytes(writers.docx())
    page = visit(java_script_enabled=False)
    page.locator("label[for=left-upload]").click()
    page.set_input_files("#left-file", tmp_path / "story.docx")
    page.fill("#right-text", TEXT)
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_text(f"Found: {TITLE} · 319 words")).to_be_visible()
    expect(page.locator("#left-text")).to_have_value(TEXT)
    expect(page.locator("text-doubts").filter(has_text="same").first).to_be_visible()  # so that it is not asked again
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url(re.compile(r"/c/[\w-]{22,}$"))


def test_swapping_swaps_what_was_found_and_where(visit: Visit, tmp_path: Path) -> None:
    (tmp_path / "saved.html").write_bytes(writers.page())
    (tmp_path / "story.rtf").write_bytes(writers.rtf())
    page = visit()
    for side, file in (("left", "saved.html"), ("right", "story.rtf")):
        page.locator(f"label[for={side}-upload]").click()
        page.set_input_files(f"#{side}-file", tmp_path / file)
    found = [page.locator(f"[data-side={side}] found-article") for side in ("left", "right")]
    origin = [page.locator(f"[data-side={side}] article-origin") for side in ("left", "right")]
    expect(found[0]).to_contain_text(f"Found: {TITLE} · The Saltmere Herald", timeout=SLOW)
    expect(found[1]).to_have_text(re.compile(rf"^Found: {TITLE} · \d+ words$"), timeout=SLOW)
    expect(origin[0]).to_contain_text("The Saltmere Herald · herald.example")
    expect(origin[1]).to_be_hidden()
    page.get_by_role("button", name="Swap").click()
    expect(found[0]).to_have_text(re.compile(rf"^Found: {TITLE} · \d+ words$"))
    expect(found[1]).to_contain_text("The Saltmere Herald")
    expect(origin[0]).to_be_hidden()
    expect(origin[1]).to_contain_text("The Saltmere Herald · herald.example")
    expect(page.locator("text-doubts").filter(has_text="same").first).to_be_visible()  # so that it is not asked again
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url(re.compile(r"/c/[\w-]{22,}$"))
    link = page.locator("#right .article__from a")
    expect(link).to_have_attribute("href", "https://herald.example/lighthouse")
    expect(link).to_have_attribute("rel", "noreferrer nofollow")


def test_an_address_inside_is_refused_in_words(visit: Visit) -> None:
    page = visit(expected=("the server responded with a status of 422",))
    page.locator("label[for=left-fetch]").click()
    page.fill("#left-address", "http://169.254.169.254/latest")
    page.get_by_role("button", name="Fetch").first.click()
    expect(page.locator("[data-side=left] found-article")).to_contain_text("not a public site")
