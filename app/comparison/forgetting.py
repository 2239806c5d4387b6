"""What the finders remember of sentences is bounded by their number; this bounds it where sentences are endless."""

from __future__ import annotations

from collections.abc import Iterable

from app.comparison.candidates import content_words
from app.comparison.facts import antonyms, clash, features, find, lemmas, spellings, wording_clashes, words

LONG = 5_000  # characters; the longest sentences of news have a tenth of it, and 4,096 of these would be 20 MB
CACHES = (
    content_words,
    antonyms.content_or_order,
    antonyms.opposites,
    clash._offsets,
    clash.surroundings,
    features._said,
    features.pair_figures,
    find.find_facts,
    lemmas.stem,
    spellings._consonants,
    spellings.variants,
    wording_clashes.stem_set,
    words.content_stems,
    words.read_words,
)


def forget_endless(lengths: Iterable[int]) -> bool:
    """Forget everything where one of the sentences that were just compared is LONG; whether that was so."""
    if max(lengths, default=0) < LONG:
        return False
    for cache in CACHES:
        cache.cache_clear()
    return True
