"""Only plain addresses of web pages may become links."""

from __future__ import annotations

import pytest

from app.comparison.page_address import LONGEST, site_of


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://www.herald.example/news/1?a=b#c", "herald.example"),
        ("http://herald.example", "herald.example"),
        ("HTTPS://Herald.Example:8443/é", "herald.example"),
        ("http://[2001:db8::1]/a", "[2001:db8::1]"),
    ],
)
def test_an_address_of_a_page_names_its_site(address: str, site: str) -> None:
    assert site_of(address) == site


@pytest.mark.parametrize(
    "address",
    ["", "herald.example", "javascript:alert(1)", "data:text/html,x", "ftp://herald.example/", "https://", "https:///a",
     "https://user@herald.example/", "https://u:p@herald.example/", "https://herald.example/ a", "//herald.example/",
     'https://herald.example/"><b>', "https://herald.example/\n", "https://herald.example\\@evil.example/",
     "https://herald.example:port/", "https://[::1", "https://herald.example/\ud800", " https://herald.example/",
     "https://herald.example/" + "a" * LONGEST],
)  # fmt: skip
def test_anything_else_is_no_link(address: str) -> None:
    assert site_of(address) is None
