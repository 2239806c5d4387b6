"""What a report for a terminal says, in order; how it looks is for `plain` and `coloured` to choose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.commands.safe import one_line, spaced
from app.exports.reading import reading, unmatched
from app.exports.taken import Taken
from app.shown.articles import ShownArticle
from app.shown.findings import Finding
from app.shown.pieces import Piece
from app.shown.states import UNIQUE


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence, and in which paragraph of which article it stands: "A ¶3"."""

    label: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding, or a sentence that only one article has."""

    kind: str  # of its state
    glyph: str
    heading: str  # "Number, place · likely"; empty for what is not in conflict
    quotes: tuple[Quote, ...]  # two of a finding, one of a sentence alone
    why: str


@dataclass(frozen=True, slots=True)
class Section:
    """Entries of one sort; there may be none."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All of it; every text is harmless for a terminal."""

    articles: tuple[str, str]  # name, title or source, date
    summary: str
    notes: tuple[str, ...]
    sections: tuple[Section, ...]  # conflicts, both say, only in A, only in B


def report_of(taken: Taken) -> Report:
    """The report: findings first, conflicts before matches, then what only one article says."""
    page = reading(taken)
    places = dict(_places(page.articles))
    return Report(
        articles=(_about(page.articles[0]), _about(page.articles[1])),
        summary=" · ".join(page.summary),
        notes=tuple(map(one_line, page.notes)),
        sections=(
            Section(f"Conflicts ({len(page.conflicts)})", _findings(page.conflicts, places)),
            Section(f"Both say ({len(page.matches)})", _findings(page.matches, places)),
            *(_alone(article, places) for article in page.articles),
        ),
    )


def _about(article: ShownArticle) -> str:
    return " · ".join(one_line(said) for said in (article.name, *article.about))


def _places(articles: Sequence[ShownArticle]) -> Iterator[tuple[str, str]]:
    """Each sentence's anchor, and where it stands: ("l7", "A ¶3")."""
    for article in articles:
        for number, paragraph in enumerate(article.paragraphs, start=1):
            for sentence in paragraph.sentences:
                yield sentence.anchor, f"{article.letter} ¶{number}"


def _findings(findings: Sequence[Finding], places: dict[str, str]) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            kind=finding.state.kind,
            glyph=finding.state.glyph,
            heading=_heading(finding),
            quotes=tuple(
                Quote(places[anchor], _safe(quote.pieces))
                for anchor, quote in zip((finding.left, finding.right), finding.quotes, strict=True)
            ),
            why=one_line(" ".join(finding.why)),
        )
        for finding in findings
    )


def _heading(finding: Finding) -> str:
    if not finding.sure:
        return ""
    about = finding.about[:1].upper() + finding.about[1:] or "Conflict"
    return f"{about} · {finding.sure}"


def _alone(article: ShownArticle, places: dict[str, str]) -> Section:
    sentences = unmatched(article)
    return Section(
        f"Only in {article.letter} ({len(sentences)})",
        tuple(
            Entry(UNIQUE.kind, UNIQUE.glyph, "", (Quote(places[sentence.anchor], _safe(sentence.pieces)),), "")
            for sentence in sentences
        ),
    )


def _safe(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    return tuple(Piece(spaced(piece.text), piece.clash, piece.added) for piece in pieces)
