"""Where the time enters."""

from __future__ import annotations

from datetime import UTC, datetime


def utc_now() -> datetime:
    """The moment that it is, aware and in UTC."""
    return datetime.now(UTC)
