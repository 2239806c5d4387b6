"""Holds names against names: another person in the same place of the sentence, another place of the same thing."""

from __future__ import annotations

from app.comparison.facts.clash import Agreement, Clash, against, nearness, surroundings
from app.comparison.facts.name_words import PLACE_PREPOSITIONS, SHARED_TITLES
from app.comparison.facts.values import Fact, Name
from app.comparison.facts.words import read_words

_SHORT_NAMES = tuple(
    frozenset(row.split())
    for row in (
        "william bill billy will willie", "robert bob bobby rob robbie", "richard rick dick rich ricky", "james jim jimmy jamie",
        "john jack johnny jon jonathan", "michael mike mick mikey", "joseph joe joey", "thomas tom tommy", "charles charlie chuck",
        "christopher chris", "daniel dan danny", "matthew matt", "anthony tony", "steven steve stephen stevie", "edward ed eddie ted teddy ned",
        "theodore ted teddy theo", "andrew andy drew", "david dave", "kenneth ken kenny", "ronald ron ronnie", "timothy tim", "jeffrey jeff geoff geoffrey",
        "nicholas nick", "benjamin ben", "samuel sam", "gregory greg", "alexander alex sasha", "patrick pat paddy", "elizabeth liz beth betty lizzie eliza",
        "katherine kate kathy katie kathryn catherine cathy", "margaret maggie meg peggy", "jennifer jen jenny", "susan sue susie", "deborah debbie deb",
        "barbara barb", "patricia pat patty trish", "rebecca becky", "victoria vicky", "frederick fred freddie", "lawrence larry", "donald don donnie",
        "douglas doug", "raymond ray", "gerald gerry jerry", "philip phil", "peter pete", "joshua josh", "zachary zach", "eugene gene", "leonard len lenny leo",
        "vladimir volodymyr", "francis frank", "walter walt", "harold harry", "henry harry hank",
    )
)  # fmt: skip
_RELATIVES = frozenset(
    "brother sister son daughter father mother wife husband twin cousin uncle aunt nephew niece widow parents brothers".split()
)


def edits(left: str, right: str, *, most: int) -> int:
    """Return how many letters one must change, add or drop to turn one word into the other; `most + 1` when it is more than `most`."""
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


def variants(left: str, right: str) -> bool:
    """Whether two words are spellings of one name: Catherine and Katherine, Mohammed and Muhammad, Bill and William."""
    if left == right:
        return True
    if any(left in row and right in row for row in _SHORT_NAMES):
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
    if left.key == right.key or set(left.words) & set(right.words) - _EMPTY:
        return not _other_first_name(left, right)
    if variants(left.key, right.key):
        return True
    return _initials(left.words) == right.key.replace(".", "") or _initials(right.words) == left.key.replace(".", "")


_EMPTY = frozenset(
    "of the de al el la van von bin and city street road new north south east west st san university ministry department county".split()
)


def _initials(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words if word not in _EMPTY) if len(words) > 1 else ""


def _other_first_name(left: Name, right: Name) -> bool:
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
    return not any(variants(one, two) for one in firsts for two in others)


def hold_names(
    left: tuple[Fact, ...], left_text: str, right: tuple[Fact, ...], right_text: str
) -> tuple[list[Clash], list[Agreement]]:
    """Compare all names of two sentences. A name that the other sentence knows too clashes with none."""
    one_side = [(fact, fact.value) for fact in left if isinstance(fact.value, Name)]
    other_side = [(fact, fact.value) for fact in right if isinstance(fact.value, Name)]
    agreements = [
        Agreement(
            "place" if one.sort == "place" else "name",
            (fact.start, fact.end),
            (other.start, other.end),
            "the same name",
        )
        for fact, one in one_side
        for other, two in other_side
        if same_name(one, two)
    ]
    known_left = {pair.left for pair in agreements}
    known_right = {pair.right for pair in agreements}
    clashes: list[Clash] = []
    for fact, one in one_side:
        for other, two in other_side:
            spans = (fact.start, fact.end), (other.start, other.end)
            if spans[0] in known_left or spans[1] in known_right or same_name(one, two):
                continue
            strength, kind = _strength(fact, one, left_text, other, two, right_text)
            if strength > 0:
                note = against(left_text[fact.start : fact.end], right_text[other.start : other.end])
                clashes.append(Clash("place" if kind == "place" else "name", *spans, note, strength))
    crowd = max(1, len(clashes))
    return [Clash(c.kind, c.left, c.right, c.note, c.strength / crowd**0.5) for c in clashes], agreements


def _strength(fact: Fact, one: Name, left_text: str, other: Fact, two: Name, right_text: str) -> tuple[float, str]:
    near = nearness(surroundings(left_text, (fact.start, fact.end)), surroundings(right_text, (other.start, other.end)))
    if one.sort == "place" and two.sort == "place":
        return _places(fact, one, left_text, other, two, right_text) * near, "place"
    if "place" in (one.sort, two.sort) or ("organisation" in (one.sort, two.sort) and one.sort != two.sort):
        return 0.0, "name"
    if _other_first_name(one, two):
        words = set(read_words(left_text).lower) | set(read_words(right_text).lower)
        return (0.15 if words & _RELATIVES else 0.6), "name"
    if one.sort == "identifier" and two.sort == "identifier":
        same_kind = one.words[0] == two.words[0] and len(one.words) == len(two.words)
        return (0.7 * near if same_kind else 0.0), "name"
    if one.title is not None and one.title == two.title and one.sort == two.sort == "person":
        return (0.2 if one.title in SHARED_TITLES else 0.8) * near, "name"
    if one.sort == two.sort == "person" and near == 1.0:
        return 0.25, "name"
    if one.sort == two.sort and near == 1.0:
        return 0.15, "name"
    return 0.0, "name"


def _places(fact: Fact, one: Name, left_text: str, other: Fact, two: Name, right_text: str) -> float:
    """Two places clash only in the same role, "in X" against "in Y", and where neither can lie in the other."""
    first, second = _preposition(left_text, fact), _preposition(right_text, other)
    if first is None or first != second:
        return 0.0
    if one.inside is None or two.inside is None:
        return 0.15
    if one.key == two.inside or two.key == one.inside:
        return 0.0  # one is the other's country
    if one.inside == two.inside:
        return 0.4  # a city may lie in the region, which the gazetteer does not know
    return 0.7


def _preposition(text: str, fact: Fact) -> str | None:
    """Return "in" for "in X", "in the city of X", "in northern X"; None where no preposition of place leads to the name."""
    words = read_words(text)
    index = next((place for place, start in enumerate(words.starts) if start >= fact.start), len(words))
    for place in range(index - 1, max(-1, index - 5), -1):
        word = words.lower[place]
        if word in PLACE_PREPOSITIONS:
            return word
        if not word[0].isalpha() and word != "-":
            return None
    return None
