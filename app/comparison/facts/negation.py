"""Finds denials and what they deny, and the hedges by which a writer steps back."""

from __future__ import annotations

from app.comparison.facts.lemmas import stem, stems
from app.comparison.facts.values import Fact, Hedge, Negation
from app.comparison.facts.words import STOP, Words

# Not negations: "not only", "no fewer than", "no doubt", "not immediately clear", "no longer than", "if not more".
_NOT_AFTER = frozenset(
    "only just fewer less more least later necessarily immediately yet quite exactly doubt matter wonder sooner than "
    "to_mention surprisingly "
    "clear known entirely".split()
)
_NO = frozenset({"not", "never", "without", "neither", "nor", "cannot"})
# Verbs whose object did not happen; somebody's word where marked True.
_VERBS: dict[str, bool] = {}
for _word in "deny reject dismiss refute dispute disavow repudiate".split():
    _VERBS[stem(_word)] = True
for _word in "refuse decline fail unable".split():
    _VERBS[stem(_word)] = False
_RULED_OUT = stems("rule")
_HEDGES = frozenset(
    "allegedly reportedly apparently possibly perhaps supposedly purportedly presumably likely probably "
    "unconfirmed rumored rumoured".split()
)


def find_negations(words: Words) -> list[Fact]:
    """Find the negations of a sentence, in order."""
    facts: list[Fact] = []
    for index, word in enumerate(words.lower):
        reported = False
        begin, after = index, index + 1
        if word in _NO:
            if (
                word == "not"
                and words.at(index - 1) in ("if", "or", "whether", "why")
                and words.at(after) not in ("be", "been")
            ):
                continue
        elif word.endswith("n't"):
            pass
        elif word == "no":
            if words.at(after) in ("1", ".", ",", "!", "") or (
                not words.at(after)[0].isalpha() and words.at(after) != "-"
            ):
                continue
            if words.at(after) in ("one", "longer"):
                after += 1
        elif word in ("nobody", "nothing", "none"):
            pass
        elif (word in ("hardly", "scarcely") and words.at(after) in ("any", "anyone", "ever")) or (
            word == "yet"
            and words.at(after) == "to"
            and words.at(index - 1) in ("have", "has", "had", "is", "are", "was", "were")
        ):
            after += 1
        elif word == "stopped" and words.at(after) == "short" and words.at(after + 1) == "of":
            after += 2
        else:
            verb = stem(word)
            found = _VERBS.get(verb)
            if found is None:
                if verb in _RULED_OUT and words.at(after) == "out":
                    found, after = True, after + 1
                else:
                    continue
            reported = found
            if verb == "fail" and words.at(after) != "to":
                continue
        if words.at(after) in _NOT_AFTER and words.at(index + 1) != "longer":
            continue
        scope = _scope(words, after)
        if scope:
            facts.append(Fact("negation", Negation(word, scope, reported), words.starts[begin], words.ends[after - 1]))
    return facts


_SCOPE_ENDS = frozenset(',;:.!?()[]–—“”"…') | {
    "but",
    "because",
    "although",
    "though",
    "while",
    "who",
    "which",
    "when",
    "after",
    "before",
    "said",
}
_SCOPE_WORDS = 4  # content words a negation governs at most; further ones are too seldom its own


def _scope(words: Words, begin: int) -> tuple[str, ...]:
    found: list[str] = []
    for index in range(begin, min(begin + 10, len(words))):
        word = words.lower[index]
        if word in _SCOPE_ENDS and index > begin:
            break
        if word not in STOP and word[0].isalpha() and len(word) > 1:
            found.append(stem(word))
            if len(found) == _SCOPE_WORDS:
                break
    return tuple(found)


def find_hedges(words: Words) -> list[Fact]:
    """Find hedging words: "allegedly", "may have", "is believed to"."""
    facts: list[Fact] = []
    for index, word in enumerate(words.lower):
        end = 0
        if word in _HEDGES:
            end = index + 1
        elif (
            word in ("may", "might", "could")
            and words.at(index + 1) in ("have", "be")
            and not words.written[index][0].isupper()
        ):
            end = index + 2
        elif (
            word in ("believed", "thought", "feared", "alleged", "suspected", "rumored")
            and words.at(index + 1) in ("to", "that", "by")
            and (words.at(index - 1) in ("is", "are", "was", "were", "been", "be"))
        ):
            end = index + 1
        if end:
            facts.append(
                Fact("hedge", Hedge(" ".join(words.lower[index:end])), words.starts[index], words.ends[end - 1])
            )
    return facts
