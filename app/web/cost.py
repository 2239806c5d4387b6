"""What a request costs, in sentences: counted roughly and quickly, before anything is computed."""

from __future__ import annotations

import re

from app.comparison.types import Article

# A stop before a space or the end, or an empty line. The true splitter knows abbreviations, and takes a hundred times
# as long: who is to be refused must not cost that.
END = re.compile(r"""[.!?…。！？]["'”’)\]]?(?=\s|$)|\n[^\S\n]*\n""")
LONG = 200  # characters; news sentences have about 120, and the models read a longer one in parts
LEAST = 10  # sentences; keeping, claiming and finishing cost about as much as these, however short the texts
FILE = 50  # sentences; reading a file or a page takes about as long as comparing as many


def cost_of(left: Article, right: Article) -> int:
    """Sentences of both; LEAST at least."""
    return max(LEAST, count(left.text) + count(right.text))


def count(text: str) -> int:
    """About how many sentences `text` has: one for every end, or for every LONG characters if that is more."""
    return max(1, sum(1 for _ in END.finditer(text)), len(text) // LONG)
