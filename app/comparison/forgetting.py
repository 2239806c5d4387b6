"""What the finders remember of sentences is bounded by their number; this bounds it where sentences are long."""

from __future__ import annotations

from collections.abc import Iterable

from app.comparison.candidates import content_words
from app.comparison.facts import (
    antonyms,
    clash,
    containment,
    features,
    find,
    lemmas,
    seeming,
    spellings,
    wording_clashes,
    words,
)

LONG = 5_000  # characters; the longest sentences of news have a tenth of it, and 4,096 of these would be 20 MB
# Characters after which all is forgotten, since a visitor may send sentences that are just not LONG: each takes about
# 140 bytes (tracemalloc, over two texts of 300 sentences). As many as 4,096 sentences of twice the usual length.
MOST = 1_000_000
_compared: list[int] = []  # characters of each comparison since all was forgotten
CACHES = (
    content_words,
    antonyms.content_or_order,
    antonyms.opposites,
    clash._neighbours,
    clash._offsets,
    clash.surroundings,
    containment._said,
    features._said,
    features.pair_figures,
    find.find_facts,
    lemmas.stem,
    seeming._claims,
    spellings._consonants,
    spellings.variants,
    wording_clashes.stem_set,
    words.content_stems,
    words.read_words,
)


def forget_endless(lengths: Iterable[int]) -> bool:
    """Forget everything where one of the sentences that were just compared is LONG, or all since then were many.

    Args:
        lengths: of what was just compared, in characters.

    Returns:
        Whether that was so.
    """
    given = tuple(lengths)
    _compared.append(sum(given))
    if max(given, default=0) < LONG and sum(_compared) <= MOST:
        return False
    _compared.clear()
    for cache in CACHES:
        cache.cache_clear()
    return True
