"""Holds wording against wording: the same thing asserted and denied, and words of opposite outcome."""

from __future__ import annotations

from functools import lru_cache

from app.comparison.facts.antonyms import WEAK, opposites
from app.comparison.facts.clash import Clash, slot, surroundings
from app.comparison.facts.lemmas import stem
from app.comparison.facts.values import Fact, Name, Negation
from app.comparison.facts.words import Words, content_stems, read_words

_REACH = 8  # words within which a denied thing must be told again to be the same thing
# In front of a statement these make it a wish, a plan or a condition, which a denial need not contradict.
_UNREAL = frozenset("would could should may might if whether unless until to ought must reserves".split())
_UNREAL_CUES = frozenset("shouldn't wouldn't couldn't needn't mustn't mightn't".split())
_NOUN_CUES = frozenset("no without none nothing neither nor nobody".split())


def overlap(left_text: str, right_text: str) -> tuple[float, float, float]:
    """Return (jaccard, smaller containment, larger containment) of two sentences' content stems; zeros when either
    has none."""
    left, right = stem_set(left_text), stem_set(right_text)
    if not left or not right:
        return 0.0, 0.0, 0.0
    shared = len(left & right)
    shares = sorted((shared / len(left), shared / len(right)))
    return shared / len(left | right), shares[0], shares[1]


@lru_cache(maxsize=1 << 12)
def stem_set(text: str) -> frozenset[str]:
    """Return the content stems of a sentence."""
    return frozenset(found for _, found in content_stems(text))


def _told(text: str, head: str, wanted: frozenset[str]) -> tuple[int, int, int] | None:
    """Find where a sentence tells what is wanted, `head` among it: (first word, last word, how many of them); the
    fullest place."""
    places = [(index, found) for index, found in content_stems(text) if found in wanted]
    best: tuple[int, int, int] | None = None
    for first, found in places:
        if found != head:
            continue
        near = [(index, other) for index, other in places if abs(index - first) <= _REACH]
        count = len({other for _, other in near})
        if best is None or count > best[2]:
            best = min(index for index, _ in near), max(index for index, _ in near), count
    return best


def hold_negations(left: tuple[Fact, ...], left_text: str, right: tuple[Fact, ...], right_text: str) -> list[Clash]:
    """Find what one sentence denies and the other asserts: the denied words are there, together, without a denial
    of theirs."""
    clashes = _denied(left, left_text, right, right_text)
    clashes += [clash.swapped() for clash in _denied(right, right_text, left, left_text)]
    return clashes


def _denied(denying: tuple[Fact, ...], denying_text: str, other: tuple[Fact, ...], other_text: str) -> list[Clash]:
    clashes: list[Clash] = []
    denials = [fact for fact in denying if isinstance(fact.value, Negation)]
    if not denials:
        return []
    here, there = read_words(denying_text), read_words(other_text)
    for fact in denials:
        value = fact.value
        if not isinstance(value, Negation):
            continue
        head = value.scope[0]
        if sum(found == head for _, found in content_stems(denying_text)) > 1:
            continue  # the sentence itself also says it without a denial
        told = _told(other_text, head, frozenset(value.scope))
        denied_there = any(isinstance(item.value, Negation) and head in item.value.scope for item in other)
        if told is None or denied_there or _negated_near(there, other, told):
            continue
        strength = _denial_strength(fact, value, denying, denying_text, other, other_text, told)
        strength *= _reality(here, there, fact, value, told)
        if strength > 0:
            denied = " ".join(denying_text[fact.start : fact.end].split())
            span = there.starts[told[0]], there.ends[told[1]]
            note = f"“{denied}” stands on one side only"
            clashes.append(Clash("negation", (fact.start, fact.end), span, note, strength))
    return clashes


def _negated_near(words: Words, facts: tuple[Fact, ...], told: tuple[int, int, int]) -> bool:
    begin = words.starts[max(0, told[0] - 6)]
    end = words.ends[min(len(words) - 1, told[1] + 2)]
    return any(isinstance(fact.value, Negation) and begin <= fact.start < end for fact in facts)


def _denial_strength(
    fact: Fact, value: Negation, denying: tuple[Fact, ...], denying_text: str, other: tuple[Fact, ...], other_text: str,
    told: tuple[int, int, int],
) -> float:  # fmt: skip
    """More shared words, and a shared subject in front of them, make it surer that it is one claim."""
    scope = frozenset(value.scope)
    words = read_words(denying_text)
    before = {found for index, found in content_stems(denying_text) if words.starts[index] < fact.start} - scope
    before_there = {found for index, found in content_stems(other_text) if index < told[0]} - scope
    names = {item.value.key for item in denying if isinstance(item.value, Name)}
    shared_names = names & {item.value.key for item in other if isinstance(item.value, Name)}
    outside = (stem_set(denying_text) & stem_set(other_text)) - scope
    if told[2] < 2 and not (before & before_there):
        return 0.0
    if told[2] < 2 and len(outside) < 2 and not shared_names:
        return 0.0
    strength = 0.7 * (told[2] / len(scope)) * min(1.0, (told[2] + len(outside)) / 4)
    if not (before & before_there) and not shared_names:
        strength *= 0.5
    return strength


def _reality(here: Words, there: Words, fact: Fact, value: Negation, told: tuple[int, int, int]) -> float:
    """Return what is left of a denial's strength where either side speaks of what should, might or is wanted to be."""
    share = 1.0
    if value.reported:
        share *= 0.5  # somebody's denial, reported: both reports may be true
    if value.cue in _NOUN_CUES:
        share *= 0.6
    at = next((index for index, start in enumerate(here.starts) if start >= fact.start), 0)
    if value.cue in _UNREAL_CUES or any(word in _UNREAL for word in here.lower[max(0, at - 2) : at + 1]):
        share *= 0.4
    if value.cue == "not" and here.at(at - 1) in (",", "but", "and", "or", "–", "—", ";"):
        share *= 0.3  # "the states, not judges" sets two things side by side
    if value.cue == "don't" and here.at(at - 1) in ("", "you", '"', "“", ",", "'"):
        share *= 0.4
    before = there.lower[: told[0]]
    if "whether" in before or any(word in _UNREAL for word in before[-3:]):
        share *= 0.4
    return share


def hold_opposites(left: tuple[Fact, ...], left_text: str, right: tuple[Fact, ...], right_text: str) -> list[Clash]:
    """Find words of opposite outcome whose surroundings are the same."""
    pairs = opposites(left_text, right_text)
    if not pairs:
        return []
    alike, _, held = overlap(left_text, right_text)
    clashes: list[Clash] = []
    for one, two, note in pairs:
        shared = len(surroundings(left_text, one) & surroundings(right_text, two))
        weak = stem(left_text[slice(*one)].lower()) in WEAK or stem(right_text[slice(*two)].lower()) in WEAK
        near = max(min(1.0, shared / 3), slot(left_text, one, right_text, two) / 2)
        strength = near * (0.35 if weak else 0.75) * min(1.0, 0.4 + alike + held / 3)
        if strength > 0:
            clashes.append(Clash("outcome", one, two, note, strength))
    crowd = max(1, len(clashes))
    return [Clash(c.kind, c.left, c.right, c.note, c.strength / crowd**0.5) for c in clashes]
