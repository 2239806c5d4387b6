"""Makes text harmless for a terminal: what would move the cursor, ring, or turn the writing round is shown instead."""

from __future__ import annotations

import re

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
PICTURES = 0x2400  # where Unicode has a picture for each of the first 32 controls


def one_line(text: str) -> str:
    """`text` with white space as single spaces, and every control as a sign that stands for it."""
    return _CONTROLS.sub(_sign, " ".join(text.split()))


def spaced(text: str) -> str:
    """The same for a part of a line: white space at its ends stays, as one space."""
    if not text.strip():
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{one_line(text)}{' ' if text[-1].isspace() else ''}"


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(PICTURES + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"
