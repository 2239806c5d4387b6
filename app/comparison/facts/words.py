"""A sentence as words with offsets, shared by all finders of facts; reading it is linear in its length."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from app.comparison.facts.lemmas import stem

# Alternatives cannot overlap in more than one way, so matching is linear.
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.  p.m.
    r"|[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*"
    r"|\S"
)

STOP = frozenset(
    """a an the this that these those it its he she they them his her their him we us our you your i me my who whom
    whose which what
    when where why how and or but nor so yet if then than as at by for from in into of off on onto out over to under
    up upon with
    within without about above across after against along amid among around before behind below beneath beside
    between beyond during
    near since through throughout toward towards until till via per be is are was were been being am have has had
    having do does did
    done will would shall should can could may might must also just only even still very too more most much many
    some any each every
    all both few other others another such own same there here not no n't never ever again further once while
    because although though
    however 's say said says saying one mr mrs ms told according it's he's she's they're i'm we're that's""".split()
)
_CLAUSE_ENDS = frozenset(',;:.!?()[]–—“”"…')


@dataclass(frozen=True, slots=True)
class Words:
    """The words and signs of `text`, in order: `text[starts[i]:ends[i]] == written[i]`; `lower` has straight
    apostrophes."""

    text: str
    written: tuple[str, ...]
    lower: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.written)

    def at(self, index: int) -> str:
        """Return the lower-cased word at `index`, "" outside the sentence."""
        return self.lower[index] if 0 <= index < len(self.lower) else ""

    def joined(self, index: int) -> bool:
        """Whether no space stands between the words at `index - 1` and `index`."""
        return 0 < index < len(self.starts) and self.starts[index] == self.ends[index - 1]


@lru_cache(maxsize=1 << 12)
def read_words(text: str) -> Words:
    """Cut a sentence into words and signs; white space is left out. Kept for the sentences read last."""
    found = [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text)]
    written = tuple(word for word, _, _ in found)
    return Words(
        text=text,
        written=written,
        lower=tuple(word.lower().replace("’", "'") for word in written),
        starts=tuple(start for _, start, _ in found),
        ends=tuple(end for _, _, end in found),
    )


@lru_cache(maxsize=1 << 12)
def content_stems(text: str) -> tuple[tuple[int, str], ...]:
    """Return (word index, stem) for each content word of a sentence: no function words, no signs; numbers as
    written."""
    words = read_words(text)
    return tuple(
        (index, stem(word))
        for index, word in enumerate(words.lower)
        if word not in STOP and (word[0].isalnum()) and (len(word) > 1 or word.isdigit())
    )


def clause_end(words: Words, index: int, *, most: int = 12) -> int:
    """Return the index after the last word of the clause that goes on at `index`, `most` words away at the furthest."""
    end = min(len(words), index + most)
    for position in range(index, end):
        if words.written[position] in _CLAUSE_ENDS:
            return position
    return end


def clause_start(words: Words, index: int, *, most: int = 12) -> int:
    """Return the index of the first word of the clause that leads up to `index`, `most` words away at the furthest."""
    start = max(0, index - most)
    for position in range(index - 1, start - 1, -1):
        if words.written[position] in _CLAUSE_ENDS:
            return position + 1
    return start
