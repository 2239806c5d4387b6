"""Tells an address of a web page, which may stand as a link, from anything else. Nothing is looked up or fetched."""

from __future__ import annotations

import re

LONGEST = 2_000  # characters; no browser shows more
_ODD = '\\x00-\\x20\\x7f-\\xa0<>"\\\\^`{|}\u2028\u2029\ud800-\udfff'  # what no address holds as it is
_PAGE = re.compile(
    rf"https?://(?P<host>\[[0-9a-f:.]{{2,45}}\]|[^{_ODD}/?#@:\[\]]+)(?::[0-9]{{1,5}})?(?:[/?#][^{_ODD}]*)?",
    re.IGNORECASE,
)


def site_of(address: str) -> str | None:
    """The site of a page, `herald.example`; None for what is no http or https address, or holds a name or password."""
    found = _PAGE.fullmatch(address) if len(address) <= LONGEST else None
    return None if found is None else found["host"].lower().removeprefix("www.")
