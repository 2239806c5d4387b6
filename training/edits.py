"""Sentences rewritten by rule: a changed fact that must read as a contradiction, changed words that must not."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

NUMBER = re.compile(r"(?<![\w.,$-])\$?\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w-])|(?<![\w.,-])\$?\d+(?:\.\d+)?(?![\w-])")
YEAR = re.compile(r"^(?:1[6-9]|20)\d\d$")
NAME = re.compile(r"\b[A-Z][a-z]+(?:[- ](?:Mc|Mac|O')?[A-Z][a-z]+)*\b")
NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
# Words that begin sentences with a capital and are no names.
COMMON = frozenset(
    "The A An In On At It He She They We I But And Or For From With When While After Before As If This That These "
    "Those There Then Their His Her Its Our Your My Also Although Because By During Despite Earlier Even Every Few "
    "Former "
    "However Many Meanwhile More Most Mr Mrs Ms Dr No Not Now Of Once One Only Other Over Police Since So Some Still "
    "Such Than Though Through To Two Three Four Five Under Until Up What Where Which Who Why Yes Yet You All Another "
    "Any Are Is Was Were Has Have Had Be Do Did Does Can Could Will Would Should Officials According Authorities "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December".split()
)
OPPOSITES = {
    "rose": "fell", "increased": "decreased", "won": "lost", "approved": "rejected", "accepted": "refused",
    "guilty": "not guilty", "alive": "dead", "before": "after", "opened": "closed", "arrested": "released",
    "supported": "opposed", "first": "last", "killed": "saved", "confirmed": "denied", "agreed": "refused",
    "higher": "lower", "north": "south", "northern": "southern", "eastern": "western", "east": "west",
    "morning": "evening", "early": "late", "more": "fewer", "most": "few", "all": "none of the", "always": "never",
    "many": "few", "male": "female", "man": "woman", "men": "women", "boy": "girl", "brother": "sister",
    "son": "daughter", "father": "mother", "husband": "wife", "inside": "outside", "began": "ended",
    "started": "finished", "gained": "lost", "up": "down", "best": "worst", "largest": "smallest", "buy": "sell",
    "bought": "sold", "young": "old", "public": "private", "success": "failure", "successful": "failed",
    "strong": "weak", "legal": "illegal", "possible": "impossible", "safe": "unsafe", "known": "unknown",
    "present": "absent", "include": "exclude", "allowed": "barred", "passed": "failed", "remember": "forget",
    "injured": "unhurt", "dead": "alive", "survived": "died", "died": "survived", "lost": "won", "fell": "rose",
    "after": "before", "last": "first", "rejected": "approved", "opposed": "supported", "closed": "opened",
}  # fmt: skip
NEGATED = {
    "was": "was not", "were": "were not", "is": "is not", "are": "are not", "has": "has not", "have": "have not",
    "had": "had not", "will": "will not", "would": "would not", "can": "cannot", "could": "could not",
}  # fmt: skip
SAYING = re.compile(r",? (?:said|says|told|according to|reported)\b.*$")


def _replaced(text: str, start: int, end: int, words: str) -> str:
    return text[:start] + words + text[end:]


def other_number(text: str, chance: random.Random, shared: Callable[[str], bool]) -> str | None:
    """One number that `shared` accepts made another one."""
    found = [m for m in NUMBER.finditer(text) if shared(m.group().strip("$"))]
    words = [m for m in re.finditer(r"\b(" + "|".join(NUMBER_WORDS[1:]) + r")\b", text) if shared(m.group())]
    if not found and not words:
        return None
    chosen = chance.choice(found + words)
    written = chosen.group()
    if written in NUMBER_WORDS:
        return _replaced(text, *chosen.span(), chance.choice([w for w in NUMBER_WORDS[1:] if w != written]))
    plain = float(written.strip("$").replace(",", ""))
    if YEAR.match(written):
        new = plain + chance.choice([-12, -7, -5, -3, -2, -1, 1, 2, 4, 9])
    elif plain < 25:
        new = chance.choice([n for n in range(2, 26) if n != plain])
    else:
        new = plain * chance.choice([0.25, 0.4, 0.5, 0.6, 0.7, 1.4, 1.7, 2, 2.5, 3])
    if "." in written:
        made = f"{new:.{len(written.split('.')[1])}f}"
    else:
        made = f"{round(new):,}" if "," in written else str(round(new))
    if float(made.replace(",", "")) == plain:
        return None
    return _replaced(text, *chosen.span(), ("$" if written.startswith("$") else "") + made)


def other_day(text: str, chance: random.Random, shared: Callable[[str], bool]) -> str | None:
    """One weekday or month made another."""
    for names in (WEEKDAYS, MONTHS):
        found = [m for m in re.finditer(r"\b(?:" + "|".join(names) + r")\b", text) if shared(m.group())]
        if found:
            chosen = chance.choice(found)
            return _replaced(text, *chosen.span(), chance.choice([n for n in names if n != chosen.group()]))
    return None


def names_in(text: str) -> list[tuple[int, int, str]]:
    """Runs of capitalised words that are not only a sentence's first common word."""
    found = []
    for m in NAME.finditer(text):
        start, words = m.start(), m.group()
        first, _, rest = words.partition(" ")
        if first in COMMON:
            if not rest:
                continue
            start, words = start + len(first) + 1, rest
        if words not in COMMON:
            found.append((start, m.end(), words))
    return found


