"""What a number counts, and what befell them: "24 dead" and "24 people were killed" are one count, "140 injured"
another."""

from __future__ import annotations

from app.comparison.facts.lemmas import stem, stems
from app.comparison.facts.words import STOP, Words, clause_end, clause_start

# Words of one row say the same of whoever is counted. Rows whose figures grow or shrink while news comes in: GROWING.
_ROLE_WORDS = {
    "killed": "kill dead die died death fatality fatalities perish slay slain murder massacre drown lives "
    "corpses bodies deadly fatally "
    "toll lost",
    "injured": "injure injury injuries wound wounded hurt",
    "missing": "missing unaccounted disappear vanish",
    "trapped": "trapped stranded",
    "arrested": "arrest detain detained custody detention apprehend jailed",
    "evacuated": "evacuate evacuation displaced displace homeless flee relocated",
    "rescued": "rescue rescued saved survive survived survivor survivors",
    "hospitalised": "hospitalised hospitalized hospital",
    "abducted": "abduct abducted kidnap kidnapped hostage hostages abduction seized",
    "infected": "infect infected infection infections cases",
    "charged": "charge charged indict indicted",
    "released": "release released freed",
    "dismissed": "layoff layoffs fired redundant redundancies dismissed",
    "damaged": "damage damaged",
    "destroyed": "destroy destroyed flattened razed demolished collapsed",
    "voted": "vote voted votes",
}
ROLES: dict[str, str] = {stem(word): role for role, row in _ROLE_WORDS.items() for word in row.split()}
for _word in (
    "lost",
    "seized",
    "saved",
    "hospital",
    "votes",
    "cases",
):  # too many other meanings, unless as listed below
    ROLES.pop(stem(_word), None)
ROLES["hospitalized"] = ROLES["hospitalised"] = "hospitalised"
GROWING = frozenset(
    {
        "killed",
        "injured",
        "missing",
        "trapped",
        "arrested",
        "evacuated",
        "rescued",
        "hospitalised",
        "infected",
        "abducted",
    }
)
# A verb in front of its number: "killed at least 24", "injuring 12".
_BEFORE = stems(
    "kill killing injure injuring wound wounding arrest arresting detain detaining evacuate evacuating displace "
    "rescue rescuing infect "
    "infecting abduct kidnap destroy destroying damage damaging murder hurt hurting trap trapping drown charge "
    "charging release releasing "
    "slay free"
)
PEOPLE = stems(
    "people person persons human humans other others victim victims men_and_women individual individuals folk dead "
    "injured casualty "
    "casualties life lives soul souls body bodies death deaths survivor survivors injury injuries fatality "
    "fatalities civilian civilians resident residents "
    "villager villagers citizen"
)
# A counted noun is not among these: they end the search for it.
_ENDS_COUNTED = frozenset(
    "were was are is have had has been be who that which and or but in at on of to from by after when as with into "
    "for while where during before since until than per".split()
)
_PLURALS = frozenset(
    "people men women children police persons youths dead others cattle troops feet lives wives".split()
)
_CHARGES = frozenset(
    {"counts", "count", "charges", "charge", "attempts", "threats"}
)  # "two counts of murder": nobody died
_STATES = frozenset({"hostage", "hostages", "survivor", "survivors"})
_OF_A_SERIES = frozenset({"last", "next", "first", "past", "previous", "final"})  # "18 of its next 23 games"
_PART_BEFORE = frozenset(
    {"including", "include", "includes", "included", "another", "additional", "further", "among", "other", "extra"}
)
_NOT_COUNTED = frozenset("others other more additional further different separate new".split())
_AHEAD = 16  # words behind a number in which "and 40 more" still adds to it
_MANY = frozenset("dozens scores hundreds thousands millions several many ten twenty thirty forty fifty".split())


