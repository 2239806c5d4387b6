"""Sentences that seem to deny each other and say the same: a model trained on denials takes them for conflicts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from app.comparison.facts.words import Words, content_stems, read_words

_SHARED = 2  # content stems in common from which two sentences are taken to speak of one thing
_REACH = 8  # words from "no" to its comparative, as far as a denial reaches in wording_clashes.py
_PERFECT = frozenset({"had", "has", "have", "hadn't", "hasn't", "haven't"})
_BEGINS = frozenset({"before", "had", "has", "have"})  # behind a "never" that is of the time up to now
_ENDS = frozenset({"", ".", ",", '"', "”"})  # behind a "before" that nothing follows
_NONE = frozenset({"no", "none", "nobody", "nothing", "never", "nowhere"})
_MORE = {
    word: word.removesuffix("er") + "est"
    for word in (
        "bigger larger greater higher longer older taller stronger faster deeper heavier richer poorer lower smaller "
        "younger cheaper deadlier bloodier busier wealthier costlier hotter colder wetter drier closer earlier"
    ).split()
} | {"more": "most", "worse": "worst", "better": "best", "fewer": "fewest", "less": "least"}
_MOST = frozenset(_MORE.values())


@dataclass(frozen=True, slots=True)
class _Claims:
    """What one sentence says that another may say by a denial."""

    never_before: bool  # until then it did not happen
    first_time: bool
    none_more: bool  # "no other ... pumps more", "none is larger"
    the_most: bool


def only_seem_to_clash(left_text: str, right_text: str) -> bool:
    """Whether the denial in one of two sentences says what the other asserts.

    "Never before" and "for the first time"; "the biggest" and "none is bigger". Both must speak of one thing, and the
    one that asserts may hold no denial of its own. The answer is the same when the sentences are exchanged.
    """
    left, right = _claims(left_text), _claims(right_text)
    found = (
        (left.never_before and right.first_time)
        or (right.never_before and left.first_time)
        or (left.none_more and right.the_most)
        or (right.none_more and left.the_most)
    )
    return found and len(_stems(left_text) & _stems(right_text)) >= _SHARED


def _stems(text: str) -> frozenset[str]:
    return frozenset(found for _, found in content_stems(text))


@lru_cache(maxsize=1 << 12)  # a sentence is in some ten pairs
def _claims(text: str) -> _Claims:
    words = read_words(text)
    denies = any(word in _NONE or word == "not" or word.endswith("n't") for word in words.lower)
    return _Claims(
        never_before=denies and _never_before(words),
        first_time=not denies and _first_time(words),
        none_more=_none_more(words),
        the_most=not denies and any(word in _MOST for word in words.lower),
    )


def _never_before(words: Words) -> bool:
    """Also "nobody had been killed there since 1996": with "has" it would not be of the time before what is told."""
    for index, word in enumerate(words.lower):
        if word == "since" and any(
            words.lower[at] in _NONE | {"not"} and "had" in words.lower[max(0, at - 1) : at + _REACH]
            for at in range(max(0, index - 2 * _REACH), index)
        ):
            return True
        if word == "never" and (words.at(index - 1) in _PERFECT or words.at(index + 1) in _BEGINS):
            return True
        if word == "before" and words.at(index + 1) in _ENDS and _perfect_denied(words, index):
            return True
    return False


def _perfect_denied(words: Words, end: int) -> bool:
    """Whether a "had not" or a "hasn't" stands in front of `end`."""
    return any(
        words.lower[index] in _PERFECT
        and (words.lower[index].endswith("n't") or words.at(index + 1) in ("not", "never"))
        for index in range(max(0, end - 2 * _REACH), end)
    )


def _first_time(words: Words) -> bool:
    return any(
        word == "first"
        and (
            words.at(index + 1) in ("time", "ever")
            or words.at(index + 2) == "ever"
            or "since" in words.lower[index + 1 : index + 1 + 2 * _REACH]
        )
        for index, word in enumerate(words.lower)
    )


def _none_more(words: Words) -> bool:
    """Leaves out "no more" and "no longer", which say something else."""
    return any(
        word in _NONE
        and words.at(index + 1) not in _MORE
        and any(near in _MORE for near in words.lower[index + 1 : index + 1 + _REACH])
        for index, word in enumerate(words.lower)
    )
