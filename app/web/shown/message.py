"""A page that says one thing: what was wrong and what to do, or what has been done."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MessagePage:
    """A heading and a sentence or two."""

    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class PasswordPage:
    """Asks for the password; `fault` says what was wrong with the one that was given."""

    action: str
    fault: str | None


DELETED = MessagePage(
    "The comparison is deleted", "Both articles and the result are gone, and its link leads nowhere now, for everyone."
)
EXCERPT_NOT_YET = MessagePage(
    "The comparison is still being made",
    "Its findings will stand here when it is done. This page looks again by itself.",
)
EXCERPT_FAILED = MessagePage(
    "The comparison failed", "There are no findings to show. Whoever sent you the link can make it again."
)
