"""Finds times of day: "5 p.m.", "17:30", "noon", "early morning", as minutes after midnight."""

from __future__ import annotations

from app.comparison.facts.numerals import ONES
from app.comparison.facts.values import Clock, Fact
from app.comparison.facts.words import Words

_HALVES = {"a.m.": 0, "am": 0, "p.m.": 720, "pm": 720}
# What news means by these words; wide on purpose, in minutes after midnight; past 1440 runs into the next day.
_LOOSE = {
    "noon": (720, 720),
    "midday": (710, 730),
    "midnight": (1440, 1440),
    "dawn": (240, 450),
    "daybreak": (240, 450),
    "sunrise": (240, 480),
    "dusk": (990, 1320),
    "sunset": (990, 1320),
    "nightfall": (990, 1380),
    "overnight": (1200, 1860),
    "lunchtime": (690, 870),
    "midmorning": (540, 690),
    "midafternoon": (840, 1020),
}
_PARTS = {"morning": (240, 720), "afternoon": (720, 1110), "evening": (990, 1439), "night": (1110, 1800)}
_ZONES = frozenset("gmt utc est edt cst cdt mst mdt pst pdt bst cet cest ist jst et pt local".split())
_BOUNDS = frozenset({"by", "before", "after", "until", "since", "from"})


def find_clocks(words: Words, taken: bytearray) -> list[Fact]:
    """Find the times of day of a sentence, in order, and mark their words in `taken`."""
    facts: list[Fact] = []
    done = 0
    for index, word in enumerate(words.lower):
        if index < done or taken[index]:
            continue
        found = None
        if "0" <= word[0] <= "9":
            found = _digits(words, index)
        elif word in _LOOSE:
            low, high = _LOOSE[word]
            found = low, high, low == high, index, index + 1
        elif word in _PARTS and words.at(index - 1) in (
            "early",
            "late",
            "the",
            "mid",
            "-",
            "in",
            "that",
            "at",
            "saturday",
        ):
            found = _part(words, index)
        elif word in ONES and words.at(index + 1) in ("o'clock", "a.m.", "p.m.", "am", "pm") and 1 <= ONES[word] <= 12:
            found = _hour(words, index, ONES[word], 0, index + 1)
        if found is None:
            continue
        low, high, exact, begin, end = found
        zone = None
        if words.at(end) in _ZONES and words.at(end + (words.at(end) == "local")) not in (
            "officials",
            "media",
            "police",
        ):
            zone = words.at(end)
            end += 1
            if words.at(end) == "time":
                end += 1
        before = words.at(begin - 1)
        around = before in ("around", "about", "shortly", "just", "approximately", "some", "roughly") or words.at(
            begin - 2
        ) in ("shortly", "just", "soon")
        if around and exact:
            # "Around five" and "shortly after five" are read as within half an hour.
            low, high, exact = low - 30, high + 30, False
        bound = before if before in _BOUNDS and not around else None
        facts.append(Fact("time", Clock(low, high, exact, zone, bound), words.starts[begin], words.ends[end - 1]))
        taken[begin:end] = b"\x01" * (end - begin)
        done = end
    return facts


def _half(words: Words, index: int) -> tuple[int, int] | None:
    """Return (minutes to add, index after it) of "a.m.", "pm", "p. m." at `index`."""
    word = words.at(index)
    if word in _HALVES:
        return _HALVES[word], index + 1
    if word in ("a", "p") and words.at(index + 1) == "." and words.at(index + 2) == "m":
        return (0 if word == "a" else 720), index + (4 if words.at(index + 3) == "." else 3)
    return None


def _digits(words: Words, index: int) -> tuple[int, int, bool, int, int] | None:
    word = words.lower[index]
    if not word.replace(".", "").isdecimal() or not word.isascii() or len(word) > 5:
        return None
    hour_word, _, minute_word = word.partition(".")
    end = index + 1
    colon = False
    if (
        not minute_word
        and words.at(end) == ":"
        and words.joined(end)
        and words.joined(end + 1)
        and len(words.at(end + 1)) == 2
    ):
        minute_word, end, colon = words.at(end + 1), end + 2, True
        if not minute_word.isdecimal() or not minute_word.isascii():
            return None
        if words.at(end) == ":" and words.joined(end):
            return None  # a running time such as 2:03:23
    hour, minute = int(hour_word or 0), int(minute_word or 0)
    if (
        len(hour_word) == 4
        and not minute_word
        and (words.at(end) in ("gmt", "utc", "hours", "hrs") or words.at(end) == "local")
    ):
        hour, minute, colon = hour // 100, hour % 100, True
        if words.at(end) in ("hours", "hrs"):
            end += 1
    if hour > 24 or minute > 59 or (minute_word and len(minute_word) != 2):
        return None
    half = _half(words, end)
    if half is not None or words.at(end) == "o'clock":
        return _hour(words, index, hour, minute, end)
    if not colon:
        return None
    if hour < 13 and len(hour_word) < 2 and words.at(end) not in _ZONES:
        # "4:43 left": a duration more often than a time of day, unless something says that it is one.
        if words.at(index - 1) not in ("at", "around", "about", "by", "before", "after", "until", "from", "since"):
            return None
        minutes = hour * 60 + minute
        return minutes, minutes + 720, False, index, end
    return hour * 60 + minute, hour * 60 + minute, True, index, end


def _hour(words: Words, index: int, hour: int, minute: int, end: int) -> tuple[int, int, bool, int, int] | None:
    if not 1 <= hour <= 12:
        if not 13 <= hour <= 23:
            return None
        half = _half(words, end)
        return (hour * 60 + minute, hour * 60 + minute, True, index, half[1]) if half else None
    minutes = hour % 12 * 60 + minute
    half = _half(words, end)
    if half is not None:
        return minutes + half[0], minutes + half[0], True, index, half[1]
    end += 1  # o'clock
    if (
        words.at(end) == "in"
        and words.at(end + 1) == "the"
        and words.at(end + 2) in ("morning", "afternoon", "evening")
    ):
        minutes += 0 if words.lower[end + 2] == "morning" else 720
        return minutes, minutes, True, index, end + 3
    return minutes, minutes + 720, False, index, end


def _part(words: Words, index: int) -> tuple[int, int, bool, int, int] | None:
    """Read "early morning", "in the afternoon"; bare "night" after "the" is left ("the night of")."""
    low, high = _PARTS[words.lower[index]]
    before = words.at(index - 1)
    if before == "-":
        before = words.at(index - 2)
        begin = index - 2
    else:
        begin = index - 1
    if before == "early":
        low, high = (0, 480) if words.lower[index] == "morning" else (low, (low + high) // 2 + 60)
    elif before == "late":
        low = (low + high) // 2 - 60
    elif before == "the" and words.at(index - 2) in ("in", "during", "of"):
        begin = index
    elif before != "mid":
        return None
    return low, high, False, begin, index + 1
