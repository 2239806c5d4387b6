"""Both articles whole, in their own order and paragraphs, each sentence with its state and its partners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from app.comparison.notes import language_tag
from app.comparison.page_address import site_of
from app.comparison.types import Article, Comparison, Link, Sentence, Span
from app.shown.added import in_all
from app.shown.order import Ordered
from app.shown.pieces import Piece, cut
from app.shown.states import PART, State, state_of, strongest
from app.shown.words import names, published

SideName = Literal["left", "right"]
LETTERS: dict[SideName, str] = {"left": "A", "right": "B"}
OTHER: dict[SideName, SideName] = {"left": "right", "right": "left"}
HEADLINE = 160  # characters; the longest headlines of news agencies have about 120
FINAL = (".", "!", "?", "…", ":", ";", ",", '."', ".”", ".)", "。")


@dataclass(frozen=True, slots=True)
class Partner:
    """The way from a sentence to one that stands against it or with it."""

    href: str
    finding: str  # the anchor of the pair's finding
    label: str  # "B 7"
    state: State
    hidden: bool  # the reader wants to be more careful


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """A sentence; `before` is what separates it from the one before it in its paragraph."""

    anchor: str
    number: int
    before: Literal["", " ", "\n"]
    pieces: tuple[Piece, ...]
    state: State
    partners: tuple[Partner, ...]  # best first
    quiet: bool  # the filter asks for others


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that belong together; a headline has one, short and without a final stop."""

    sentences: tuple[ShownSentence, ...]
    headline: bool


@dataclass(frozen=True, slots=True)
class PageLink:
    """The way to the page that an article was found on."""

    href: str
    site: str  # "herald.example"


@dataclass(frozen=True, slots=True)
class ShownArticle:
    """One side of the page."""

    side: SideName
    letter: str
    name: str
    lang: str  # what it seems to be written in, a BCP 47 tag
    about: tuple[str, ...]  # its title or source, where that is not its name, and its date
    page: PageLink | None
    paragraphs: tuple[Paragraph, ...]


def anchor(side: SideName, index: int) -> str:
    """`l12`, `r7`: counted from one, as on the page."""
    return f"{side[0]}{index + 1}"


def shown_article(
    comparison: Comparison,
    order: Ordered,
    side: SideName,
    *,
    wanted: Collection[str],
    level: int,
    hits: Mapping[int, Sequence[Span]] | None = None,
) -> ShownArticle:
    """One side; sentences whose group is not in `wanted` are quiet, partners beyond `level` hidden.

    `hits` are spans into the article by the index of their sentence, to be marked.
    """
    here = comparison.left if side == "left" else comparison.right
    links = _by_sentence(comparison.links + comparison.weaker, side)
    called = names(comparison.left.article, comparison.right.article)[side == "right"]
    paragraphs: list[list[ShownSentence]] = []
    last: Sentence | None = None
    for sentence in here.sentences:
        if last is None or sentence.paragraph != last.paragraph:
            paragraphs.append([])
            gap: Literal["", " ", "\n"] = ""
        else:
            gap = _gap(here.article.text[last.end : sentence.start])
        found = (hits or {}).get(sentence.index, ())
        paragraphs[-1].append(_sentence(sentence, side, order, links[sentence.index], gap, wanted, level, found))
        last = sentence
    first = here.sentences[0] if here.sentences else None
    return ShownArticle(
        side=side,
        letter=LETTERS[side],
        name=called,
        lang=language_tag(here.article.text),
        about=_about(here.article, called),
        page=page_link(here.article.address),
        paragraphs=tuple(
            Paragraph(tuple(sentences), headline=number == 0 and _is_headline(first, len(sentences)))
            for number, sentences in enumerate(paragraphs)
        ),
    )


def page_link(address: str | None) -> PageLink | None:
    """The link to a page on the web; None for what is no such address, which is not made a link."""
    site = site_of(address or "")
    return PageLink(address, site) if address and site else None


def group(state: State, side: SideName) -> str:
    """The filter's group that a sentence belongs to."""
    if state.kind == "unique":
        return "only-a" if side == "left" else "only-b"
    return "conflicts" if state.kind in ("conflict", "possible") else "both"


def clashes(links: Sequence[Link], side: SideName) -> list[Span]:
    """The words on one side that the conflicts among `links` turn on."""
    reasons = [reason for link in links if link.relation == "contradiction" for reason in link.reasons]
    spans = [reason.left if side == "left" else reason.right for reason in reasons]
    return [span for span in spans if span is not None]


def _sentence(
    sentence: Sentence,
    side: SideName,
    order: Ordered,
    links: Sequence[Link],
    before: Literal["", " ", "\n"],
    wanted: Collection[str],
    level: int,
    hits: Sequence[Span],
) -> ShownSentence:
    active = [link for link in links if order.levels[link.left, link.right] <= level]
    state = strongest(active)
    here = 0 if side == "left" else 1
    # Where a sentence clashes, its clash is what matters; in a full match other words are no addition.
    adds = in_all([order.added[link.left, link.right][here] for link in active]) if state == PART else ()
    return ShownSentence(
        anchor=anchor(side, sentence.index),
        number=sentence.index + 1,
        before=before,
        pieces=cut(sentence, clashes(active, side), adds, hits),
        state=state,
        partners=tuple(_partner(link, side, order, level) for link in links),
        quiet=group(state, side) not in wanted,
    )


def _partner(link: Link, side: SideName, order: Ordered, level: int) -> Partner:
    other = OTHER[side]
    index = link.right if side == "left" else link.left
    return Partner(
        href=f"#{anchor(other, index)}",
        finding=order.anchors[link.left, link.right],
        label=f"{LETTERS[other]} {index + 1}",
        state=state_of(link),
        hidden=order.levels[link.left, link.right] > level,
    )


def _by_sentence(links: Sequence[Link], side: SideName) -> defaultdict[int, list[Link]]:
    """Each sentence's links: conflicts first, then the surest; ties in reading order."""
    found: defaultdict[int, list[Link]] = defaultdict(list)
    for link in sorted(
        links, key=lambda link: (link.relation != "contradiction", -link.confidence, link.left, link.right)
    ):
        found[link.left if side == "left" else link.right].append(link)
    return found


def _gap(between: str) -> Literal["", " ", "\n"]:
    if not between:
        return ""
    return "\n" if any(line_end in between for line_end in "\n\r\u2028\u0085") else " "


def _about(article: Article, called: str) -> tuple[str, ...]:
    labels = [label for label in (article.title, article.source) if label and label != called]
    return (*labels, published(article.published)) if article.published else tuple(labels)


def _is_headline(first: Sentence | None, sentences: int) -> bool:
    return first is not None and sentences == 1 and len(first.text) <= HEADLINE and not first.text.endswith(FINAL)
