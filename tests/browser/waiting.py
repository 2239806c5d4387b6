"""Waiting for what only a script can see, on pages whose policy lets no text be evaluated as a script."""

from __future__ import annotations

from playwright.sync_api import Page

STEP = 50  # milliseconds between two looks
LONGEST = 15_000  # milliseconds, as long as `expect` waits (conftest.py)


def wait_until(page: Page, expression: str) -> None:
    """Return when the expression is true on the page. Raises AssertionError when it isn't after `LONGEST`.

    Playwright's own `wait_for_function` evaluates text within the page, which its policy forbids.
    """
    for _ in range(LONGEST // STEP):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(STEP)
    raise AssertionError(f"not true after {LONGEST / 1000:.0f} s: {expression}")
