"""Which words only one of two sentences has: compared word by word, wherever in the sentence they stand."""

from __future__ import annotations

import re
from collections import Counter

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


def additions(left: str, right: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """What each of two sentences says in words that the other does not have.

    Returns:
        For each sentence spans into it, in order, none overlapping: phrases with at least `FEWEST` such words, or one
        with a digit. Exchanging the sentences exchanges the answer. A word stands against one word of the other
        sentence, wherever that stands; so what was only moved is no addition.
    """
    ours, theirs = _words(left), _words(right)
    return _phrases(ours, theirs), _phrases(theirs, ours)


def told(text: str) -> list[str]:
    """The words of `text` that carry a claim, as they stand there."""
    return [match.group() for match in WORD.finditer(text) if match.group().casefold() not in SMALL]


def _words(text: str) -> list[tuple[Span, str]]:
    return [(match.span(), _stem(match.group().casefold())) for match in WORD.finditer(text)]


def _stem(word: str) -> str:
    if not word.endswith(ENDINGS):
        return word
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= STEM:
            return word.removesuffix(ending)
    return word


def _phrases(words: list[tuple[Span, str]], others: list[tuple[Span, str]]) -> tuple[Span, ...]:
    left_over = Counter(word for _, word in others)
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

    for span, word in words:
        if word in SMALL:
            # It may lead a phrase ("on Sunday") or stand within one; at the end of one it is dropped.
            run.append((span, word))
        elif left_over[word]:
            left_over[word] -= 1
            close()
        else:
            run.append((span, word))
    close()
    return tuple(phrases)