def counted_noun(words: Words, after: int) -> tuple[str | None, int, bool]:
    """Find what the number that ends before `after` counts: (stem or None, index of the noun, whether it is a part
    of a whole)."""
    part = False
    if words.at(after) == "of":
        if words.at(after + 1) in ("them", "those", "these", "whom", "which"):
            return None, after + 2, True
        if words.at(after + 1) in ("the", "its", "his", "her", "their", "our"):
            part, after = True, after + 2
        elif words.at(after + 1) in ("a", "an") or not words.at(after + 1).isalpha():
            return None, after, False
        else:
            after += 1  # dozens of homes
    if words.at(after) == "-" and words.joined(after) and words.at(after + 1)[:1].isalpha():
        return stem(words.lower[after + 1]), after + 1, part  # a five-boat formation
    end = min(clause_end(words, after, most=6), len(words))
    last = -1
    for index in range(after, end):
        word = words.lower[index]
        if word in _ENDS_COUNTED or word[0].isdigit() or not word[0].isalpha():
            if word == "-" and words.joined(index):
                continue
            break
        if word in ("more", "others", "other", "additional", "further"):
            part = True
        last = index
        if (word in _PLURALS and word != "dead") or (
            word.endswith("s") and not word.endswith(("ss", "us", "is", "'s")) and len(word) > 3
        ):
            # A plural in front of another plural is an adjective ("sports fans"), rare enough to leave.
            return (None if word in _NOT_COUNTED else stem(word)), index, part
        if stem(word) in ROLES:
            return "peopl" if last == after or words.lower[index - 1] in _NOT_COUNTED else None, index, part
    if last < 0 or words.lower[last] in STOP or words.lower[last] in _NOT_COUNTED:
        return None, after, part
    return (stem(words.lower[last]) if last == after else None), last, part


def part_of_whole(words: Words, start: int) -> bool:
    """Whether the words straight before `start` make the number a part: "including six", "another six", "the other
    six"."""
    if words.at(start - 1) in _OF_A_SERIES:
        return True
    return any(words.at(index) in _PART_BEFORE for index in range(max(0, start - 2), start))


def added_to(words: Words, after: int) -> bool:
    """Whether "and 40 more", "and thousands more" follows: then the number before `after` is not the whole."""
    near = words.lower[after : after + _AHEAD]
    return any(
        word == "more" and (near[at - 1].isdigit() or near[at - 1] in _MANY) and "and" in near[max(0, at - 4) : at]
        for at, word in enumerate(near)
        if at
    )


def role(words: Words, start: int, after: int, noun: int, next_number: int) -> str | None:
    """Find what befell those counted by the number at words `start` to `after`.

    Args:
        noun: index of the counted noun, or `after`.
        next_number: index where the next number begins; its words are not looked at.
    """
    before = words.at(start - 1)
    if before in ("the", "some", "about", "least", "than"):
        before = words.at(start - 2)
    before_stem = stem(before) if before else ""
    if before == "dead" and words.at(start - 2) == "shot":
        return "killed"
    if before_stem in _BEFORE and before_stem in ROLES and words.at(start - 2) not in ("were", "was", "are"):
        return ROLES[before_stem]
    if words.at(noun) in _CHARGES:
        return None
    limit = min(next_number, _far_clause_end(words, noun))
    fallback = None
    for index in range(after, limit):
        word = words.lower[index]
        found = ROLES.get(stem(word))
        if found is not None and words.at(index - 1) not in ("not", "n't"):
            if word not in _STATES:
                return found
            fallback = fallback or found  # "17 hostages were freed" tells of the freed
        if word in ("lives", "life") and before_stem in ("claim", "lose", "take", "cost"):
            return "killed"
    return fallback or _toll_before(words, start)


def _far_clause_end(words: Words, noun: int) -> int:
    """End of the clause, past an insertion such as "24 people, including six children, were killed"."""
    end = clause_end(words, noun, most=9)
    if words.at(end) == "," and words.at(end + 1) in (
        "including",
        "most",
        "mostly",
        "many",
        "some",
        "among",
        "all",
        "aged",
    ):
        close = clause_end(words, end + 1, most=12)
        if words.at(close) == "," and words.at(close + 1) in ("were", "was", "have", "had", "are", "died"):
            return clause_end(words, close + 1, most=6)
    return end


def _toll_before(words: Words, start: int) -> str | None:
    """Read "the death toll rose to 24", "the number of injured stood at 24", "killed: 24"."""
    begin = clause_start(words, start, most=9)
    near = words.lower[begin:start]
    if "toll" in near:
        return "injured" if "injury" in near or "injured" in near else "killed"
    if (
        "number" in near
        and "of" in near
        and near[-1] in ("to", "at", "is", "was", "than", "least", "about", "exceeded", "reached")
    ):
        for word in near:
            found = ROLES.get(stem(word))
            if found is not None:
                return found
    return None
