"""A comparison cut down to short quotations: what may be passed on where two whole articles may not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.comparison.telling import LONGEST, SideName, Telling, count_words, units
from app.comparison.types import Article, Comparison, Link, Reason, Sentence, Side, Span

AROUND_CLAIM = 15  # words quoted of a sentence that agrees: enough to know the claim; a clash gets LONGEST
STEP = 3  # words by which a quotation is shortened until it may be told
LEAST = 4  # words; less around a clash says nothing
LABEL = 12  # words of a title or source, which may be the article's own headline
CARRIES = 4  # letters from which on a word is taken to carry a claim, as in most headlines
CUT = "…"  # stands for all that is not quoted
NOTE = f"This is an excerpt with short quotations. “{CUT}” stands for what it does not tell of the articles."


def excerpt(comparison: Comparison) -> Comparison:
    """The same sentences, statuses and links, without the weaker ones, and of the words no more than short quotations.

    Of either article at most LONGEST words in a row can be put together from all of it, and a part of the whole (see
    telling.py). Conflicts are quoted first, the likely ones before the possible, then what both say; of the other
    sentences, nothing. What asks again is told no more. It is a comparison like any other, so that whatever reads one
    reads this: its articles are the quotations, its spans lead into them.
    """
    return _Cutting(comparison).cut()


class _Cutting:
    """The work on one comparison."""

    def __init__(self, comparison: Comparison) -> None:
        self._whole = comparison
        self._sides: dict[SideName, Side] = {"left": comparison.left, "right": comparison.right}
        self._telling = Telling(comparison.left.article.text, comparison.right.article.text)
        self._quoted: dict[SideName, dict[int, Span]] = {"left": {}, "right": {}}

    def cut(self) -> Comparison:
        """Quote as long as there is room."""
        labels = {side: self._labels(whole.article) for side, whole in self._sides.items()}
        for link in sorted(self._whole.links, key=_importance):
            self._quote(link)
        left, right = (_Reduced(whole, self._quoted[side]) for side, whole in self._sides.items())
        notes = [note for note in map(self._note, self._whole.notes) if self._telling.tell_words(note)]
        return replace(
            self._whole,
            left=left.side(labels["left"]),
            right=right.side(labels["right"]),
            links=tuple(self._link(link, left, right) for link in self._whole.links),
            weaker=(),
            notes=(NOTE, *notes),
        )

    def _labels(self, article: Article) -> Article:
        """What is known of an article beside its words, as far as it may be told."""
        address = article.address if article.address and self._telling.tell_words(article.address) else None
        title, source = self._label(article.title), self._label(article.source)
        return Article("", title, source, article.published, address)

    def _label(self, label: str | None) -> str | None:
        """A title or source as far as it may be told."""
        if label is None:
            return None
        words = label.split()
        while count_words(" ".join(words)) > LABEL:
            words.pop()
        short = " ".join(words)
        if not short or not self._telling.tell_words(short):
            return None
        return short if len(words) == len(label.split()) else f"{short} {CUT}"

    def _note(self, note: str) -> str:
        """A note on the whole, without the titles that it may name at their full length."""
        for letter, side in zip("AB", self._sides.values(), strict=True):
            if side.article.title:
                note = note.replace(f"“{side.article.title}”", f"Article {letter}")
        return note

    def _quote(self, link: Link) -> None:
        """Quote both sentences of a link, unless that was done, as far as there is room."""
        wanted = [side for side in self._sides if self._quoted[side].get(_index(link, side)) is None]
        if any(self._telling.room(side) < LEAST for side in wanted):
            return  # soon so, of a long list: it need not be gone through in vain
        cores = {side: self._cores(link, side) for side in wanted}
        # Both at once: where they say the same words, the one must leave room for the other.
        if not self._tell(link, cores):
            for side in wanted:
                self._tell(link, {side: cores[side]})

    def _tell(self, link: Link, cores: dict[SideName, _Cores]) -> bool:
        """Tell the longest quotations around what matters that may be told; whether any may."""
        most = LONGEST if link.relation == "contradiction" else AROUND_CLAIM
        for choice in range(max((len(found.choices) for found in cores.values()), default=0)):
            for size in range(most, LEAST - 1, -STEP):
                windows = {side: found.window(choice, size) for side, found in cores.items()}
                spans = {side: window for side, window in windows.items() if window}
                if len(spans) == len(cores) and self._telling.tell(spans):
                    for side, span in spans.items():
                        self._quoted[side][_index(link, side)] = span
                    return True
        return False

    def _cores(self, link: Link, side: SideName) -> _Cores:
        """What a quotation should hold of one sentence, the best choice first."""
        whole, other = self._sides[side], self._sides["right" if side == "left" else "left"]
        sentence = whole.sentences[_index(link, side)]
        pieces = [
            _Piece(span, count_words(whole.article.text[slice(*span)]))
            for span in units(whole.article.text, (sentence.start, sentence.end))
        ]
        partner = other.sentences[link.right if side == "left" else link.left]
        return _Cores(
            pieces, _clashing(pieces, _spans(link, side)) or [_shared(pieces, whole.article.text, partner.text)]
        )

    def _link(self, link: Link, left: _Reduced, right: _Reduced) -> Link:
        reasons = (self._reason(reason, left, right) for reason in link.reasons)
        return replace(link, reasons=tuple(reason for reason in reasons if reason))

    def _reason(self, reason: Reason, left: _Reduced, right: _Reduced) -> Reason | None:
        """What is left of a reason: words that are not quoted are not marked, nor named where that would tell more."""
        spans = left.moved(reason.left), right.moved(reason.right)
        note = reason.note if self._telling.tell_words(reason.note) else ""
        return Reason(reason.kind, *spans, note) if note or any(spans) else None


@dataclass(frozen=True, slots=True)
class _Piece:
    """What a quotation never cuts, and how many words it counts as."""

    span: Span
    words: int


@dataclass(frozen=True, slots=True)
class _Cores:
    """A sentence in pieces, and what a quotation of it should hold, the best choice first."""

    pieces: Sequence[_Piece]
    choices: Sequence[range]

    def window(self, choice: int, size: int) -> Span | None:
        """At most `size` words around that choice, or around the last there is; None where that is more itself."""
        return _window(self.pieces, self.choices[min(choice, len(self.choices) - 1)], size)


class _Reduced:
    """One side as its quotations alone."""

    def __init__(self, whole: Side, quoted: dict[int, Span]) -> None:
        self._whole = whole
        self._text = ""
        self._sentences: list[Sentence] = []
        self._shifts: list[tuple[Span, int]] = []
        for sentence in whole.sentences:
            self._append(sentence, quoted.get(sentence.index))

    def _append(self, sentence: Sentence, span: Span | None) -> None:
        if self._sentences:
            self._text += " " if self._sentences[-1].paragraph == sentence.paragraph else "\n\n"
        start = len(self._text)
        words = CUT
        if span:
            before = f"{CUT} " if span[0] > sentence.start else ""
            words = before + self._whole.article.text[slice(*span)] + (f" {CUT}" if span[1] < sentence.end else "")
            self._shifts.append((span, start + len(before) - span[0]))
        self._sentences.append(replace(sentence, start=start, end=start + len(words), text=words))
        self._text += words

    def moved(self, span: Span | None) -> Span | None:
        """Where words of the article stand now; None where they are not quoted."""
        if span is None:
            return None
        shifts = (by for (start, end), by in self._shifts if start <= span[0] and span[1] <= end)
        by = next(shifts, None)
        return None if by is None else (span[0] + by, span[1] + by)

    def side(self, labels: Article) -> Side:
        """The side under these labels."""
        return Side(replace(labels, text=self._text), tuple(self._sentences), self._whole.statuses)


def _importance(link: Link) -> tuple[bool, bool, bool, int, int]:
    return (link.relation != "contradiction", link.band != "likely", link.degree != "full", link.left, link.right)


def _index(link: Link, side: SideName) -> int:
    return link.left if side == "left" else link.right


def _spans(link: Link, side: SideName) -> list[Span]:
    spans = [reason.left if side == "left" else reason.right for reason in link.reasons]
    return [span for span in spans if span]


def _clashing(pieces: Sequence[_Piece], spans: Sequence[Span]) -> list[range]:
    """What a quotation of a conflict should hold: all that clashes, else the first of it. Empty without `spans`."""
    found = [core for core in (_between(pieces, span) for span in spans) if core]
    if not found:
        return []
    together = range(min(core.start for core in found), max(core.stop for core in found))
    return [together] if together == found[0] else [together, found[0]]


def _between(pieces: Sequence[_Piece], span: Span) -> range:
    at = [n for n, piece in enumerate(pieces) if piece.span[0] < span[1] and piece.span[1] > span[0]]
    return range(at[0], at[-1] + 1) if at else range(0)


def _shared(pieces: Sequence[_Piece], text: str, other: str) -> range:
    """Where, in as many words as are quoted of a claim, most words stand that the other sentence has, too."""
    theirs = set(re.findall(r"\w+", other.casefold()))
    common = [
        any(word in theirs for word in re.findall(r"\w+", text[slice(*piece.span)].casefold()) if len(word) >= CARRIES)
        for piece in pieces
    ]
    starts = range(max(1, len(pieces) - AROUND_CLAIM + 1))
    best = max(starts, key=lambda start: (sum(common[start : start + AROUND_CLAIM]), -start))
    inside = [n for n in range(best, min(best + AROUND_CLAIM, len(pieces))) if common[n]]
    # From the first shared word on: with less room, the claim's beginning is what is quoted.
    first = inside[0] if inside else best
    return range(first, min(first + 1, len(pieces)))


def _window(pieces: Sequence[_Piece], core: range, size: int) -> Span | None:
    """At most `size` words around `core`, as evenly as the sentence's ends allow; None where that is more itself."""
    if not core:
        return None
    first, last = core.start, core.stop - 1
    room = size - sum(piece.words for piece in pieces[first : last + 1])
    if room < 0:
        return None
    open_sides = [True, True]
    while any(open_sides):
        for way, place in ((0, first - 1), (1, last + 1)):
            if not open_sides[way]:
                continue
            if not 0 <= place < len(pieces) or pieces[place].words > room:
                open_sides[way] = False
                continue
            room -= pieces[place].words
            first, last = min(first, place), max(last, place)
    return pieces[first].span[0], pieces[last].span[1]
