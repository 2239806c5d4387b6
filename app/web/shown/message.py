"""A page that says one thing: what was wrong and what to do, or what has been done."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MessagePage:
    """A heading and a sentence or two."""

    title: str
    detail: str


DELETED = MessagePage(
    "The comparison is deleted", "Both articles and the result are gone, and its link leads nowhere now, for everyone."
)
