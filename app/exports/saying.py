"""What stands beside the findings in every export for people: what readers say, and what made the result."""

from __future__ import annotations

from app.exports.taken import Taken
from app.shown.verdicts import ShownVerdict
from app.shown.words import minute


def said(verdict: ShownVerdict) -> str:
    """`Not a conflict, says a reader (3 May 2024, 12:00 UTC): another bridge`."""
    remark = " ".join(verdict.remark.split())
    return f"{verdict.word}, says {verdict.by} ({verdict.given})" + (f": {remark}" if remark else "")


def made_by(taken: Taken) -> tuple[tuple[str, str], ...]:
    """What made the result, of which texts, when and where it is kept: a name and its value each."""
    found = taken.comparison.provenance
    lines = [
        ("Made", minute(taken.made)),
        ("Program", f"Crossread {found.version}"),
        ("Sentences by", found.encoder),
        ("Judged by", found.judge),
        ("Settings", ", ".join(f"{name} {_value(value)}" for name, value in found.settings.items()) or "none"),
        ("Text of A, SHA-256", found.text_sha256[0]),
        ("Text of B, SHA-256", found.text_sha256[1]),
    ]
    if taken.url:
        until = f", kept until {minute(taken.expires)}" if taken.expires else ""
        lines.append(("Address", taken.url + until))
    return tuple(lines)


def _value(value: float | str | bool) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
