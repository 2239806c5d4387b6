"""Puts the finders together: all facts of one sentence, in order."""

from __future__ import annotations

from functools import lru_cache

from app.comparison.facts.clocks import find_clocks
from app.comparison.facts.dates import find_dates
from app.comparison.facts.names import find_names
from app.comparison.facts.negation import find_hedges, find_negations
from app.comparison.facts.quantities import find_quantities
from app.comparison.facts.speakers import find_speakers
from app.comparison.facts.values import Fact
from app.comparison.facts.words import read_words


@lru_cache(maxsize=1 << 12)  # an article that was edited and is compared again has most of its sentences as before
def find_facts(text: str, *, published: str | None = None) -> tuple[Fact, ...]:
    """Find what a sentence says that can be checked.

    Args:
        text: one sentence.
        published: day its article appeared, YYYY-MM-DD, YYYY-MM or YYYY; relative dates are resolved against it.

    Returns:
        Facts ordered by start; `text[fact.start:fact.end]` are their words. Facts may overlap (a name that is also
        a speaker).
        Empty for text without any. Never raises.
    """
    words = read_words(text)
    taken = bytearray(len(words))
    facts = find_dates(words, taken, published=published)
    facts += find_clocks(words, taken)
    facts += find_names(words, taken)
    facts += find_quantities(words, taken)
    facts += find_negations(words)
    facts += find_hedges(words)
    facts += find_speakers(words)
    facts.sort(key=lambda fact: (fact.start, fact.end, fact.kind))
    return tuple(facts)
