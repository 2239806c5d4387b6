"""The words on both sides that clash, and why, in words for the reader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.comparison.candidates import content_words
from app.comparison.evidence import CLEAR, Pair, Read
from app.comparison.facts import Fact, Quantity, clashes, compatible
from app.comparison.ports import Judge
from app.comparison.types import Link, Reason, ReasonKind, Span

MOST = 2  # reasons shown for one conflict: more would mark the whole sentence
LONGEST = 60  # characters of a phrase that is marked
SURE = 0.5  # probability of the words that the judge names from which they are taken
KINDS: tuple[ReasonKind, ...] = ("number", "date", "time", "place", "name")  # the most telling first
PHRASES = 8  # phrases of a sentence that are left out in turn, the longest ones where there are more

# Phrases end at punctuation and before these words, which begin a new part of the sentence.
_BREAK = re.compile(
    r"[,;:()\"“”—–]+\s*|(?<!\s)\s+(?=(?:and|but|or|that|which|who|whom|when|while|after|before|because|as|if|with|without|from|"
    r"to|for|by|in|on|at|of|into|over|under|during|since|until|between|against|among|said|says|according)\b)"
)

_JOIN = re.compile(r"(?:and|but|or|that)\s+")  # no part of the phrase that it brings in


# What ends with one of these before another word was cut off amid a phrase: "moved to the" of "moved to the mill".
_LOOSE = frozenset("a an the its their his her of for with by from to at in on and or that".split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """A few words of a sentence, with their span in it."""

    start: int
    end: int


def phrases(text: str) -> list[Phrase]:
    """The sentence cut into phrases of at most `LONGEST` characters with a word of content; a short one into words."""
    found: list[Phrase] = []
    start = 0
    for stop in [*(m.span() for m in _BREAK.finditer(text)), (len(text), len(text))]:
        found += _cut(text, start, stop[0])
        start = stop[1]
    if len(found) == 1:  # marking the whole sentence would say nothing
        found = [Phrase(*word.span()) for word in re.finditer(r"[^\W_]+(?:['’][^\W_]+)?", text)]
    return [p for p in found if content_words(text[p.start : p.end])]


def _cut(text: str, start: int, end: int) -> list[Phrase]:
    while start < end and not text[start].isalnum() and text[start] not in "$£€":
        start += 1
    joined = _JOIN.match(text, start, end)
    start = joined.end() if joined else start
    while end > start and not text[end - 1].isalnum() and text[end - 1] != "%":
        end -= 1
    if end - start <= LONGEST:
        return [Phrase(start, end)] if end > start else []
    middle = text.rfind(" ", start, start + LONGEST)
    if middle <= start:
        return [Phrase(start, start + LONGEST)]
    return [Phrase(start, middle), *_cut(text, middle + 1, end)]


def own_phrases(text: str, other: str) -> list[Phrase]:
    """The phrases with a word of content that the other sentence lacks: those that can clash with it."""
    theirs = content_words(other)
    own = [p for p in phrases(text) if content_words(text[p.start : p.end]) - theirs]
    kept = sorted(own, key=lambda p: len(content_words(text[p.start : p.end]) - theirs), reverse=True)[:PHRASES]
    return sorted(kept, key=lambda p: p.start)


def _without(text: str, phrase: Phrase) -> str:
    return f"{text[: phrase.start].rstrip()} {text[phrase.end :].lstrip()}".strip()


def explained(
    links: Sequence[Link], pairs: dict[tuple[int, int], Pair], left: Read, right: Read, judge: Judge | None
) -> tuple[Link, ...]:
    """Each contradiction with its reasons: the facts that clash where the judge points to them or to nothing.

    Else the words that it points to, else the phrases that its answer hangs on (asked where `judge` is given), else
    whatever facts differ.
    """
    made: list[Link] = []
    for link in links:
        if link.relation != "contradiction":
            made.append(link)
            continue
        pair = pairs[link.left, link.right]
        known = _from_facts(pair, left, right)
        reasons = [reason for reason, clash in zip(known, pair.clashes, strict=True) if clash.strength >= CLEAR]
        pointed = _pointed_at(pair, left, right)
        if pointed:
            reasons = [reason for reason in reasons if _touch(reason, pointed)] or [pointed, *reasons]
        elif not reasons and judge is not None:
            reasons = _by_leaving_out(link, left, right, judge)
        made.append(replace(link, reasons=tuple((reasons or known)[:MOST])))
    return tuple(made)


def _pointed_at(pair: Pair, left: Read, right: Read) -> Reason | None:
    """The words that the judge says clash, where it is sure of them on both sides."""
    said = pair.judgement
    if said is None or min(said.clash) < SURE or said.words[0] is None or said.words[1] is None:
        return None
    first, second = Phrase(*said.words[0]), Phrase(*said.words[1])
    at = pair.candidate.left, pair.candidate.right
    facts = left.facts[at[0]], right.facts[at[1]]
    second = _counterpart(first, second, facts[0], facts[1])
    first = _counterpart(second, first, facts[1], facts[0])
    return _reason(first, second, at[0], at[1], left, right)


def _counterpart(sure: Phrase, doubtful: Phrase, mine: Sequence[Fact], theirs: Sequence[Fact]) -> Phrase:
    """What `sure` clashes with: where it is a count and `doubtful` none, the one count there that mine all contradict.

    The judge often names the words of one side rightly and misses those of the other.
    """
    ours, others = _counts(mine), _counts(theirs)
    if not any(_touches(sure, fact) for fact, _ in ours) or any(_touches(doubtful, fact) for fact, _ in others):
        return doubtful
    free = [fact for fact, count in others if not any(compatible(count, one) for _, one in ours)]
    return Phrase(free[0].start, free[0].end) if len(free) == 1 else doubtful


def _counts(facts: Sequence[Fact]) -> list[tuple[Fact, Quantity]]:
    return [(fact, fact.value) for fact in facts if isinstance(fact.value, Quantity) and fact.value.form == "count"]


def _touches(phrase: Phrase, fact: Fact) -> bool:
    return fact.start < phrase.end and fact.end > phrase.start


def _touch(one: Reason, other: Reason) -> bool:
    """Whether two reasons share words on both sides."""
    sides = ((one.left, other.left), (one.right, other.right))
    return all(a and b and a[0] < b[1] and b[0] < a[1] for a, b in sides)


def _from_facts(pair: Pair, left: Read, right: Read) -> list[Reason]:
    """The pair's clashes as reasons, in their order, with spans in the articles."""
    at = pair.candidate.left, pair.candidate.right
    texts = left.sentences[at[0]], right.sentences[at[1]]
    back = clashes(right.facts[at[1]], texts[1].text, left.facts[at[0]], texts[0].text) if pair.clashes else ()
    mirrored = {(clash.right, clash.left): clash.note for clash in back}
    return [
        Reason(
            clash.kind,
            _moved(clash.left, texts[0].start),
            _moved(clash.right, texts[1].start),
            clash.note,
            mirrored.get((clash.left, clash.right), clash.note),
        )
        for clash in pair.clashes
    ]


