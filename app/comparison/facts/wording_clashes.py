"""Holds wording against wording: the same thing asserted and denied, and words of opposite outcome."""

from __future__ import annotations

from app.comparison.facts.antonyms import WEAK, opposites
from app.comparison.facts.clash import Clash, surroundings
from app.comparison.facts.lemmas import stem
from app.comparison.facts.values import Fact, Name, Negation
from app.comparison.facts.words import content_stems, read_words
from app.comparison.types import Span


def overlap(left_text: str, right_text: str) -> tuple[float, float, float]:
    """Return (jaccard, smaller containment, larger containment) of two sentences' content stems; zeros when either has none."""
    left, right = stem_set(left_text), stem_set(right_text)
    if not left or not right:
        return 0.0, 0.0, 0.0
    shared = len(left & right)
    shares = sorted((shared / len(left), shared / len(right)))
    return shared / len(left | right), shares[0], shares[1]


def stem_set(text: str) -> frozenset[str]:
    """Return the content stems of a sentence."""
    return frozenset(found for _, found in content_stems(text))


def _place_of(text: str, wanted: frozenset[str]) -> Span | None:
    """Return the span from the first to the last of the wanted stems that stand near each other."""
    words = read_words(text)
    places = [index for index, found in content_stems(text) if found in wanted]
    if not places:
        return None
    last = max(index for index in places if index - places[0] <= 8)
    return words.starts[places[0]], words.ends[last]


def hold_negations(left: tuple[Fact, ...], left_text: str, right: tuple[Fact, ...], right_text: str) -> list[Clash]:
    """Find what one sentence denies and the other asserts: all denied words are there without a denial of theirs."""
    clashes = _denied(left, left_text, right, right_text)
    clashes += [clash.swapped() for clash in _denied(right, right_text, left, left_text)]
    return clashes


def _denied(denying: tuple[Fact, ...], denying_text: str, other: tuple[Fact, ...], other_text: str) -> list[Clash]:
    clashes: list[Clash] = []
    other_stems = stem_set(other_text)
    other_scopes = frozenset(found for fact in other if isinstance(fact.value, Negation) for found in fact.value.scope)
    other_cues = {fact.value.cue for fact in other if isinstance(fact.value, Negation)}
    names = {fact.value.key for fact in denying if isinstance(fact.value, Name)} & {
        fact.value.key for fact in other if isinstance(fact.value, Name)
    }
    for fact in denying:
        value = fact.value
        if not isinstance(value, Negation):
            continue
        head = value.scope[0]
        found = frozenset(value.scope) & other_stems
        # The first word is what is denied; without it the rest is only the subject.
        if head not in found or found & other_scopes or value.cue in other_cues:
            continue
        outside = (stem_set(denying_text) & other_stems) - frozenset(value.scope)
        if len(found) < 2 and len(outside) < 2 and not names:
            continue
        share = len(found) / len(value.scope)
        strength = 0.7 * share * min(1.0, (len(found) + len(outside)) / 4)
        if value.reported:
            strength *= 0.5  # somebody's denial, reported; both reports may be true
        there = _place_of(other_text, found)
        if there is None:
            continue
        denied = " ".join(denying_text[fact.start : fact.end].split())
        clashes.append(
            Clash("negation", (fact.start, fact.end), there, f"one says “{denied}”, the other does not", strength)
        )
    return clashes


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
        strength = min(1.0, shared / 3) * (0.35 if weak else 0.75) * min(1.0, 0.4 + alike + held / 3)
        if strength > 0:
            clashes.append(Clash("outcome", one, two, note, strength))
    crowd = max(1, len(clashes))
    return [Clash(c.kind, c.left, c.right, c.note, c.strength / crowd**0.5) for c in clashes]
