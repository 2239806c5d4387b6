"""Finds numbers: counts, amounts, shares, ranks, ages, magnitudes and scores, with what they count and how exactly."""

from __future__ import annotations

from app.comparison.facts.bounds import bound_after, bound_before, widen
from app.comparison.facts.lemmas import stem
from app.comparison.facts.numerals import FRACTIONS, ONES, ORDINALS, STARTS, TENS, Numeral, read_numeral
from app.comparison.facts.roles import ROLES, counted_noun, part_of_whole, role
from app.comparison.facts.units import CURRENCY_SIGNS, unit_at
from app.comparison.facts.values import Fact, Form, Quantity, Score
from app.comparison.facts.words import Words

_DIGITS = frozenset("0123456789")
_DASHES = frozenset("-–—")
_NOT_A_COUNT_AFTER_ONE = frozenset("of another day time thing way reason more side hand".split())
_NO_ONE = frozenset({"no", "every", "any", "some", "this", "that", "each", "which", "the", "another"})
_AGE_BEFORE = frozenset({"aged", "age", "ages"})
_PERSON_VERBS = frozenset("was were is are died had has".split())


def find_quantities(words: Words, taken: bytearray) -> list[Fact]:
    """Find the numbers of a sentence, in order; words marked in `taken` (dates, times, names) are passed over and new ones marked."""
    begun = [
        index
        for index, word in enumerate(words.lower)
        if not taken[index] and (word[0] in _DIGITS or word in STARTS or word in ORDINALS or word in _ZERO)
    ]
    facts: list[Fact] = []
    done = 0
    for place, index in enumerate(begun):
        if index < done:
            continue
        following = next((other for other in begun[place + 1 :] if other > index + 1), len(words))
        found = (
            _score(words, index)
            or _zero(words, index)
            or _rank(words, index)
            or _fraction(words, index)
            or _number(words, index, taken, begun, following)
        )
        if found is None:
            continue
        fact, done = found
        facts.append(fact)
        for position in range(index, min(done, len(words))):
            taken[position] = 1
    return facts


def _fact(words: Words, start: int, end: int, value: Quantity | Score) -> tuple[Fact, int]:
    return Fact("number", value, words.starts[start], words.ends[end - 1]), end


def _small(words: Words, index: int) -> bool:
    word = words.at(index)
    return bool(word) and word.isdecimal() and word.isascii() and len(word) <= 3


def _score(words: Words, index: int) -> tuple[Fact, int] | None:
    """Read "3-1" and "6-4, 7-5"; a rise such as 10-15 people is left to the ranges."""
    points: list[tuple[int, int]] = []
    end = index
    while (
        _small(words, end)
        and words.at(end + 1) in _DASHES
        and _small(words, end + 2)
        and words.joined(end + 1)
        and words.joined(end + 2)
        and not (words.joined(end + 3) and words.at(end + 3) in _DASHES)
    ):
        points.append((int(words.lower[end]), int(words.lower[end + 2])))
        end += 3
        if words.at(end) == "," and _small(words, end + 1) and words.at(end + 2) in _DASHES:
            end += 1
        else:
            break
    if not points:
        return None
    if words.at(end - 1) == ",":
        end -= 1
    if len(points) == 1:
        left, right = points[0]
        noun, _, _ = counted_noun(words, end)
        ordinary = words.at(end) in (
            "win",
            "victory",
            "defeat",
            "loss",
            "draw",
            "vote",
            "lead",
            "decision",
            "ruling",
            "in",
            "on",
            "against",
        )
        if unit_at(words, end, one=False) is not None or words.at(index - 1) in CURRENCY_SIGNS:
            return None
        if left < right and noun is not None and not ordinary:
            return None  # 10-15 people
    return _fact(words, index, end, Score(tuple(points)))


_ZERO = frozenset({"no", "nobody", "none"})


