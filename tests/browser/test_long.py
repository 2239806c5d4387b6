"""A long comparison, whose page leaves weaker pairs aside and many quotations to scripts."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from app.clock import utc_now
from app.comparison.document import to_document
from app.settings import Settings
from app.shown.lean import MOST_QUOTED
from app.shown.order import ordered
from app.store.comparisons import ComparisonStore
from benchmarks.long_articles import long_comparison
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_what_stands_aside_comes_when_it_is_asked_for(visit: Visit, address: str, data: Path) -> None:
    comparison = long_comparison(250)
    assert sum(link.relation == "match" for link in comparison.links) > MOST_QUOTED
    store = ComparisonStore(Settings(data=data).database)
    kept, _ = store.keep(comparison.left.article, comparison.right.article, keep_days=1, now=utc_now())
    store.queue.claim(runner="test", now=utc_now())
    later = utc_now() + timedelta(seconds=1)
    store.queue.finish(kept.slug, runner="test", result=to_document(comparison), now=later)
    store.close()
    order = ordered(comparison)
    weaker = comparison.weaker[1]
    named = f"#{order.anchors[weaker.left, weaker.right]}"
    last = f"#f{len(comparison.links)}"
    words = comparison.left.sentences[weaker.left].text

    page = visit(f"/c/{kept.slug}")
    expect(page.locator(named)).to_have_count(0)
    page.locator(".findings__more > summary").click()
    first = page.locator(".findings__more .finding").first
    expect(first.locator(".quote__words").first).to_have_text(re.compile(r"\w"))
    page.get_by_label("Caution").select_option("4")
    expect(page.locator(".filter__said")).to_have_text(re.compile(r"\d+ match(es)? came in"))
    expect(page.locator(named)).to_have_count(1)
    expect(page.locator(f"#l{weaker.left + 1} a.sign[href='#r{weaker.right + 1}']")).to_be_visible()

    # Its address alone leads to it, too; without scripts the same address does once it is asked for.
    colleague = visit(f"/c/{kept.slug}{named}")
    expect(colleague.locator(".card .quote__words").first).to_have_text(words)
    # In a narrow window the list stands above the articles: it may not move a sentence away that was brought into view.
    narrow = visit(f"/c/{kept.slug}{last}", viewport={"width": 390, "height": 844})
    expect(narrow.locator(".card .quote__words").first).to_have_text(re.compile(r"\w"))
    expect(narrow.locator(".findings__more")).to_have_attribute("open", "")
    expect(narrow.locator(".sentence[data-focus]").first).to_be_in_viewport()
    plain = visit(f"/c/{kept.slug}?caution=4{named}", java_script_enabled=False)
    expect(plain.locator(named).get_by_role("link", name=f"A {weaker.left + 1}")).to_have_attribute(
        "href", f"#l{weaker.left + 1}"
    )
