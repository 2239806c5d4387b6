"""Counts of what is kept, as a small table or as JSON."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from app.settings import Settings
from app.store.statistics import Statistics, statistics


def stats(settings: Settings, *, now: datetime) -> Statistics:
    """Count what is kept. Raises StartRefused, StoreFailed."""
    return statistics(settings.database, now=now)


def document(found: Statistics) -> dict[str, Any]:
    """As JSON types; times in seconds, None where there is none to tell."""
    return {
        "total": found.total,
        "states": {state: dict(ages) for state, ages in found.ages.items()},
        "expired": found.expired,
        "bytes": found.bytes,
        "oldest_queued_seconds": _seconds(found.oldest_queued),
        "median_seconds": _seconds(found.median_time),
        "longest_seconds": _seconds(found.longest_time),
    }


def said(found: Statistics) -> str:
    """As lines for a terminal."""
    ages = list(next(iter(found.ages.values())))
    lines = [f"{'made within the last':<20}" + "".join(f"{age:>9}" for age in ages) + f"{'all':>9}"]
    for state, counts in found.ages.items():
        lines.append(f"{state:<20}" + "".join(f"{counts[age]:>9,}" for age in ages) + f"{sum(counts.values()):>9,}")
    lines += ["", f"{found.total:,} kept, {found.bytes / 1e6:,.1f} MB; {found.expired:,} expired and not purged yet"]
    if found.oldest_queued is not None:
        lines.append(f"the oldest that is queued waits for {_time(found.oldest_queued)}")
    if found.median_time is not None and found.longest_time is not None:
        lines.append(
            f"done {_time(found.median_time)} after being asked for, half of the latest sooner;"
            f" {_time(found.longest_time)} at the longest"
        )
    return "\n".join(lines)


def _seconds(time: timedelta | None) -> float | None:
    return None if time is None else round(time.total_seconds(), 1)


def _time(time: timedelta) -> str:
    seconds = time.total_seconds()
    return f"{seconds:,.1f} s" if seconds < 120 else f"{seconds / 60:,.0f} min"
