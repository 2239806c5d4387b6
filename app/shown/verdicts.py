"""What readers say of pairs, in words; and the conflicts that only they name, as findings of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from app.comparison.notes import language_tag
from app.comparison.types import Comparison, Relation
from app.comparison.verdicts import MOST_REMARK, Pair, Says, Verdict, missed, relations
from app.shown.articles import LETTERS, Partner, ShownArticle, ShownSentence, SideName, anchor
from app.shown.caution import SUREST
from app.shown.findings import Finding, Quote
from app.shown.pieces import cut
from app.shown.states import NAMED
from app.shown.words import count, minute

SIDES: tuple[SideName, SideName] = ("left", "right")
NOT_FOUND = "The comparison itself found no such conflict."
MATCHED = "The comparison itself has these two as told by both."
MISSED = "These two conflict"
BY = {"maker": "the maker of this comparison", "reader": "a reader"}


@dataclass(frozen=True, slots=True)
class ShownVerdict:
    """One verdict; `removable` by whoever looks."""

    number: int
    word: str
    by: str
    given: str
    remark: str
    own: bool  # whoever looks gave it
    removable: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be said of a pair, and the word on its button."""

    says: Says
    word: str


@dataclass(frozen=True, slots=True)
class Judged:
    """All that readers say of a comparison, and what whoever looks may do about it."""

    by_pair: Mapping[Pair, tuple[ShownVerdict, ...]] = field(default_factory=dict)
    named: tuple[Finding, ...] = ()  # conflicts that the result does not have
    may_judge: bool = False
    is_maker: bool = False
    readers_judge: bool = False
    online: bool = True  # whether there is a page of all verdicts to lead to
    most_remark: int = MOST_REMARK

    def of(self, finding: Finding) -> tuple[ShownVerdict, ...]:
        """What is said of a finding's pair."""
        return self.by_pair.get(pair_of(finding), ())

    @property
    def told(self) -> str:
        """`3 verdicts`; empty for none."""
        number = sum(len(verdicts) for verdicts in self.by_pair.values())
        return count(number, "verdict") if number else ""


NOT_JUDGED = Judged()


def judged(
    comparison: Comparison,
    verdicts: Collection[Verdict],
    *,
    is_maker: bool,
    readers_judge: bool,
    show_named: bool = True,
    online: bool = True,
) -> Judged:
    """`verdicts` in the order that the store gives.

    `show_named` is False where the filter asks for other findings, `online` where no server is behind the page.
    """
    found = relations(comparison.links + comparison.weaker)
    by_pair: defaultdict[Pair, list[ShownVerdict]] = defaultdict(list)
    for verdict in verdicts:
        pair = (verdict.left, verdict.right)
        by_pair[pair].append(_shown(verdict, found.get(pair), removable=is_maker or verdict.own))
    pairs = dict.fromkeys((verdict.left, verdict.right) for verdict in missed(comparison, verdicts))
    return Judged(
        by_pair={pair: tuple(said) for pair, said in by_pair.items()},
        named=named_findings(comparison, pairs, hidden=not show_named),
        may_judge=is_maker or readers_judge,
        is_maker=is_maker,
        readers_judge=readers_judge,
        online=online,
    )


def choices(comparison: Comparison, left: int, right: int) -> tuple[Choice, ...]:
    """What can be said of a pair, what agrees with the result first."""
    found = relations(comparison.links + comparison.weaker).get((left, right))
    conflict = Choice("contradiction", word("contradiction", found))
    if found == "contradiction":
        return conflict, Choice("no_contradiction", word("no_contradiction", found))
    if found == "match":
        return Choice("match", word("match", found)), Choice("no_match", word("no_match", found)), conflict
    return (conflict,)


def word(says: Says, found: Relation | None) -> str:
    """What is said, beside what the result says of the pair."""
    if says == "contradiction":
        return "Right" if found == "contradiction" else MISSED
    return {"no_contradiction": "Not a conflict", "match": "Right", "no_match": "Not the same"}[says]


def with_signs(article: ShownArticle, named: Collection[Finding]) -> ShownArticle:
    """The article with a sign after each sentence of a conflict that only readers name; its state stays as it is."""
    signs: defaultdict[str, list[Partner]] = defaultdict(list)
    for finding in named:
        here, there = (0, 1) if article.side == "left" else (1, 0)
        quote = finding.quotes[there]
        sign = Partner(quote.href, finding.anchor, quote.label, NAMED, finding.hidden)
        signs[finding.quotes[here].href.removeprefix("#")].append(sign)
    if not signs:
        return article

    def signed(sentence: ShownSentence) -> ShownSentence:
        known = {partner.href for partner in sentence.partners}
        more = tuple(sign for sign in signs[sentence.anchor] if sign.href not in known)
        return replace(sentence, partners=sentence.partners + more)

    paragraphs = (replace(one, sentences=tuple(map(signed, one.sentences))) for one in article.paragraphs)
    return replace(article, paragraphs=tuple(paragraphs))


def named_anchor(left: int, right: int) -> str:
    """`m4-10`: the address of a conflict that was missed; it stays the same whoever names it."""
    return f"m{left + 1}-{right + 1}"


def pair_of(finding: Finding) -> Pair:
    """The indices of its two sentences."""
    return int(finding.left[1:]) - 1, int(finding.right[1:]) - 1


def named_findings(comparison: Comparison, pairs: Collection[Pair], *, hidden: bool = False) -> tuple[Finding, ...]:
    """Conflicts that only readers name, in the order of `pairs`."""
    if not pairs:
        return ()
    found = relations(comparison.links)
    sides = (comparison.left, comparison.right)
    langs = [language_tag(side.article.text) for side in sides]

    def quote(side: int, index: int) -> Quote:
        name = SIDES[side]
        label = f"{LETTERS[name]} {index + 1}"
        return Quote(f"#{anchor(name, index)}", label, langs[side], cut(sides[side].sentences[index], ()))

    return tuple(
        Finding(
            anchor=named_anchor(left, right),
            left=anchor("left", left),
            right=anchor("right", right),
            state=NAMED,
            kinds=(),
            caution=SUREST.value,
            hidden=hidden,
            about="",
            why=(MATCHED if (left, right) in found else NOT_FOUND,),
            sure="",
            percent=0,
            quotes=(quote(0, left), quote(1, right)),
        )
        for left, right in pairs
    )


def _shown(verdict: Verdict, found: Relation | None, *, removable: bool) -> ShownVerdict:
    return ShownVerdict(
        number=verdict.id,
        word=word(verdict.says, found),
        by="you" if verdict.own else BY[verdict.by],
        given=minute(verdict.given),
        remark=verdict.remark,
        own=verdict.own,
        removable=removable,
    )