def _zero(words: Words, index: int) -> tuple[Fact, int] | None:
    """Read "no injuries", "no one was hurt", "nobody died", "none of them survived" as nought of them."""
    word = words.lower[index]
    if word not in _ZERO:
        return None
    end = index + 1
    if word == "no":
        noun = words.at(end)
        if noun in ("one", "-"):
            end += 1 if noun == "one" else 2
        else:
            for ahead in range(end, min(end + 3, len(words))):
                found = ROLES.get(stem(words.lower[ahead]))
                if found is not None and words.lower[ahead] not in ("toll",):
                    counted = (
                        "peopl" if found in ("killed", "injured", "missing", "arrested") else stem(words.lower[ahead])
                    )
                    return _fact(words, index, ahead + 1, Quantity(0.0, 0.0, 1.0, "count", counted=counted, role=found))
                if not words.lower[ahead].isalpha() or words.lower[ahead] in (
                    "of",
                    "in",
                    "to",
                    "one",
                    "longer",
                    "more",
                ):
                    break
            return None
    for ahead in range(end, min(end + 6, len(words))):
        found = ROLES.get(stem(words.lower[ahead]))
        if found is not None:
            return _fact(words, index, end, Quantity(0.0, 0.0, 1.0, "count", counted="peopl", role=found))
        if words.lower[ahead] in (",", ".", ";"):
            break
    return None


def _rank(words: Words, index: int) -> tuple[Fact, int] | None:
    """Read "22nd", "third": a place in an order. "Second" as a unit and "first" as an adverb of time are no ranks here."""
    word = words.lower[index]
    if word[0] in _DIGITS:
        if (
            words.joined(index + 1)
            and words.at(index + 1) in ("st", "nd", "rd", "th")
            and word.isdecimal()
            and len(word) < 5
        ):
            value, end = float(word), index + 2
        else:
            return None
    elif word in ORDINALS and not (
        words.at(index - 1) in ("a", "one", "two", "per", "at") and word in ("second", "third")
    ):
        value, end = float(ORDINALS[word]), index + 1
    elif word in TENS and words.at(index + 1) == "-" and words.at(index + 2) in ORDINALS:
        value, end = float(TENS[word] + ORDINALS[words.lower[index + 2]]), index + 3
    else:
        return None
    if words.at(end) in ("of", "and") or (words.at(end) == "-" and word in ORDINALS and words.at(end + 1) == "hand"):
        counted = None
    else:
        if words.at(end) == "-":
            end_noun = end + 1
        else:
            end_noun = end
        noun = words.at(end_noun)
        counted = stem(noun) if noun.isalpha() else None
    return _fact(words, index, end, Quantity(value, value, 1.0, "rank", counted=counted))


def _fraction(words: Words, index: int) -> tuple[Fact, int] | None:
    """Read "two thirds", "a third of", "three-quarters", "half of", "one in five", "a quarter": shares of one hundred."""
    word = words.lower[index]
    after = index + 1
    if word == "half":
        if words.at(after) in ("of", "the", "its", "their", "his", "her") and not part_of_whole(words, index):
            return _share(words, index, after, 50.0, 5.0)
        return None
    times = 1.0 if word == "a" else float(ONES.get(word, 0))
    if word.isdecimal() and word.isascii() and len(word) < 3:
        times = float(word)
    if not times:
        return None
    if words.at(after) == "in" and word != "a":
        whole = _whole(words, after + 1)
        if whole > times and words.at(after + 2).isalpha():
            return _share(words, index, after + 2, 100.0 * times / whole, 1.0)
        return None
    if words.at(after) == "-":
        after += 1
    part = FRACTIONS.get(words.at(after))
    if part is None or (times > 1) != words.at(after).endswith("s") or times >= part:
        return None
    if times == 1 and words.at(after + 1) not in ("of", "the"):
        return None
    return _share(words, index, after + 1, 100.0 * times / part, 1.0)


def _whole(words: Words, index: int) -> float:
    word = words.at(index)
    if word.isdecimal() and word.isascii() and len(word) < 7:
        return float(word)
    return float(ONES.get(word, TENS.get(word, 0)))


