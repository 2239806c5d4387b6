"""Text as Markdown that shows it as it is, whatever is in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.shown.pieces import Piece

# Whatever means something inside a line to CommonMark, to GitHub's and to Pandoc's Markdown. What means something only
# at the begin of a line (# + - 1.) never stands there: every text comes behind words of ours, on one line.
SPECIAL = re.compile(r"([\\`*_{}\[\]<~$^@#]|&(?=[#\w])|=(?==)|:(?=//|\w+:))")
HOST = re.compile(r"\bwww\.", re.IGNORECASE)  # what GitHub makes a link of without any sign
EDGE = re.compile(r"\A\w.*\w\Z|\A\w\Z", re.DOTALL)  # what may stand between ** and ** wherever it is


def plain(text: str) -> str:
    """The text on one line, its white space made single spaces, with nothing in it that Markdown would act on."""
    line = SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return HOST.sub(lambda found: found[0][:-1] + "\\.", line)


def marked(pieces: Iterable[Piece]) -> str:
    """A sentence with the words that clash in bold."""
    said = ""
    for piece in pieces:
        text = re.sub(r"\s+", " ", piece.text)
        words = text.strip(" ")
        bold = piece.clash and _may_be_bold(words)
        start, _, end = text.partition(words) if words else (text, "", "")
        said += start + (f"**{plain(words)}**" if bold else plain(words)) + end
    return said.strip()


def _may_be_bold(words: str) -> bool:
    """Whether ** would be read as bold beside any neighbour: where letters or digits are at both its inner edges."""
    return EDGE.match(words) is not None and "_" not in (words[0], words[-1])