def _moved(span: Span | None, by: int) -> Span | None:
    return (span[0] + by, span[1] + by) if span else None


def _by_leaving_out(link: Link, left_read: Read, right_read: Read, judge: Judge) -> list[Reason]:
    """Leave each phrase out and ask again: the one whose loss calms the judge most is what clashes, on either side."""
    left, right = left_read.sentences[link.left].text, right_read.sentences[link.right].text
    mine, theirs = own_phrases(left, right) or phrases(left), own_phrases(right, left) or phrases(right)
    if not mine or not theirs:
        return []
    asked = [(_without(left, p), right) for p in mine] + [(left, _without(right, p)) for p in theirs]
    answers = [j.contradiction for j in judge.judge(asked)]
    first = mine[min(range(len(mine)), key=lambda n: answers[n])]
    second = theirs[min(range(len(theirs)), key=lambda n: answers[len(mine) + n])]
    return [_reason(first, second, link.left, link.right, left_read, right_read)]


def _reason(first: Phrase, second: Phrase, left_at: int, right_at: int, left: Read, right: Read) -> Reason:
    """The phrases of two sentences as a reason, of the kind that the facts in them tell."""
    one, other = left.sentences[left_at], right.sentences[right_at]
    first, second = _closed(first, one.text), _closed(second, other.text)
    words = one.text[first.start : first.end], other.text[second.start : second.end]
    return Reason(
        _kind(_facts_in(first, left.facts[left_at]), _facts_in(second, right.facts[right_at])),
        (first.start + one.start, first.end + one.start),
        (second.start + other.start, second.end + other.start),
        f"“{words[0]}” against “{words[1]}”",
        f"“{words[1]}” against “{words[0]}”",
    )


def _closed(phrase: Phrase, text: str) -> Phrase:
    """The phrase without the words at its end that only lead to what follows it."""
    if not re.match(r"\s+\w", text[phrase.end :]):
        return phrase
    found = text[phrase.start : phrase.end]
    while len(parts := found.rsplit(maxsplit=1)) == 2 and parts[1].lower() in _LOOSE:
        found = parts[0]
    return Phrase(phrase.start, phrase.start + len(found))


def _facts_in(phrase: Phrase, facts: Sequence[Fact]) -> dict[str, set[object]]:
    """The values of the facts that the phrase touches, by kind."""
    found: dict[str, set[object]] = {}
    for fact in facts:
        if _touches(phrase, fact):
            found.setdefault(fact.kind, set()).add(fact.value)
    return found


def _kind(left: dict[str, set[object]], right: dict[str, set[object]]) -> ReasonKind:
    """What two phrases clash in: the kind of fact that both hold otherwise; else a negation that one holds."""
    for kind in KINDS:
        if kind in left and kind in right and left[kind] != right[kind]:
            return kind
    return "negation" if ("negation" in left) != ("negation" in right) else "other"
