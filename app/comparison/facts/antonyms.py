"""Words of opposite outcome: rise and fall, win and lose, approve and reject; one table, looked up by stem."""

from __future__ import annotations

from functools import lru_cache

from app.comparison.facts.lemmas import stem
from app.comparison.facts.words import content_stems, read_words
from app.comparison.types import Span

# Each line: what one side says | what the other says; an indented line goes on with the one before.
_OPPOSITES = """
rise rose climb soar surge jump rally increase gain grow upward | fall fell drop decline plunge tumble slump
 decrease slide sink shrink downward
increase raise boost expand lift hike | decrease cut reduce lower slash trim shrink curb
win won victory victorious triumph beat defeated | lose lost defeat loss
approve pass passed adopt endorse ratify accept back backed | reject block veto oppose decline refuse disapprove defeat
accept agree agreed welcome consent | refuse reject decline deny spurn rebuff turn_down
agree agreed agreement concur | disagree disagreed disagreement refuse
admit confess acknowledge confirm concede | deny dispute refute
confirm verify | deny refute dispute
guilty convict convicted conviction | acquit acquitted acquittal innocent cleared exonerated exonerate
allow permit let authorise authorize legalise legalize admit invite | ban bar prohibit forbid block prevent outlaw bar
support back endorse favour favor praise applaud welcome defend | oppose criticise criticize condemn denounce reject
 attack
alive survive survivor survived live living | dead die died killed death kill perish deceased
arrest arrested detain jail imprison custody | release freed free escape large acquit
arrive arrived enter entered join come return | leave left depart exit quit withdraw
join joined | leave quit withdraw
open opened opening begin start launch begun commence opens | close closed shut end ended finish conclude closing
 suspend halt
start begin launch resume commence continue | stop halt end cease cancel suspend finish abandon
continue proceed ahead remain keep stay persist | stop halt quit cancel abandon suspend drop resign withdraw
remain stay keep retain | resign quit leave step_down fired ousted dismissed
hire hired appoint appointed recruit | fire fired dismiss sack sacked layoff
succeed success successful successfully manage managed | fail failed failure unsuccessful unsuccessfully
before | after
first debut | second third last final again
beginning start opening | end closing finale
early | late
safe safely unharmed unhurt uninjured unscathed | injured hurt wounded killed dead
attack invade advance | retreat withdraw defend
buy bought purchase acquire acquisition | sell sold sale divest
lend lent | borrow borrowed
give gave grant granted provide donate | deny refuse withhold
grant granted | deny denied refuse
strengthen strengthened strong stronger bolster | weaken weakened weak weaker undermine
improve improved better improvement | worsen worsened worse deteriorate
add added | remove removed delete
include included including | exclude excluded excluding omit
remember recall | forget forgot
public publicly open openly | private privately secret secretly
legal lawful constitutional | illegal unlawful unconstitutional
true accurate correct right | false inaccurate incorrect wrong untrue
possible likely | impossible unlikely
able | unable
high highest higher | low lowest lower
large largest larger big biggest | small smallest smaller little
major key main | minor marginal
more | fewer less
most | least
majority | minority
older elder | younger
old older oldest | new young newest youngest
north northern | south southern
east eastern | west western
northeast | southwest
northwest | southeast
left-wing liberal | right-wing conservative
deliberate deliberately intentional intentionally | accident accidental accidentally unintentional unintentionally
suicide | murder homicide natural
daily | weekly monthly
wife | husband
mother | father
sister | brother
daughter | son
man men male | woman women female
boy boys | girl girls
friend ally | enemy foe adversary rival
inside indoor indoors | outside outdoor outdoors
empty | full packed crowded
cheap cheaper | expensive
profit profits profitable | loss losses
surplus | deficit
peaceful calm peacefully | violent violently
cool cold | hot warm
dry | wet
send sent | receive received
lead led trailing | trail trailed
upheld uphold affirm affirmed | overturn overturned reverse quash struck
found recovered discovered located | missing lost
known identified | unknown unidentified
voluntary voluntarily | forced compelled mandatory compulsory
unanimous unanimously | divided split
temporary temporarily | permanent permanently
optimistic hopeful | pessimistic
healthy | ill sick
mild minor slight light | severe serious critical heavy
shorten | extend extended lengthen prolong
delay delayed postpone postponed | hasten
destroy destroyed | intact undamaged untouched
sink sank sunk | afloat
online | offline
import imports imported | export exports exported
hero | villain
won't | will
"""

