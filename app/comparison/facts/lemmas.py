"""Words to stems, so that "kills", "killed" and "killing" are one; small and quick, for English news."""

from __future__ import annotations

from functools import lru_cache

# The irregular forms that news uses most; right of the colon the stem's base word.
_IRREGULAR_LINES = """
be: am is are was were been being 's 're 'm
have: has had having 've
do: does did done doing
go: goes went gone going
die: died dies dying
lie: lay lain lying lies
rise: rose risen
fall: fell fallen
win: won winning wins
lose: lost losing loses
leave: left leaving leaves
take: took taken taking
give: gave given giving
come: came coming
become: became becoming
begin: began begun beginning
say: said says saying
tell: told
find: found
hold: held
keep: kept
meet: met meeting
send: sent
spend: spent
build: built
buy: bought
bring: brought
catch: caught
teach: taught
think: thought
fight: fought
seek: sought
sell: sold
shoot: shot shooting shots
strike: struck stricken striking
sink: sank sunk sinking
steal: stole stolen
speak: spoke spoken
break: broke broken
choose: chose chosen
drive: drove driven
write: wrote written writing
ride: rode ridden
freeze: froze frozen
fly: flew flown flies flying
grow: grew grown
know: knew known
throw: threw thrown
draw: drew drawn
see: saw seen
eat: ate eaten
beat: beaten
forget: forgot forgotten
forbid: forbade forbidden
run: ran running
sit: sat sitting
get: got gotten getting
make: made making
pay: paid
lay: laid
stand: stood
understand: understood
withdraw: withdrew withdrawn
flee: fled fleeing
feel: felt
slay: slew slain
swear: swore sworn
tear: tore torn
wear: wore worn
bear: bore borne
bleed: bled
lead: led
read: reading
feed: fed
deny: denies denied denying
undergo: underwent undergone
overthrow: overthrew overthrown
drown: drowned drowns drowning
people: persons
person: persons'
man: men
woman: women
child: children
foot: feet
life: lives
wife: wives
knife: knives
thief: thieves
half: halves
mouse: mice
bus: buses
gas: gases
crisis: crises
more: most
"""

_IRREGULAR: dict[str, str] = {}
for _line in _IRREGULAR_LINES.strip().splitlines():
    _base, _forms = _line.split(":")
    for _form in _forms.split():
        _IRREGULAR[_form] = _base

_UNCHANGED = frozenset(
    "news series species during nothing something anything everything morning evening ceiling wedding bring king "
    "ring thing string "
    "spring wing sing red bed need seed speed feed indeed hundred kindred sacred embed bus gas yes this his its thus "
    "plus us is "
    "as was has does always perhaps across less unless mass pass class loss cross press boss miss kiss less business "
    "address "
    "process success access illness witness politics economics physics athletics headquarters".split()
)

_VOWELS = frozenset("aeiouy")


def _measure(word: str) -> int:
    """Count the runs of vowels that a consonant follows (Porter's m)."""
    count, was_vowel = 0, False
    for letter in word:
        vowel = letter in _VOWELS
        if was_vowel and not vowel:
            count += 1
        was_vowel = vowel
    return count


def _ends_short(word: str) -> bool:
    """Whether it ends consonant, vowel, consonant (not w, x, y), as "hop" does."""
    return (
        len(word) >= 3
        and word[-1] not in _VOWELS
        and word[-1] not in "wx"
        and word[-2] in _VOWELS
        and word[-3] not in _VOWELS
    )


def _without_ending(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            root = word[: -len(ending)]
            if not _VOWELS & set(root):
                return word
            if ending == "ed" and root.endswith("e"):  # agreed, freed
                return root
            if root[-1] == root[-2] and root[-1] not in "lsz":
                return root[:-1]
            if root.endswith(("at", "bl", "iz")) or (_measure(root) == 1 and _ends_short(root)):
                return root + "e"
            return root
    return word


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return the stem of one lower-case word; the same for its inflected forms, never empty for a word that is not."""
    if word.endswith("'s") and len(word) > 2:
        word = word[:-2]
    word = _IRREGULAR.get(word, word)
    if word in _UNCHANGED or len(word) <= 3:
        return word
    word = _without_ending(word)
    word = _IRREGULAR.get(word, word)
    if word.endswith("e"):
        root = word[:-1]
        measure = _measure(root)
        if measure > 1 or (measure == 1 and not _ends_short(root)):
            return root
    elif word.endswith("ll") and _measure(word) > 1:  # cancelled and canceled, travelled and traveled
        return word[:-1]
    return word


def stems(words: str) -> frozenset[str]:
    """Return the stems of words separated by white space; for tables."""
    return frozenset(stem(word) for word in words.split())
