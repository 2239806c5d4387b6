"""What can be put together of an article from texts that quote it: found otherwise than by those that keep account."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

SHARED = 4  # words in a row from which on a text is taken to tell a place of the article; fewer are chance


def words(text: str) -> list[str]:
    """Words as most people count them."""
    return re.findall(r"\w+", text.casefold())


def known(article: str, texts: Iterable[str]) -> list[bool]:
    """Which words of `article` stand in one of `texts`, in the same order as there."""
    own = words(article)
    runs: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(own) - SHARED + 1):
        runs[tuple(own[at : at + SHARED])].append(at)
    told = [False] * len(own)
    for text in texts:
        theirs = words(text)
        for start in range(len(theirs) - SHARED + 1):
            for at in runs.get(tuple(theirs[start : start + SHARED]), ()):
                told[at : at + SHARED] = [True] * SHARED
    return told


def longest_row(told: list[bool]) -> int:
    """The most words in a row that are known."""
    longest = row = 0
    for one in told:
        row = row + 1 if one else 0
        longest = max(longest, row)
    return longest
