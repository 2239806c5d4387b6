"""Text as Markdown that shows it as it is, whatever is in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import groupby

from app.shown.pieces import Piece
from app.templating import visible

# Whatever means something inside a line to CommonMark, to GitHub's and to Pandoc's Markdown. What means something only
# at the begin of a line (+ - 1.) never stands there: every text comes behind words of ours, on one line.
# The last three are what some make links of without being asked: https://…, //…, www.… and example.org.
SPECIAL = re.compile(r"[\\`*_{}\[\]<~$^@#]|&(?=[#\w])|=(?==)|:(?=//|\w+:)|/(?=/)|(?<=\bwww)\.|\.(?=[^\W\d_]{2})", re.I)
EDGES = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)  # what ** makes bold wherever it stands


def plain(text: str) -> str:
    """The text on one line, its white space made single spaces, with nothing in it that Markdown would act on."""
    return _written(text, {})


def marked(pieces: Iterable[Piece]) -> str:
    """A sentence with the words that clash in bold, where letters or digits are at both their ends."""
    text = ""
    marks: dict[int, str] = {}
    for clash, group in groupby((piece for piece in pieces if piece.text), lambda piece: piece.clash):
        words = "".join(piece.text for piece in group)
        core = words.strip()
        if clash and EDGES.fullmatch(core):
            start = len(text) + words.index(core)
            marks |= {start: "**", start + len(core): "**"}
        text += words
    return _written(text, marks)


def _written(text: str, marks: Mapping[int, str]) -> str:
    """The text with `marks` at their places, a backslash before all that means something, and nothing turned round."""
    inserted = dict(marks)
    for found in SPECIAL.finditer(text):
        inserted[found.start()] = inserted.get(found.start(), "") + "\\"
    pieces, done = [], 0
    for place in sorted(inserted):
        pieces += [text[done:place], inserted[place]]
        done = place
    return visible(" ".join("".join((*pieces, text[done:])).split()))
