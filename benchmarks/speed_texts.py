"""The texts that speed is measured on: invented pairs of reports of any length, or the texts of a folder."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from benchmarks import speed_prose as prose

PARAGRAPH = 3  # sentences; as news has
# Of the claims about an event: told by both, told by both with one fact changed in the right, and told by one alone.
# As in the annotated pairs of real reports that docs/evaluation.md describes: four in ten sentences have a partner.
BOTH, CHANGED = 0.4, 0.05
EVENT = 16  # claims told about one event before the next begins


def pair(words: int, *, seed: int) -> tuple[str, str]:
    """Two reports of the same events, of about `words` words each (a sentence more at most); the same for one seed."""
    chance = random.Random(f"{seed} {words}")  # noqa: S311 - it guards no secret
    left: list[str] = []
    right: list[str] = []
    while min(_length(left), _length(right)) < words:
        ours, theirs = _event(chance)
        left += ours
        right += theirs
    return _article(left, words), _article(right, words)


def edited(text: str, *, seed: int) -> str:
    """The text with one more word in one sentence near its middle."""
    chance = random.Random(seed)  # noqa: S311 - it guards no secret
    paragraphs = text.split("\n\n")
    at = len(paragraphs) // 2
    first, _, rest = paragraphs[at].partition(" ")
    paragraphs[at] = f"{first} {chance.choice(('reportedly', 'apparently', 'meanwhile'))} {rest}"
    return "\n\n".join(paragraphs)


def from_folder(folder: Path, words: int) -> tuple[str, str]:
    """The folder's *.txt in the order of their names, left and right in turn, joined until both have `words` words.

    Raises ValueError where there are too few.
    """
    sides: tuple[list[str], list[str]] = ([], [])
    files = sorted(folder.glob("*.txt"))
    for n, file in enumerate(files):
        sides[n % 2].extend(part for part in file.read_text(encoding="utf-8").split("\n\n") if part.strip())
    if min(map(_length, sides)) < words:
        raise ValueError(f"The texts in {folder} do not make two articles of {words:,} words.")
    return _cut(sides[0], words), _cut(sides[1], words)


def _event(chance: random.Random) -> tuple[list[str], list[str]]:
    gaps = _gaps(chance)
    ours, theirs = [], []
    for claim in chance.sample(prose.CLAIMS, EVENT):
        one, other = chance.sample(claim, 2)
        told = chance.random()
        if told < BOTH + CHANGED:
            ours.append(one.format(**gaps))
            theirs.append(other.format(**(gaps if told < BOTH else _changed(gaps, chance))))
        elif told < BOTH + CHANGED + (1 - BOTH - CHANGED) / 2:
            ours.append(one.format(**gaps))
        else:
            theirs.append(one.format(**gaps))
    asides = [aside.format(**gaps) for aside in chance.sample(prose.ASIDES, 6)]
    for told_by, aside in zip((ours, theirs) * 3, asides, strict=True):
        told_by.insert(chance.randrange(len(told_by) + 1), aside)
    return ours, theirs


def _gaps(chance: random.Random) -> dict[str, str]:
    """What fills the gaps of one event's sentences."""

    def name() -> str:
        return f"{chance.choice(prose.FIRST)} {chance.choice(prose.LAST)}"

    return {
        "person": name(),
        "other": name(),
        "title": chance.choice(prose.TITLES),
        "town": chance.choice(prose.TOWNS),
        "place": chance.choice(prose.PLACES),
        "river": chance.choice(prose.RIVERS),
        "body": chance.choice(prose.BODIES),
        "firm": chance.choice(prose.FIRMS),
        "thing": chance.choice(prose.THINGS),
        "cause": chance.choice(prose.CAUSES),
        "day": chance.choice(prose.DAYS),
        "month": chance.choice(prose.MONTHS),
        "hour": chance.choice(prose.HOURS),
        "n": str(chance.randrange(3, 40)),
        "m": f"{chance.randrange(50, 9000):,}",
        "sum": str(chance.randrange(2, 400)),
        "share": f"{chance.randrange(20, 400) / 10}",
    }


def _changed(gaps: dict[str, str], chance: random.Random) -> dict[str, str]:
    return {**gaps, "n": str(chance.randrange(41, 90)), "m": f"{chance.randrange(9001, 20_000):,}", "day": "last week"}


def _article(sentences: Sequence[str], words: int) -> str:
    told = [sentence[0].upper() + sentence[1:] for sentence in sentences]
    return _cut([" ".join(told[at : at + PARAGRAPH]) for at in range(0, len(told), PARAGRAPH)], words)


def _cut(paragraphs: Sequence[str], words: int) -> str:
    kept: list[str] = []
    for paragraph in paragraphs:
        if _length(kept) >= words:
            break
        kept.append(paragraph)
    return "\n\n".join(kept)


def _length(parts: Sequence[str]) -> int:
    return sum(len(part.split()) for part in parts)
