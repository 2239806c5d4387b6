"""Tells whether two names can be of one bearer: spellings, short forms, initials, a surname alone."""

from __future__ import annotations

from functools import lru_cache

from app.comparison.facts.name_words import FIRST_NAMES
from app.comparison.facts.values import Name

_SHORT_NAMES = tuple(
    frozenset(row.split())
    for row in """
william bill billy will willie
robert bob bobby rob robbie
richard rick dick rich ricky
james jim jimmy jamie
john jack johnny jon jonathan
michael mike mick mikey
joseph joe joey
thomas tom tommy
charles charlie chuck
christopher chris
daniel dan danny
matthew matt
anthony tony
steven steve stephen stevie
edward ed eddie ted teddy ned
theodore ted teddy theo
andrew andy drew
david dave
kenneth ken kenny
ronald ron ronnie
timothy tim
jeffrey jeff geoff geoffrey
nicholas nick
benjamin ben
samuel sam
gregory greg
alexander alex sasha
patrick pat paddy
elizabeth liz beth betty lizzie eliza
katherine kate kathy katie kathryn catherine cathy
margaret maggie meg peggy
jennifer jen jenny
susan sue susie
deborah debbie deb
barbara barb
patricia pat patty trish
rebecca becky
victoria vicky
frederick fred freddie
lawrence larry
donald don donnie
douglas doug
raymond ray
gerald gerry jerry
philip phil
peter pete
joshua josh
zachary zach
eugene gene
leonard len lenny leo
vladimir volodymyr
francis frank
walter walt
harold harry
henry harry hank
""".strip().splitlines()
)
_ROWS: dict[str, list[frozenset[str]]] = {}
for _row in _SHORT_NAMES:
    for _name in _row:
        _ROWS.setdefault(_name, []).append(_row)


def edits(left: str, right: str, *, most: int) -> int:
    """Return how many letters one must change, add or drop to turn one word into the other; `most + 1` when it is
    more than `most`."""
    if abs(len(left) - len(right)) > most:
        return most + 1
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, start=1):
        corner, row[0] = row[0], i
        for j, other in enumerate(right, start=1):
            corner, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, corner + (letter != other))
        if min(row) > most:
            return most + 1
    return row[-1]


@lru_cache(maxsize=1 << 14)
def variants(left: str, right: str) -> bool:
    """Whether two words are spellings of one name: Catherine and Katherine, Mohammed and Muhammad, Bill and William."""
    if left == right:
        return True
    if any(right in row for row in _ROWS.get(left, ())):
        return True
    shorter = min(len(left), len(right))
    if shorter == 1:
        return left[:1] == right[:1]  # an initial
    if shorter < 4:
        return False
    if left.startswith(right) or right.startswith(left):
        return True
    most = 1 if shorter < 6 else 2 if shorter < 10 else 3
    if edits(left, right, most=most) <= most:
        return True
    return _consonants(left) == _consonants(right)


@lru_cache(maxsize=1 << 14)
def _consonants(word: str) -> str:
    """Return the word's sounds without its vowels and doubled letters, for transliterations."""
    plain = (
        word.replace("ph", "f")
        .replace("ck", "k")
        .replace("c", "k")
        .replace("q", "k")
        .replace("z", "s")
        .replace("y", "")
        .replace("h", "")
    )
    kept: list[str] = []
    for letter in plain:
        if letter not in "aeiou-" and (not kept or kept[-1] != letter):
            kept.append(letter)
    return "".join(kept) if len(kept) > 1 else word


def same_name(left: Name, right: Name) -> bool:
    """Whether two names can be of one bearer: a common key, one within the other, initials, or a spelling of it."""
    if left.key == right.key:
        return not other_first_name(left, right)
    one, two = set(left.words) - _EMPTY, set(right.words) - _EMPTY
    if one and two and (one <= two or two <= one):
        return True
    if variants(left.key, right.key):
        return True
    return _initials(left.words) == right.key.replace(".", "") or _initials(right.words) == left.key.replace(".", "")


_EMPTY = frozenset(
    "of the de al el la van von bin and city street road new north south east west st san university ministry "
    "department county".split()
)


def _initials(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words if word not in _EMPTY) if len(words) > 1 else ""


def other_first_name(left: Name, right: Name) -> bool:
    """Whether two full names share the surname but not the first name."""
    if (
        left.key != right.key
        or left.sort == "place"
        or right.sort == "place"
        or left.sort == "organisation"
        or right.sort == "organisation"
    ):
        return False
    if len(left.words) < 2 or len(right.words) < 2 or left.words[-1] != right.words[-1]:
        return False
    firsts, others = left.words[:-1], right.words[:-1]
    # A word that is no first name may be a ship's prefix, a trade or a headline's verb.
    if not ((firsts[0] in FIRST_NAMES and others[0] in FIRST_NAMES) or left.sort == right.sort == "person"):
        return False
    if not (firsts[0] in FIRST_NAMES or others[0] in FIRST_NAMES):
        return False
    return not any(variants(one, two) for one in firsts for two in others)
