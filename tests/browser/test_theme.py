"""Light and dark: the system's choice, and the reader's own."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

DARK, LIGHT = "rgb(20, 23, 26)", "rgb(255, 255, 255)"


def ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))


def test_the_switch_goes_before_the_system_and_is_remembered(visit: Visit) -> None:
    page = visit(color_scheme="dark")
    assert ground(page) == DARK
    page.get_by_label("Theme").select_option("light")
    assert ground(page) == LIGHT
    page.goto("/how")
    assert ground(page) == LIGHT
    page.get_by_label("Theme").select_option("system")
    assert ground(page) == DARK
    bright = visit(color_scheme="light")
    bright.get_by_label("Theme").select_option("dark")
    assert ground(bright) == DARK


def test_without_scripts_the_system_chooses(visit: Visit) -> None:
    assert ground(visit(color_scheme="dark", java_script_enabled=False)) == DARK
    assert ground(visit(color_scheme="light", java_script_enabled=False)) == LIGHT
