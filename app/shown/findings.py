"""The findings: every pair with its two sentences and, for a conflict, why."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from app.comparison.notes import language_tag
from app.comparison.types import Comparison, Link, ReasonKind
from app.comparison.wording import told
from app.shown.articles import FINAL, LETTERS, SideName, anchor, clashes
from app.shown.caution import MORE
from app.shown.order import Ordered
from app.shown.pieces import Piece, cut
from app.shown.states import State, state_of

MOST_SAID = 10  # words; about a line of the list
FEWEST_SAID = 3  # words that carry a claim; "the final tally" says nothing without its sentence, where it is marked
FEWEST_WITH_A_NUMBER = 2  # "in 1931 in May" does
KINDS: dict[ReasonKind, str] = {
    "number": "number",
    "date": "date",
    "time": "time",
    "place": "place",
    "name": "name",
    "actor": "who did it",
    "outcome": "outcome",
    "negation": "said and denied",
    "cause": "cause",
    "attribution": "who says it",
    "order": "order of events",
    "other": "",
}


@dataclass(frozen=True, slots=True)
class Quote:
    """One sentence of a pair, with the way to its place in its article."""

    href: str
    label: str
    lang: str  # of its article
    pieces: tuple[Piece, ...]

    @property
    def added(self) -> str:
        """Where the words begin and end that only it says, in UTF-16 units as scripts count them: `12 20 41 55`."""
        edges = []
        at = 0
        for piece in self.pieces:
            end = at + len(piece.text.encode("utf-16-le")) // 2
            edges += [at, end] if piece.added else []
            at = end
        return " ".join(map(str, edges))


@dataclass(frozen=True, slots=True)
class Finding:
    """A pair; `why` says what clashes, or what a match in part adds, and is empty for a match in full."""

    anchor: str
    left: str  # the anchors of its two sentences
    right: str
    state: State
    kinds: tuple[ReasonKind, ...]  # of its reasons
    caution: int  # the level from which on it shows
    hidden: bool  # the filter asks for others, or a more careful page
    about: str  # "number, place"; empty where nothing is known
    why: tuple[str, ...]
    sure: str  # "likely", "possible"; empty for a match
    percent: int  # the confidence, one click away
    quotes: tuple[Quote, Quote]
    quoted: bool = True  # its sentences stand in the list too; scripts can write them there

    @property
    def weaker(self) -> bool:
        """Whether only a less cautious reader sees it; the level of all others is known by their state."""
        return self.caution == MORE.value


def findings(
    comparison: Comparison, order: Ordered, *, wanted: Collection[str], kinds: Collection[str], level: int
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """All conflicts and all matches in their order, some hidden.

    Hidden are those whose group is not in `wanted`, those that `level` is too cautious for, and conflicts none of whose
    reasons is of `kinds`, where any are asked for.
    """
    conflicts, matches = "conflicts" in wanted, "both" in wanted
    langs = language_tag(comparison.left.article.text), language_tag(comparison.right.article.text)

    def of_kind(link: Link) -> bool:
        return not kinds or any(reason.kind in kinds for reason in link.reasons)

    return (
        tuple(
            _finding(comparison, order, link, langs, level=level if conflicts and of_kind(link) else 0)
            for link in order.conflicts
        ),
        tuple(_finding(comparison, order, link, langs, level=level if matches else 0) for link in order.matches),
    )


def _finding(comparison: Comparison, order: Ordered, link: Link, langs: tuple[str, str], *, level: int) -> Finding:
    conflict = link.relation == "contradiction"
    about = dict.fromkeys(KINDS[reason.kind] for reason in link.reasons if KINDS[reason.kind])
    return Finding(
        anchor=order.anchors[link.left, link.right],
        left=anchor("left", link.left),
        right=anchor("right", link.right),
        state=state_of(link),
        kinds=tuple(dict.fromkeys(reason.kind for reason in link.reasons)),
        caution=order.levels[link.left, link.right],
        hidden=order.levels[link.left, link.right] > level,
        about=", ".join(about) if conflict else "",
        why=tuple(_why(link)) if conflict else tuple(_adds(comparison, order, link)),
        sure=link.band or "" if conflict else "",
        percent=round(link.confidence * 100),
        quotes=(
            _quote(comparison, order, link, "left", langs[0]),
            _quote(comparison, order, link, "right", langs[1]),
        ),
    )


def _why(link: Link) -> list[str]:
    notes = [reason.note[:1].upper() + reason.note[1:] for reason in link.reasons if reason.note]
    said = [f"{note.rstrip('.')}." for note in dict.fromkeys(notes)]
    if not said:
        said.append("These two may not both be true.")
    if link.may_be_update:
        said.append("This may be an update, if one report is later than the other.")
    return said


def _adds(comparison: Comparison, order: Ordered, link: Link) -> list[str]:
    """What each side of a match in part adds, in its own words.

    Where that is much, hardly anything, or in a headline, the marks alone show it.
    """
    if link.degree == "full":
        return []
    sides = (("A", comparison.left, link.left), ("B", comparison.right, link.right))
    said = []
    for (letter, side, index), spans in zip(sides, order.added[link.left, link.right], strict=True):
        phrases = [" ".join(side.article.text[start:end].split()) for start, end in spans]
        if len(phrases) == 1 and side.sentences[index].text.endswith(FINAL) and _says_something(phrases[0]):
            said.append(f"{letter} adds: “{phrases[0]}”.")
    return said


def _says_something(phrase: str) -> bool:
    """Whether it can be read without the sentence that it was taken from; pieces of one often cannot."""
    if len(phrase.split()) > MOST_SAID:
        return False
    fewest = FEWEST_WITH_A_NUMBER if any(map(str.isdigit, phrase)) else FEWEST_SAID
    return len(told(phrase)) >= fewest


def _quote(comparison: Comparison, order: Ordered, link: Link, side: SideName, lang: str) -> Quote:
    here, index = (comparison.left, link.left) if side == "left" else (comparison.right, link.right)
    # In a full match other words are no addition.
    adds = order.added[link.left, link.right][side == "right"] if link.degree == "partial" else ()
    return Quote(
        href=f"#{anchor(side, index)}",
        label=f"{LETTERS[side]} {index + 1}",
        lang=lang,
        pieces=cut(here.sentences[index], clashes([link], side), adds),
    )
