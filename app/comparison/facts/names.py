"""Finds proper names and tells people, places and bodies apart, as far as the sentence itself lets one tell."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from app.comparison.facts.gazetteer import COUNTRIES, DOUBTFUL, INSIDE, place_key
from app.comparison.facts.headlines import is_headline, is_shouting, known_in_headline
from app.comparison.facts.name_words import (
    COMMON_STARTS,
    FIRST_NAMES,
    NUMBERED,
    OF_NAMES,
    ORGANISATION_WORDS,
    PARTICLES,
    PLACE_PREPOSITIONS,
    PLACE_WORDS,
    TITLES,
)
from app.comparison.facts.values import Fact, Name, Sort
from app.comparison.facts.words import STOP, Words

_LONGEST = 14  # words and signs of a name; "Federal Democratic Republic of Ethiopia" has five
_ROMAN = frozenset("ii iii iv vi vii viii ix xi xii".split())
_OPENING = frozenset("\"“‘'([:–—-.!?…•*|")
_SPEAKS = frozenset(
    "said says told added announced warned tweeted insisted argued claimed explained wrote replied asked "
    "confirmed".split()
)


def folded(word: str) -> str:
    """Return a word in lower case, without accents, apostrophes and the points of letters that stand for words.

    "Müller" and "Muller" are one name, "F.B.I." and "FBI" are.
    """
    low = word.lower() if len(word) < 4 or word[1] != "." else word.lower().replace(".", "")
    if low.isascii():
        return low.replace("'", "")
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKD", low)
        if not unicodedata.combining(letter) and letter not in "'’‘`"
    )


def find_names(words: Words, taken: bytearray) -> list[Fact]:
    """Find the names of a sentence, in order; words marked in `taken` (dates) break a name."""
    headline = is_headline(words)
    shouting = headline and is_shouting(words)
    facts: list[Fact] = []
    index, length = 0, len(words)
    while index < length:
        if taken[index] or not words.written[index][0].isupper():
            index += 1
            continue
        end = _name_end(words, index, taken)
        begin, end = (
            known_in_headline(words, index, end, shouting=shouting)
            if headline
            else (_without_start(words, index, end), end)
        )
        if begin < end:
            facts.extend(_named(words, begin, end))
            for position in range(begin, end):
                if words.written[position][0].isdecimal():
                    taken[position] = 1  # Flight 370, AK-47: no count
        index = end
    return _qualified(words.text, facts)


def _qualified(text: str, facts: list[Fact]) -> list[Fact]:
    """Let a place behind a comma say where the one before it lies: Paris, Texas is not in France."""
    for index in range(len(facts) - 1):
        place, around = facts[index], facts[index + 1]
        one, two = place.value, around.value
        if (
            isinstance(one, Name)
            and isinstance(two, Name)
            and one.sort == two.sort == "place"
            and one.inside is not None
            and two.inside not in (None, one.inside)
            and text[place.end : around.start] == ", "
            and one.key != one.inside
        ):
            facts[index] = replace(place, value=replace(one, key=f"{one.key}, {two.key}", inside=two.inside))
    return facts


def _name_end(words: Words, index: int, taken: bytearray) -> int:
    """Return the index after the run of capitalised words, initials and particles that begins at `index`."""
    end = index + 1
    length = min(len(words), index + _LONGEST)
    while end < length and not taken[end]:
        word, low = words.written[end], words.lower[end]
        before = words.lower[end - 1]
        if before.endswith(("'s", "s'")) and len(before) > 2:
            break
        if (
            word[0].isupper()
            or (word.isdecimal() and (words.joined(end) or before in NUMBERED))
            or (word == "." and end + 1 < length and _abbreviated(words, end) and words.written[end + 1][0].isupper())
        ):
            end += 1
        elif word in "-‐‑" and words.joined(end) and words.joined(end + 1):
            if words.written[end + 1][0].isupper() or words.written[end + 1].isdecimal():
                end += 2
            elif (
                words.at(end + 1) in PARTICLES
                and words.at(end + 2) == "-"
                and end + 3 < length
                and words.written[end + 3][0].isupper()
            ):
                end += 4
            else:
                break
        elif low in PARTICLES and end + 1 < length and words.written[end + 1][0].isupper() and low not in ("do", "ten"):
            end += 1
        elif word == "&" and end + 1 < length and words.written[end + 1][0].isupper():
            end += 2
        elif low == "of" and words.lower[end - 1] in OF_NAMES and end + 1 < length:
            ahead = end + 2 if words.at(end + 1) == "the" else end + 1
            if ahead < length and words.written[ahead][0].isupper():
                end = ahead
            else:
                break
        else:
            break
    while end > index + 1 and words.written[end - 1] in ".&":
        end -= 1
    return end


def _abbreviated(words: Words, stop: int) -> bool:
    before = words.written[stop - 1]
    return words.joined(stop) and (
        len(before) == 1 or words.lower[stop - 1] in TITLES or words.lower[stop - 1] in ("jr", "sr", "ft", "mt", "st")
    )


def _without_start(words: Words, index: int, end: int) -> int:
    """Return where the name begins, past words that are capitalised for another reason; `end` when nothing is left."""
    begin = index
    at_start = index == 0 or words.written[index - 1] in _OPENING
    while begin < end:
        low = words.lower[begin]
        bare = low.removesuffix("'s")
        if low in STOP or low == "i" or (len(low) < 2 and words.at(begin + 1) != "." and end - begin == 1):
            if bare == "us" and words.written[begin].isupper():
                break
            begin += 1
            continue
        started = at_start and begin == index and bare not in TITLES and bare not in FIRST_NAMES
        if started and (bare in COMMON_STARTS or (end - begin > 1 and bare.endswith(("ing", "ed")))):
            begin += 1
            continue
        break
    if begin == index and end - begin == 1 and at_start and not _stands_alone(words, begin, end):
        return end
    return begin


def _stands_alone(words: Words, begin: int, end: int) -> bool:
    """Whether the one capitalised word that begins a sentence is a name."""
    word, bare = words.written[begin], words.lower[begin].removesuffix("'s")
    if bare in COUNTRIES or bare in INSIDE or bare in FIRST_NAMES or (word.isupper() and len(word) > 1):
        return True
    if bare in COMMON_STARTS or bare in TITLES:
        return False
    after = words.at(end)
    if after in _SPEAKS:
        return True
    follows = after in ("was", "has", "had", "is", "who", ",") or words.lower[begin].endswith("'s")
    return follows and not bare.endswith(("s", "ing", "ed", "ly"))


def _named(words: Words, begin: int, end: int) -> list[Fact]:
    """Make the fact of one run of words: titles are taken off; none is left of a run of titles alone."""
    title = None
    facts: list[Fact] = []
    office = _office_inside(words, begin, end)
    if office > begin:  # "French Foreign Minister Jean-Luc Petit"
        known = place_key(words.lower[begin])
        if known is not None:
            name = Name((folded(words.lower[begin]),), known[0], "place", None, known[1])
            facts.append(Fact("place", name, words.starts[begin], words.ends[begin]))
        begin = office
    while begin < end and words.lower[begin].rstrip(".") in TITLES:
        found = TITLES[words.lower[begin].rstrip(".")]
        if begin + 1 < end and found and words.lower[begin] == "minister" and words.at(begin - 1) == "prime":
            found = "prime minister"
        if found == "president" and words.at(begin - 1) == "vice":
            found = "vice president"
        title = found or title
        begin += 1
        if begin < end and words.written[begin] == ".":
            begin += 1
    if begin >= end:
        return facts
    if title is None:
        title = _title_around(words, begin, end)
    parts = [index for index in range(begin, end) if words.written[index][0].isalnum()]
    spelled = [words.lower[index] for index in parts]
    if spelled and spelled[-1].endswith("'s"):
        spelled[-1] = spelled[-1][:-2]
    finish = words.ends[end - 1] - (2 if words.lower[end - 1].endswith("'s") and len(words.lower[end - 1]) > 2 else 0)
    if not parts or finish <= words.starts[begin]:
        return facts
    joined = " ".join(spelled)
    sort, key, inside = _sorted(words, begin, end, spelled, joined, title)
    name = Name(
        tuple(folded(word) for word in spelled), key, sort, title if sort in ("person", "unknown") else None, inside
    )
    facts.append(Fact("place" if sort == "place" else "name", name, words.starts[begin], finish))
    return facts


def _office_inside(words: Words, begin: int, end: int) -> int:
    """Return the index of the last title in a run that a name of it follows, `begin` without one."""
    for index in range(end - 2, begin, -1):
        if words.lower[index] in _PERSONAL and words.written[index + 1][0].isupper():
            return index
    return begin


_PERSONAL = frozenset(
    "president minister premier chancellor mayor governor senator judge spokesman spokeswoman secretary ambassador "
    "commissioner".split()
)


def _title_around(words: Words, begin: int, end: int) -> str | None:
    """Return the role beside a name: "mayor Anna Holt", "Anna Holt, the mayor"."""
    before = words.at(begin - 1)
    found = TITLES.get(before)
    if found is not None:
        if before == "minister" and words.at(begin - 2) == "prime":
            return "prime minister"
        return found
    if words.at(end) == ",":
        ahead = end + 2 if words.at(end + 1) in ("the", "a", "an", "its", "their", "his") else end + 1
        for index in range(ahead, min(ahead + 3, len(words))):
            found = TITLES.get(words.lower[index])
            if found is not None and not words.written[index][0].isupper():
                return found
    return None


def _sorted(
    words: Words, begin: int, end: int, spelled: list[str], joined: str, title: str | None
) -> tuple[Sort, str, str | None]:
    """Return (sort, key, country it lies in) of a name."""
    last = spelled[-1]
    if any(word[0].isdecimal() for word in spelled) or (
        len(spelled) > 1 and last in _ROMAN and spelled[0] not in FIRST_NAMES and title is None
    ):
        return "identifier", folded(joined), None
    known = place_key(joined)
    before = words.at(begin - 1)
    if known is not None:
        person = title is not None or (words.at(end) in _SPEAKS and joined in DOUBTFUL)
        if not person and (joined not in DOUBTFUL or before in PLACE_PREPOSITIONS or before == "," or len(spelled) > 1):
            return "place", known[0], known[1]
    if title is not None:
        return "person", folded(last), None
    if last in ORGANISATION_WORDS or spelled[0] in ("ministry", "department", "university", "bank", "house", "council"):
        if (len(spelled) > 1 and last in ("city", "island")) or (before in PLACE_PREPOSITIONS and last in PLACE_WORDS):
            return "place", folded(joined), None
        return "organisation", folded(joined), None
    if last in PLACE_WORDS and len(spelled) > 1:
        return "place", folded(joined), None
    if len(spelled) == 1 and words.written[begin].isupper() and len(last) > 1:
        return "organisation", folded(joined), None
    if spelled[0] in FIRST_NAMES and len(spelled) > 1:
        return "person", folded(_surname(spelled)), None
    if words.at(end) in _SPEAKS or (words.at(begin - 1) in _SPEAKS and len(spelled) > 1):
        return "person", folded(_surname(spelled)), None
    if words.at(end) == "," and words.at(end + 2) == "," and words.at(end + 1).isdecimal():
        return "person", folded(_surname(spelled)), None
    if before in ("in", "near", "outside") or (before == "of" and words.at(begin - 2) in PLACE_WORDS):
        return "place", folded(joined), None
    return "unknown", folded(last if 1 < len(spelled) < 4 else joined), None


def _surname(spelled: list[str]) -> str:
    """Return the last word that is no "Jr"."""
    return spelled[-2] if len(spelled) > 2 and spelled[-1] in ("jr", "sr", "ii", "iii", "jnr", "snr") else spelled[-1]
