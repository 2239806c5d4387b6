"""What stands beside the findings in every export for people: verdicts, and what made the result, in words."""

from __future__ import annotations

from app.comparison.verdicts import By, Says, Verdict
from app.exports.taken import Taken
from app.shown.words import minute

SAYS: dict[Says, str] = {
    "contradiction": "a conflict",
    "no_contradiction": "not a conflict",
    "match": "both say it",
    "no_match": "not the same claim",
}
BY: dict[By, str] = {"maker": "Its maker", "reader": "A reader"}


def said(verdict: Verdict) -> str:
    """`Its maker: not a conflict (another bridge)`."""
    remark = " ".join(verdict.remark.split())
    return f"{BY[verdict.by]}: {SAYS[verdict.says]}" + (f" ({remark})" if remark else "")


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
