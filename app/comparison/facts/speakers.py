"""Finds who says what a sentence tells: "said Anna Holt", "police said", "according to the ministry"."""

from __future__ import annotations

from app.comparison.facts.lemmas import stem, stems
from app.comparison.facts.names import folded
from app.comparison.facts.values import Fact, Speaker
from app.comparison.facts.words import Words

SAYING = stems(
    "say tell add announce report confirm claim warn note explain insist argue declare acknowledge state comment "
    "reply tweet testify "
    "allege contend maintain stress concede admit reveal"
)
_NOT_SPEAKERS = frozenset("it that which what this there i we you who he she they".split())
_PRONOUNS = frozenset("he she they i we it".split())
_SKIP = frozenset("the a an had has have also later then which who reportedly on".split())


def find_speakers(words: Words) -> list[Fact]:
    """Find the attributions of a sentence, in order."""
    quoted = any(sign in words.text for sign in '"“”')
    facts: list[Fact] = []
    for index, word in enumerate(words.lower):
        if word == "according" and words.at(index + 1) == "to":
            span = _noun_after(words, index + 2)
        elif len(word) > 2 and word[0].isalpha() and stem(word) in SAYING:
            if words.at(index - 1) in ("a", "the", "an", "to", "of", "no", "any"):
                continue
            span = _noun_before(words, index) or (
                _noun_after(words, index + 1) if _quote_before(words, index) else None
            )
        else:
            continue
        if span is None:
            continue
        begin, end = span
        key = folded(words.lower[end - 1].removesuffix("'s"))
        verb = "accord" if word == "according" else stem(word)
        facts.append(Fact("attribution", Speaker(key, verb, quoted), words.starts[begin], words.ends[end - 1]))
    return facts


def _quote_before(words: Words, index: int) -> bool:
    return words.at(index - 1) in (",", '"', "”", "’", "?", "!", "'", "") or index == 0


def _noun_before(words: Words, index: int) -> tuple[int, int] | None:
    """Return the words of the speaker straight before a verb: up to four, back to a sign or a function word."""
    end = index
    while end and words.lower[end - 1] in _SKIP and end > index - 3:
        end -= 1
    if words.at(end - 1) == ",":
        # "Anna Holt, the mayor, said": the words between the commas stand for the speaker.
        end -= 1
    if end < 1 or not words.lower[end - 1][0].isalpha() or words.lower[end - 1] in _NOT_SPEAKERS:
        return None
    begin = end - 1
    capital = words.written[begin][0].isupper()
    while begin and end - begin < 4:
        word = words.written[begin - 1]
        if not word[0].isalpha() or words.lower[begin - 1] in (
            "the",
            "a",
            "an",
            "of",
            "and",
            "that",
            "in",
            "on",
            "as",
            "but",
            "by",
        ):
            break
        if capital and not word[0].isupper():
            break
        begin -= 1
    return begin, end


def _noun_after(words: Words, index: int) -> tuple[int, int] | None:
    """Return the words of the speaker that begin at `index`: a name, or a noun phrase of up to four words."""
    while words.at(index) in ("the", "a", "an", "his", "her", "its", "their"):
        index += 1
    if (
        not words.at(index)[:1].isalpha()
        or words.at(index) in _NOT_SPEAKERS
        or words.at(index) in ("that", "on", "in", "to")
    ):
        return None
    end = index + 1
    if words.written[index][0].isupper():
        while (
            end < len(words)
            and end - index < 5
            and (words.written[end][0].isupper() or (words.written[end] == "." and words.joined(end)))
        ):
            end += 1
        if words.written[end - 1] == ".":
            end -= 1
        return index, max(end, index + 1)
    while end < len(words) and end - index < 6 and words.lower[end][0].isalpha() and words.lower[end] not in (
        "of", "in", "on", "at", "who", "that", "and", "to", "from", "by", "for", "with", "as", "said", "is", "was",
    ):  # fmt: skip
        end += 1
    return index, end