def _share(words: Words, index: int, end: int, percent: float, slack: float) -> tuple[Fact, int]:
    kind, start = bound_before(words, index)
    low, high = widen(percent - slack, percent + slack, 2 * slack, kind)
    target = end + 1 if words.at(end) == "of" else end
    if words.at(target) in ("the", "its", "their", "all", "his", "her"):
        target += 1
    counted = stem(words.lower[target]) if words.at(target).isalpha() else None
    return _fact(
        words, start, end, Quantity(low, high, 0.0, "fraction", unit="percent", counted=counted, approximate=True)
    )


def _number(words: Words, index: int, taken: bytearray, begun: list[int], following: int) -> tuple[Fact, int] | None:
    word = words.lower[index]
    first = read_numeral(words, index)
    if first is None:
        return None
    if (
        words.at(index - 1) in ("#", "no.", "number", "route", "highway", "channel", "page", "chapter", "section")
        and first.digits
    ):
        return None
    if word == "one" and (words.at(first.end) in _NOT_A_COUNT_AFTER_ONE or words.at(index - 1) in _NO_ONE or (first.end == index + 1
                          and not words.at(first.end).isalpha() and words.at(first.end) != "-")):  # fmt: skip
        return None
    if first.digits and words.joined(index) and words.written[index - 1][-1].isalpha():
        return None  # A320, F16
    start, low, high, step, end = index, first.low, first.high, first.step, first.end
    second = _range_end(words, first)
    if second is not None:
        low, high, step, end = _spanned(first, second)
        step = 0.0
    sign = None
    if words.at(start - 1) in CURRENCY_SIGNS:
        sign = CURRENCY_SIGNS[words.lower[start - 1]]
        start -= 1
        if words.joined(start) and words.at(start - 1) in ("us", "a", "c", "nz", "hk", "s", "au", "ca"):
            prefix = words.lower[start - 1]
            sign, start = ("USD" if prefix == "us" else f"{prefix}$"), start - 1
    magnitude = _magnitude(words, start, end)
    if magnitude is not None and first.digits and high <= 10:
        return _with_bounds(
            words, magnitude[0], start, magnitude[1], low, high, step, "magnitude", "magnitude", None, None, False
        )
    if sign is None and low == high:
        age = _age(words, index, end, low)
        if age is not None:
            return _fact(words, index, age, Quantity(low, high, 1.0, "age", unit="age", role="age"))
    unit, end, factor = sign, end, 1.0
    if sign is None:
        behind = unit_at(words, end, one=high == 1.0)
        if behind is not None:
            unit, factor, end = behind
            if unit == "pound" and high >= 1e5:
                unit = "GBP"
    if unit is not None:
        counted = None
        noun_at = end
        if words.at(end) == "of" or words.at(end) == "-":
            head = words.at(end + 1)
            counted = stem(head) if head.isalpha() and head not in ("the", "a", "its", "his", "their") else None
        elif unit == "s" and words.at(end) in ("in", "of") and words.at(end + 1) in ("prison", "jail", "probation"):
            counted = "prison"
        elif words.at(end) in ("deep", "high", "long", "wide", "tall", "old", "north", "south", "east", "west", "northeast", "northwest",
                               "southeast", "southwest", "away", "ago", "earlier", "later"):  # fmt: skip
            counted = words.at(end)
        return (
            _with_bounds(
                words,
                start,
                start,
                end,
                low * factor,
                high * factor,
                step * factor,
                "measure",
                unit,
                counted,
                None,
                part_of_whole(words, start),
            )
            if noun_at
            else None
        )
    if _identifier_like(words, index, end, first):
        return None
    counted, noun, part = counted_noun(words, end)
    kind, begin = bound_before(words, start)
    befallen = role(words, begin, end, max(noun, end), following)
    return _with_bounds(
        words,
        start,
        start,
        end,
        low,
        high,
        step,
        "count",
        None,
        counted,
        befallen,
        part or part_of_whole(words, begin),
        first.vague,
    )


