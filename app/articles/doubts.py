"""What to look at before pasted texts are compared: cut off, not English, the same article twice.

The start page's scripts say the same words as one types (static/js/lib/doubts.js); this is for those without scripts.
"""

from __future__ import annotations

import re

from app.comparison.notes import other_language, same_text

CUT = "This text looks cut off (ends “{end}”). Check that its end is there."
FOREIGN = "This does not look like English. It is compared all the same, but less well."
SAME = "This is the same text as Article A: every sentence will have its counterpart."
NEARLY = "This is nearly the same text as Article A, word for word: what they share does not confirm itself."
END = 12  # characters of the end that are shown; enough to find it
# No article ends so; a missing full stop alone is no sign, since bylines and captions have none.
_TRAILS_OFF = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|[,:;–—-])\s*$")
_GOES_ON = re.compile(r"(?:continue reading|read more|read the (?:full|rest)|to continue reading)\W*$", re.IGNORECASE)

Doubts = tuple[tuple[str, ...], tuple[str, ...]]  # of the left and of the right text, each a sentence or two


def doubts(left: str, right: str) -> Doubts:
    """What to look at in each; empty where nothing looks wrong. That both are the same is said of the right one."""
    same = {"same": (SAME,), "nearly": (NEARLY,), None: ()}[same_text(left, right)] if left.strip() else ()
    return _alone(left), (*_alone(right), *same)


def _alone(text: str) -> tuple[str, ...]:
    said = []
    if _TRAILS_OFF.search(text) or _GOES_ON.search(text):
        said.append(CUT.format(end=_end(text)))
    if other_language(text):
        said.append(FOREIGN)
    return tuple(said)


def _end(text: str) -> str:
    """The last words, whole ones where there is room for them."""
    end = " ".join(text[-10 * END :].split())
    if len(end) <= END:
        return end
    return "… " + (end[-END:].partition(" ")[2] or end[-END:])