def other_name(text: str, chance: random.Random, shared: Callable[[str], bool], names: Sequence[str]) -> str | None:
    """One name made another of as many words from `names`."""
    found = [(s, e, w) for s, e, w in names_in(text) if shared(w)]
    if not found:
        return None
    start, end, words = chance.choice(found)
    size = len(words.split())
    others = [n for n in names if len(n.split()) == size and not set(n.split()) & set(text.split())]
    return _replaced(text, start, end, chance.choice(others)) if others else None


def exchanged_names(text: str, chance: random.Random, shared: Callable[[str], bool]) -> str | None:
    """Two names of one sentence change places."""
    found = [(s, e, w) for s, e, w in names_in(text) if shared(w)]
    if len(found) < 2:
        return None
    (s1, e1, w1), (s2, e2, w2) = sorted(chance.sample(found, 2))
    if w1 == w2 or re.fullmatch(r"(?:,| and| or|,? and)? ?", text[e1:s2]):
        return None
    return text[:s1] + w2 + text[e1:s2] + w1 + text[e2:]


def opposite(text: str, chance: random.Random, shared: Callable[[str], bool]) -> str | None:
    """One word made its opposite."""
    found = [m for m in re.finditer(r"[A-Za-z]+", text) if m.group() in OPPOSITES and shared(m.group())]
    if not found:
        return None
    chosen = chance.choice(found)
    return _replaced(text, *chosen.span(), OPPOSITES[chosen.group()])


def negated(text: str, chance: random.Random, shared: Callable[[str], bool]) -> str | None:
    """The first auxiliary outside what is only said about speech is denied."""
    body = SAYING.sub("", text)
    found = list(re.finditer(r"\b(?:" + "|".join(NEGATED) + r")\b(?! not|n't)", body))
    if not found or re.search(r"\b(?:not|never|no)\b|n't", body):
        return None
    chosen = found[0]
    return _replaced(text, *chosen.span(), NEGATED[chosen.group()])


def bounded(text: str, chance: random.Random) -> str | None:
    """A number told less exactly, and still true: rounded, or as a bound."""
    found = [m for m in NUMBER.finditer(text) if not YEAR.match(m.group()) and "$" not in m.group()]
    found = [m for m in found if not re.search(r"(?:than|least|about|over|nearly|to|of|No\.) $", text[: m.start()])]
    if not found:
        return None
    chosen = chance.choice(found)
    plain = float(chosen.group().replace(",", ""))
    if plain < 12 or plain != int(plain):
        return None
    step = 10 ** (len(str(int(plain))) - 1)
    low = int(plain // step * step)
    if low == plain:
        return None
    near = round(plain / step * 2) * step // 2 if plain > 100 else round(plain / 5) * 5
    words = chance.choice([f"more than {low:,}", f"at least {low:,}", f"about {near:,}", f"some {near:,}"])
    return _replaced(text, *chosen.span(), words)


def worded(text: str, chance: random.Random) -> str | None:
    """A small number in words, or a number word in digits."""
    found = [m for m in re.finditer(r"(?<![\w.,$-])\d{1,2}(?![\w.,%-])", text) if 2 <= int(m.group()) <= 20]
    if found:
        chosen = chance.choice(found)
        return _replaced(text, *chosen.span(), NUMBER_WORDS[int(chosen.group()) - 1])
    words = list(re.finditer(r"\b(" + "|".join(NUMBER_WORDS[1:]) + r")\b", text))
    if not words:
        return None
    chosen = chance.choice(words)
    return _replaced(text, *chosen.span(), str(NUMBER_WORDS.index(chosen.group()) + 1))


def attributed(text: str, chance: random.Random) -> str | None:
    """The same claim with somebody who says it, or without."""
    bare = SAYING.sub(".", text)
    if bare != text and len(bare) > 40 and '"' not in text and "“" not in text:
        return bare
    if text.endswith(".") and '"' not in text and "said" not in text:
        return text[:-1] + chance.choice([", officials said.", ", according to reports.", ", a spokesman said."])
    return None


CHANGES = ("number", "day", "name", "exchange", "opposite", "negation")
KEEPS = (bounded, worded, attributed)


def change(
    kind: str, text: str, chance: random.Random, shared: Callable[[str], bool], names: Sequence[str]
) -> str | None:
    """`text` with one fact changed that `shared` accepts; None where the rule finds nothing to change."""
    if kind == "name":
        return other_name(text, chance, shared, names)
    rules = {
        "number": other_number,
        "day": other_day,
        "exchange": exchanged_names,
        "opposite": opposite,
        "negation": negated,
    }
    return rules[kind](text, chance, shared)