# (stem, stem) in both orders.
OPPOSITES: set[tuple[str, str]] = set()
for _line in _OPPOSITES.strip().replace("\n ", " ").splitlines():
    _one, _two = _line.split("|")
    for _first in _one.split():
        for _second in _two.split():
            _pair = stem(_first), stem(_second)
            if _pair[0] != _pair[1] and _pair[0] != "n't":
                OPPOSITES.add(_pair)
                OPPOSITES.add((_pair[1], _pair[0]))
WORDS = frozenset(first for first, _ in OPPOSITES)
# Too general to be a clash by themselves: they only help where the sentences are otherwise nearly alike.
WEAK = frozenset(
    stem(word)
    for word in "before after first second third last final early late more less fewer most least high low "
    "higher lower large small old new "
    "young man woman men women boy girl big little include open close end start begin right wrong found keep stay "
    "come live back light "
    "heavy public private left return lead son daughter mother father brother sister wife husband admit give cut "
    "attack defend pass "
    "climb join continue remain agree north south east west northern southern eastern western kill dead die death "
    "alive injured".split()
)
_MOST = 200  # content words of a sentence that are looked at; only texts without full stops have more
_NEGATED = frozenset({"not", "never", "no", "without", "cannot", "nor", "neither"})


def _negated(lower: tuple[str, ...], index: int) -> bool:
    return any(word in _NEGATED or word.endswith("n't") for word in lower[max(0, index - 3) : index])


@lru_cache(maxsize=64)  # the features of a pair and its clashes ask for them one after the other
def opposites(left_text: str, right_text: str) -> tuple[tuple[Span, Span, str], ...]:
    """Find pairs of words of opposite meaning, one of each sentence, ordered by place.

    A word that both sentences use says nothing, nor does a pair of which one is negated ("did not rise" and "fell").
    """
    left_stems, right_stems = content_or_order(left_text)[:_MOST], content_or_order(right_text)[:_MOST]
    both = {found for _, found in left_stems} & {found for _, found in right_stems}
    right_open = [(index, found) for index, found in right_stems if found not in both and found in WORDS]
    if not right_open:
        return ()
    left_words, right_words = read_words(left_text), read_words(right_text)
    pairs: list[tuple[Span, Span, str]] = []
    for index, found in left_stems:
        if found in both or found not in WORDS:
            continue
        for other, opposite in right_open:
            if (found, opposite) in OPPOSITES and _negated(left_words.lower, index) == _negated(
                right_words.lower, other
            ):
                note = f"{left_words.lower[index]} against {right_words.lower[other]}"
                pairs.append(
                    (
                        (left_words.starts[index], left_words.ends[index]),
                        (right_words.starts[other], right_words.ends[other]),
                        note,
                    )
                )
    return tuple(pairs)


_ORDER_WORDS = frozenset({"before", "after", "again", "more", "less", "fewer", "most", "least"})


@lru_cache(maxsize=1 << 12)
def content_or_order(text: str) -> tuple[tuple[int, str], ...]:
    """Return (word index, stem) of content words and of the few function words that have opposites."""
    words = read_words(text)
    extra = tuple((index, stem(word)) for index, word in enumerate(words.lower) if word in _ORDER_WORDS)
    return tuple(sorted(content_stems(text) + extra)) if extra else content_stems(text)
