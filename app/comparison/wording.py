"""Which words only one of two sentences has: compared word by word, wherever in the sentence they stand."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from app.comparison.types import Span

WORD = re.compile(r"[^\W_]+(?:['’.,\-][^\W_]+|/\d+)*")  # "9/11" is one
# Words that carry no claim by themselves: a difference made of them alone is not shown.
SMALL = frozenset(
    "a an the and or but of to in on at by for from with as is are was were be been being has have had do does did"
    " that this these those it its he she they them his her their who which what when where will would it's there"
    " than then so also after before into about over under between during while said says saying".split()
)
JOINING = frozenset("and or but said says saying".split())  # they join a phrase to what both say
ENDINGS = ("'s", "’s", "ing", "ed", "es", "s", "e")  # of one word's forms in English; enough to know them again
STEM = 4  # letters; what is shorter after its ending is cut off may be another word ("need", "ned")
FEWEST = 2  # words that carry a claim; a single other word ("car" for "vehicle") is wording, not an addition


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a sentence as they are compared, and where each stands."""

    spans: tuple[Span, ...]
    stems: tuple[str, ...]


def additions(ours: Words, theirs: Words) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """What each of two sentences says in words that the other does not have.

    Their words are given, and not looked for here: on a long page each sentence stands in several pairs.

    Returns:
        For each sentence spans into it, in order, none overlapping: phrases with at least `FEWEST` such words, or one
        with a digit. Exchanging the sentences exchanges the answer. A word stands against one word of the other
        sentence, wherever that stands; so what was only moved is no addition.
    """
    return _phrases(ours, theirs), _phrases(theirs, ours)


def told(text: str) -> list[str]:
    """The words of `text` that carry a claim, as they stand there."""
    return [match.group() for match in WORD.finditer(text) if match.group().casefold() not in SMALL]


def words_of(text: str) -> Words:
    """In the order of the text."""
    found = list(WORD.finditer(text))
    return Words(
        tuple(match.span() for match in found),
        tuple(_stem(match.group().casefold()) for match in found),
    )


def _stem(word: str) -> str:
    if not word.endswith(ENDINGS):
        return word
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= STEM:
            return word.removesuffix(ending)
    return word


def _phrases(words: Words, others: Words) -> tuple[Span, ...]:
    left_over = Counter(others.stems)
    phrases: list[Span] = []
    run: list[tuple[Span, str]] = []  # words of this sentence alone, with small words between and after them

    def close() -> None:
        while run and run[-1][1] in SMALL:
            run.pop()
        while run and run[0][1] in JOINING:
            run.pop(0)
        told = [word for _, word in run if word not in SMALL]
        if len(told) >= FEWEST or any(letter.isdigit() for word in told for letter in word):
            phrases.append((run[0][0][0], run[-1][0][1]))
        run.clear()

    for span, word in zip(words.spans, words.stems, strict=True):
        if word in SMALL:
            # It may lead a phrase ("on Sunday") or stand within one; at the end of one it is dropped.
            run.append((span, word))
        elif left_over[word]:
            left_over[word] -= 1
            if run:
                close()
        else:
            run.append((span, word))
    close()
    return tuple(phrases)
