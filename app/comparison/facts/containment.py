"""A sentence that is another one with words left out: it cannot deny it, whatever a model makes of the two."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from app.comparison.facts.lemmas import stem, stems
from app.comparison.facts.words import STOP, read_words

_LEAST = 3  # content words of the shorter sentence: "Two were hurt" is left out of much that is not the same
# Function words that deny, bound or order what is told: a sentence that lacks one of them may say something else.
_TURNING = frozenset(
    "no not never nor neither without none nobody nothing only before after until till since all both every each most "
    "some any few fewer less more under over above below behind against if unless would could might may should than "
    "except but again am pm one".split()
)
_PLACING = frozenset("before after until till since".split())  # may lead up to what is left out: "after a storm"
# What is told may be taken back by these, or be a plan, a wish, a guess or a part of it.
_WITHDRAWING = stems(
    "deny refuse fail fell short reject decline dismiss refute dispute almost nearly attempt try plan threaten promise "
    "expect hope want intend pledge vow urge demand allege suspect consider propose false falsely wrongly fake rumour "
    "rumor suspend cancel delay postpone stop halt prevent avoid spare silence ahead half part partly former likely "
    "unlikely possible impossible about second third fourth fifth"
)
# British and American spellings of one word, as they are left of it by stemming or within it.
_SPELT = (("isation", "ization"), ("is", "iz"), ("ys", "yz"), ("our", "or"), ("tre", "ter"))


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence as its content words in order, and the set of those that turn it."""

    content: tuple[str, ...]
    turning: frozenset[str]


def one_contains_the_other(left_text: str, right_text: str) -> bool:
    """Whether one of two sentences is the other with words left out, none of which turns its meaning.

    The content words of the one all stand in the other and in the same order, numbers and names among them. The answer
    is the same when the sentences are exchanged; reading is linear in their length.
    """
    one, two = _said(left_text), _said(right_text)
    shorter, longer = (one, two) if len(one.content) <= len(two.content) else (two, one)
    if len(shorter.content) < _LEAST or not shorter.turning <= longer.turning <= shorter.turning | _PLACING:
        return False
    at, added = 0, list[str]()
    for word in longer.content:
        if at < len(shorter.content) and word == shorter.content[at]:
            at += 1
        else:
            added.append(word)
    return at == len(shorter.content) and _WITHDRAWING.isdisjoint(added)


@lru_cache(maxsize=1 << 12)  # a sentence is in some ten pairs
def _said(text: str) -> _Said:
    words = [word.removesuffix("'s") for word in read_words(text).lower if word[0].isalnum()]
    return _Said(
        content=tuple(_spelt(word) for word in words if word not in STOP),
        turning=frozenset(word for word in words if word in _TURNING or word.endswith("n't")),
    )


def _spelt(word: str) -> str:
    """The stem in one spelling: "mobilised" as "mobilized", "F.B.I." as "FBI"."""
    found = stem(word if word[0].isdecimal() else word.replace(".", ""))
    for british, american in _SPELT:
        found = found.replace(british, american)
    return found