def _with_bounds(
    words: Words, begin: int, start: int, end: int, low: float, high: float, step: float, form: Form, unit: str | None,
    counted: str | None, befallen: str | None, part: bool, vague: bool = False,
) -> tuple[Fact, int]:  # fmt: skip
    kind, first = bound_before(words, start)
    behind, last = bound_after(words, end)
    low, high = widen(low, high, step, kind or behind)
    begin = min(begin, first)
    end = last
    value = Quantity(low, high, step, form, unit, counted, befallen, part, vague or bool(kind or behind))
    return _fact(words, begin, end, value)


def _range_end(words: Words, first: Numeral) -> Numeral | None:
    """Read the second number of "10 to 15", "10-15", "between 10 and 15"."""
    link = words.at(first.end)
    if link not in ("to", "or") and link not in _DASHES and link != "and":
        return None
    ahead = first.end + 1
    if link == "and" and not _between(words, first.end):
        return None
    if words.at(ahead) in CURRENCY_SIGNS:
        ahead += 1
    if ahead >= len(words):
        return None
    second = read_numeral(words, ahead)
    if second is None or second.vague:
        return None
    if second.high <= first.low and not (second.step > first.step and second.high > 0):
        return None
    return second


def _between(words: Words, index: int) -> bool:
    return any(words.at(position) == "between" for position in range(max(0, index - 4), index))


def _spanned(first: Numeral, second: Numeral) -> tuple[float, float, float, int]:
    """Join a range; in "2 to 3 million" the scale is of both."""
    low, high = first.low, second.high
    if second.high >= 1000 and first.low < 1000:
        scale = 1.0
        while high / scale >= 1000:
            scale *= 1000
        if scale > 1 and first.low <= high / scale and second.step >= scale / 100:
            low = first.low * scale
    return min(low, high), max(low, high), 0.0, second.end


def _magnitude(words: Words, start: int, end: int) -> tuple[int, int] | None:
    """Return (first, after last) word index of a magnitude around the number: "magnitude 6.1", "6.1-magnitude", "measuring 6.1"."""
    for index in range(max(0, start - 3), start):
        if words.at(index) in ("magnitude", "measuring", "measured") and all(
            words.at(between) in ("of", "a", "-", "about", "at", "preliminary", "magnitude")
            for between in range(index + 1, start)
        ):
            return (index if words.at(index) == "magnitude" else start), end
    if words.at(end) == "-" and words.at(end + 1) == "magnitude":
        return start, end + 2
    if words.at(end) == "magnitude" or (words.at(end) == "on" and words.at(end + 2) == "richter"):
        return start, end + 1 if words.at(end) == "magnitude" else end
    return None


def _age(words: Words, index: int, end: int, value: float) -> int | None:
    """Return the index after an age: "22-year-old", "aged 22", "22 years old", "Smith, 22,"."""
    if value > 120:
        return None
    if (
        words.at(end) == "-"
        and words.at(end + 1) in ("year", "years")
        and words.at(end + 2) == "-"
        and words.at(end + 3) == "old"
    ):
        return end + 4
    if words.at(end) in ("year", "years") and words.at(end + 1) in ("old", "-"):
        return end + 2
    if words.at(index - 1) in _AGE_BEFORE:
        return end
    if (
        words.at(index - 1) == ","
        and words.at(end) in (",", ".", "")
        and words.written[index - 2][:1].isupper()
        and index >= 2
    ):
        return end if words.lower[index].isdecimal() and value >= 1 else None
    return None


def _identifier_like(words: Words, index: int, end: int, first: Numeral) -> bool:
    """Whether digits are no count: telephone numbers, fixture lists, "24/7", numbers with signs between them."""
    if not first.digits:
        return False
    joined_after = words.joined(end)
    if joined_after and words.at(end) in ("/", "-", ":", "_") and words.at(end + 1)[:1].isdigit():
        return True
    if (
        words.joined(index)
        and words.at(index - 1) in ("/", "-", ":", "_", "'")
        and (words.at(index - 2)[:1].isdigit() or words.at(index - 1) == "'")
    ):
        return True
    return bool(joined_after and words.at(end)[:1].isalpha() and words.at(end) not in ("s",))


def written_as_number(word: str) -> bool:
    """Whether a lower-case word may begin a number; for finders that run before this one."""
    return word[0] in _DIGITS or word in STARTS
