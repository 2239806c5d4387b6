"""Tells headlines, where a capital says nothing of a name, and finds in them only the names that are known."""

from __future__ import annotations

from app.comparison.facts.gazetteer import DOUBTFUL, place_key
from app.comparison.facts.name_words import FIRST_NAMES
from app.comparison.facts.words import STOP, Words

_HEADLINE_SHARE = 0.6  # of the longer words capitalised: then a capital says nothing of a name; by eye on headlines


def is_headline(words: Words) -> bool:
    """Whether most longer words after the first are capitalised and no full stop ends them, as in a headline."""
    longer = [word for word in words.written[1:] if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in longer)
    return len(longer) > 3 and capitals > _HEADLINE_SHARE * len(longer) and words.written[-1] not in (".", "?", ",")


def is_shouting(words: Words) -> bool:
    """Whether all words are in capitals."""
    return all(word.isupper() for word in words.written if word.isalpha())


def known_in_headline(words: Words, index: int, end: int, *, shouting: bool) -> tuple[int, int]:
    """Return the first known name in a run of a headline: a place, a first name with what follows, letters like "FBI".

    `shouting`: all words are in capitals, so that those of letters are no sign of a name.
    """
    for begin in range(index, end):
        written, low = words.written[begin].removesuffix("'s"), words.lower[begin].removesuffix("'s")
        for length in (3, 2, 1):
            joined = " ".join(words.lower[begin : begin + length]).removesuffix("'s")
            if begin + length <= end and place_key(joined) is not None and not (joined in DOUBTFUL or joined in STOP):
                return begin, begin + length
        following = words.at(begin + 1)
        if low in FIRST_NAMES and begin + 1 < end and following[0].isalpha() and following not in STOP:
            return begin, begin + 2
        if written.isupper() and not shouting and 1 < len(written) < 7 and low not in STOP:
            return begin, begin + 1
    return end, end
