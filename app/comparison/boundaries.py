"""Decides where sentences end in a stretch of text: a library's proposals, and our rules for what it gets wrong."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import sentencex

from app.comparison.lines import COMBINING, ZERO_WIDTH
from app.comparison.quotations import MARKS, Quotations, find_quotations

KEPT_WHOLE = 600  # characters up to which a quotation stays one sentence with its attribution; about a hundred words
PARENTHESIS_WORDS = 4  # in brackets, from which on a stop there may end the sentence around: not in (R-Ariz.)
TOKEN = 60  # characters looked at on either side for an address; longer words are none
# Characters that sentencex sees at once. It lets no other thread run meanwhile, and a word full of stops takes time
# that grows with its square: 29 s for 200,000 characters of `!-`, a hundredth of one for as many as these.
AT_ONCE = 5_000
# Before the end of those, where it is not decided yet: it looks 30 bytes ahead, and for brackets <> that close.
UNDECIDED = KEPT_WHOLE

_ZERO_WIDTH = re.compile(f"[{ZERO_WIDTH}]")
# What sentencex must not see: it takes marks for pairs where they are not, and its time grows with their square.
_HIDDEN = str.maketrans(dict.fromkeys(MARKS, " ") | {"@": "x", "\x00": " "})
_SPACE = re.compile(r"\s")
_QUOTING_APOSTROPHE = re.compile(r"(?<![^\W_])['’]|['’](?![^\W_])")
_SURROGATE = re.compile("[\ud800-\udfff]")

_STOPS = ".!?…"
_REFERENCE = re.compile(r"(?:\[\w{1,4}\])+")
_EMOJI = "\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
_TRAILER = re.compile(rf"(?:\[\w{{1,4}}\])+|[{COMBINING}]+|\s{{0,3}}[{_EMOJI}][{_EMOJI}{COMBINING}]*(?!\S)")
_ELLIPSIS = re.compile(r"(?:…|\.\s?\.\s?\.)[.…]*$")
# Ends that sentencex never proposes: behind "…", and behind words that it takes for abbreviations.
_UNPROPOSED = re.compile(r"(?:(?<=\w)…|\b(?:no|me|may|ok|ill|miss)\.)(?=[\"'”’)]{0,3}\s{1,3}[\"'“‘(]{0,3}[A-Z])")
_TIME_OF_DAY = re.compile(r"\b[ap]\.m\.$")
_AFTER_TIME = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:GMT|UTC|BST|CES?T|[ECMP][DS]?T)\b")
_FIRST_WORD = re.compile(r"\W*([^\W_][\w'’-]*)")
_LAST_WORD = re.compile(r"(?<![^\W_])([^\W_]+)[.!?…]\W*$")
_LIST_MARKER = re.compile(r"\W*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.)]\W*")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_DOMAIN = re.compile(r"(?:com|org|net|gov|edu|info|co|uk|de|eu|io|js|html?|php|pdf|txt)\b", re.IGNORECASE)

# Before a name; sentencex lacks some of them, and some only with a capital.
_TITLES = frozenset(
    "Mr Mrs Ms Dr Prof Rev Fr Gen Lt Col Maj Brig Capt Cmdr Cpl Sgt Pvt Adm Gov Sen Sens Rep Reps Atty Supt Insp Det"
    " Pres Hon Messrs Mme Mlle Ft Mt Pte Cllr Amb Dep Sec Asst Assoc Dir".split()
)
# Before a number.
_COUNTED = frozenset(
    "no nos vol vols pp p approx ch sec fig figs art est ca c para ext tel jan feb mar apr jun jul aug sep sept oct nov"
    " dec".split()
)
_STARTERS = frozenset(
    "He She It They We You The A An This That These Those But And In On At For From With As If When While After Before"
    " However Meanwhile There Then His Her Its Their Our My Yet So Or Not No".split()
)
_ATTRIBUTION = re.compile(
    r"\s+(?:[A-Z][\w'’.-]*,?\s+){1,5}"
    r"(?:said|says|asked|asks|added|adds|replied|replies|shouted|cried|wrote|writes|told|tells|tweeted|continued|exclaimed"
    r"|joked|recalled|warned|wondered|insisted|explained|declared|yelled|called|responded|answered|demanded)\b"
)


def sentence_ends(text: str) -> list[int]:
    """The offsets behind each sentence of a stretch without blank lines, rising; the last one is len(text).

    A sentence keeps the quotation marks and brackets that close it. `text` begins and ends without white space.
    """
    if not _ZERO_WIDTH.search(text):
        return _ends(text)
    places = [at for at, mark in enumerate(text) if not _ZERO_WIDTH.match(mark)]
    if not places:
        return [len(text)]
    ends = [places[end - 1] + 1 for end in _ends("".join(text[at] for at in places))]
    return [*_behind_zero_width(text, ends[:-1]), len(text)]


def _behind_zero_width(text: str, ends: list[int]) -> list[int]:
    """Move the ends so that zero-width marks stay with the sentence before them."""
    moved = []
    for end in ends:
        while end < len(text) and _ZERO_WIDTH.match(text[end]):
            end += 1
        moved.append(end)
    return moved


def _ends(text: str) -> list[int]:
    quotations = find_quotations(text)
    found = {_behind_closers(text, end, quotations) for end in _proposals(text)}
    ends = [end for end in sorted(found) if end < len(text) and _may_end(text, end)]
    ends = [end for end in ends if not _in_small_brackets(text, end, quotations)]
    return _without_scraps(text, [*_with_quotations_whole(ends, text, quotations), len(text)])


def _proposals(text: str) -> list[int]:
    """Where sentencex ends sentences, without the white space behind them, and those that it leaves out."""
    shown = _REFERENCE.sub(lambda found: " " * len(found.group()), text)
    shown = _SPACE.sub(" ", _QUOTING_APOSTROPHE.sub(" ", shown.translate(_HIDDEN)))
    shown = _SURROGATE.sub("\ufffd", shown)
    ends = []
    for behind in _pieces(shown):
        end = behind
        while end and shown[end - 1] == " ":
            end -= 1
        ends.append(end)
    return [*ends, *(match.end() for match in _UNPROPOSED.finditer(text))]


def _pieces(shown: str) -> Iterator[int]:
    """Where each piece ends that sentencex cuts, which is asked for AT_ONCE characters at a time."""
    at = 0
    while at < len(shown):
        part = shown[at : at + AT_ONCE]
        ends = list(_pieces_at_once(part))
        if at + len(part) == len(shown):
            yield from (at + end for end in ends)
            return
        ends = [end for end in ends if end <= len(part) - UNDECIDED]
        yield from (at + end for end in ends)
        # Without an end it goes on behind a word, far enough back to see all of what may end there; a word without end
        # is cut. A short step is followed by a long one, so that the whole takes about two looks at each character.
        last = len(part) - 2 * UNDECIDED
        at += ends[-1] if ends else part.rfind(" ", 0, last) + 1 or last


def _pieces_at_once(part: str) -> Iterator[int]:
    at = 0
    for piece in sentencex.segment("en", part):
        found = part.find(piece, at)
        if found < 0:  # not a stretch of the text: no proposal then
            continue
        at = found + len(piece)
        yield at


def _behind_closers(text: str, end: int, quotations: Quotations) -> int:
    """Move an end behind what closes there: marks, also after a space (« Oui. »), references like [1], emoji."""
    while end < len(text):
        at = end
        while at < len(text) and text[at].isspace():
            at += 1
        if at in quotations.closing:
            end = at + 1
        elif (found := _TRAILER.match(text, end)) is not None:
            end = found.end()
        else:
            break
    return end


def _may_end(text: str, end: int) -> bool:
    """Whether a sentence may end here, judged by the words on both sides."""
    behind = text[end : end + TOKEN]
    bare = behind.lstrip()
    if bare[:1] in ".,;:!?…" and bare[:3] not in ("...",) and not bare.startswith("…"):
        return False
    before = text[max(0, end - TOKEN) : end]
    first = _FIRST_WORD.match(behind)
    word = first.group(1) if first else ""
    if word[:1].islower() and not any(letter.isupper() for letter in word) and bare[:1] not in ".…":
        return False
    last = _LAST_WORD.search(before)
    name = last.group(1) if last else ""
    if before.endswith(".") and (name in _TITLES or (name.lower() in _COUNTED and word[:1].isdigit())):
        return False
    if _TIME_OF_DAY.search(before) and _AFTER_TIME.match(word):
        return False
    closed = before.rstrip(MARKS + "'’ \u00a0")
    if _ELLIPSIS.search(closed):
        spaced = _ELLIPSIS.sub("", closed)[-1:].isspace()
        return word in _STARTERS if spaced else word != "I" and not word.startswith(("I'", "I’"))
    if closed[-1:] in "?!…" and closed != before and _ATTRIBUTION.match(text, end) and word not in _STARTERS:
        return False  # “Really?” Mr. Jones asked.
    return behind[:1].isspace() or closed[-1:] not in _STOPS or _ends_without_space(before, behind, name)


def _ends_without_space(before: str, behind: str, name: str) -> bool:
    """Whether "end.Next" is two sentences, not an address, an abbreviation or a number."""
    token = "".join(before.split()[-1:] + behind.split()[:1])
    return (
        len(name) > 2
        and name[-1].islower()
        and _FIRST_WORD.match(behind) is not None
        and not any(mark in token for mark in "@/_\\")
        and "www." not in token.lower()
        and not _DOMAIN.match(behind)
        and behind.lstrip(MARKS + "'’")[:1].isupper()
    )


def _in_small_brackets(text: str, end: int, quotations: Quotations) -> bool:
    """Whether the stop before `end` belongs to a few words in brackets, as in Sen. McCain (R-Ariz.)."""
    at = bisect_left(quotations.spans, end, key=lambda span: span.end)
    if at == len(quotations.spans) or quotations.spans[at].end != end or not quotations.spans[at].bracket:
        return False
    span = quotations.spans[at]
    if len(text[span.start : span.end].split()) >= PARENTHESIS_WORDS:
        return False
    before = _REFERENCE.sub("", text[max(0, span.start - TOKEN) : span.start]).rstrip(MARKS + " ")
    return before[-1:] not in _STOPS


def _with_quotations_whole(ends: list[int], text: str, quotations: Quotations) -> list[int]:
    """Drop the ends inside quotations and brackets, except in a quotation that stands alone and in very long ones."""
    kept = list(ends)
    dropped: set[int] = set()
    for span in quotations.spans:
        low, high = bisect_right(kept, span.start), bisect_left(kept, span.end)
        if low == high:
            continue
        start = kept[low - 1] if low else 0
        end = kept[high] if high < len(kept) else len(text)
        alone = end == span.end and not text[start : span.start].strip()
        if not alone and end - start <= KEPT_WHOLE:
            dropped.update(kept[low:high])
    return [end for end in kept if end not in dropped]


def _without_scraps(text: str, ends: list[int]) -> list[int]:
    """Join what is no sentence with its neighbour: "1." with what follows, marks and emoji with what is before."""
    kept: list[int] = []
    start = read = 0
    says_something = False
    for end in ends:
        says_something = says_something or _LETTER_OR_DIGIT.search(text, read, end) is not None
        read = end
        if not says_something and kept:
            kept[-1] = end
        elif end < len(text) and (not says_something or _LIST_MARKER.fullmatch(text, start, end)):
            continue
        else:
            kept.append(end)
        start, says_something = end, False
    return kept
