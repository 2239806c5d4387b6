"""The name of a browser, in its cookie."""

from __future__ import annotations

import pytest
from starlette.requests import Request
from starlette.responses import Response

from app.web.maker import COOKIE, forget_maker, give_maker, maker_of, maker_or_new

NAME = "A" * 22


def asking(cookie: str = "", scheme: str = "http") -> Request:
    """A request with these cookies."""
    place = {"scheme": scheme, "server": ("crossread.test", 80), "path": "/", "query_string": b""}
    return Request({"type": "http", "method": "GET", "headers": [(b"cookie", cookie.encode())], **place})


def test_a_browser_without_a_name_gets_a_new_one_each_time() -> None:
    request = asking()
    assert maker_of(request) is None
    assert maker_or_new(request) != maker_or_new(request)


def test_a_browser_keeps_the_name_that_it_has() -> None:
    request = asking(f"{COOKIE}={NAME}")
    assert maker_of(request) == maker_or_new(request) == NAME


@pytest.mark.parametrize("value", ["", "short", "A" * 23, "A" * 21 + "%00", "A" * 21 + "é"])
def test_a_name_that_was_never_given_out_is_none(value: str) -> None:
    assert maker_of(asking(f"{COOKIE}={value}")) is None


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_scripts_and_other_sites_do_not_get_the_name(scheme: str) -> None:
    answer = Response()
    give_maker(answer, asking(scheme=scheme), NAME)
    said = answer.headers["set-cookie"].lower().split("; ")
    assert f"{COOKIE}={NAME.lower()}" in said
    assert {"httponly", "samesite=lax", "path=/", "max-age=31536000"} <= set(said)
    assert ("secure" in said) == (scheme == "https")


def test_a_browser_can_be_made_to_forget() -> None:
    answer = Response()
    forget_maker(answer)
    assert "max-age=0" in answer.headers["set-cookie"].lower()
