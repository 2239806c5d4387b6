"""The name of a kind of error, as problem+json and the API page give it."""

from __future__ import annotations

import re

from app.errors import CrossreadError


def kind_of(error: type[CrossreadError]) -> str:
    """`no-such-page` for NoSuchPage."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", error.__name__).lower()
