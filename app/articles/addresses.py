"""Reads the article at a web address: fetched safely, then read like a file."""

from __future__ import annotations

import codecs
from dataclasses import replace

from app.articles.fetching import Fetched, fetch, system_resolve
from app.articles.files import read_file
from app.articles.found import Given
from app.articles.guard import Resolve, Rules
from app.errors import InputRefused

FIELD = "address"


def read_address(address: str, *, rules: Rules, max_characters: int, resolve: Resolve = system_resolve) -> Given:
    """The article at `address`, its source the publisher or the site, its address the page's own.

    Blocks for up to half a minute: call it in a thread.

    Raises:
        InputRefused: and its kinds; the address, or what is there.
        PageFailed: the site gives no page.
    """
    try:
        fetched = fetch(address, rules=rules, resolve=resolve)
        given = read_file(
            fetched.target.host, _characters(fetched), max_characters=max_characters, page=fetched.is_page
        )
    except InputRefused as refused:
        raise type(refused)(refused.detail, field=FIELD) from refused
    return replace(
        given,
        source=given.source or fetched.target.host.removeprefix("www."),
        address=given.address or fetched.target.address,
    )


def _characters(fetched: Fetched) -> bytes:
    """The content; a page's in UTF-8 with a mark, where the site says how its characters are encoded."""
    if fetched.is_page and fetched.charset:
        try:
            return codecs.BOM_UTF8 + fetched.content.decode(fetched.charset).removeprefix("\ufeff").encode()
        except (LookupError, UnicodeError):
            pass  # what the site says is wrong; the page may say it itself
    return fetched.content
