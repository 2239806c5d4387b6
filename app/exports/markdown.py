"""The comparison as a report in Markdown, for notes, wikis and version control."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.comparison.verdicts import Verdict
from app.exports.marking import marked, plain
from app.exports.reading import pairs, reading, unmatched
from app.exports.saying import made_by, said
from app.exports.taken import Taken
from app.shown.comparison import ComparisonPage
from app.shown.findings import Finding


def render(taken: Taken) -> bytes:
    """CommonMark: the findings, conflicts first, what only one report says, and what made it. UTF-8."""
    return ("\n".join(_lines(taken)) + "\n").encode()


def _lines(taken: Taken) -> Iterator[str]:
    page = reading(taken)
    yield f"# {plain(page.title)}"
    yield ""
    yield " · ".join(page.summary)
    for note in page.notes:
        yield from ("", f"Note: {plain(note)}")
    yield from _articles(page)
    pair_of = pairs(taken)
    yield from ("", f"## Conflicts ({len(page.conflicts)})")
    for finding in page.conflicts:
        yield from _finding(finding, taken.said_of(*pair_of[finding.anchor]))
    yield from _missed(taken)
    yield from ("", f"## Both say ({len(page.matches)})")
    for finding in page.matches:
        yield from _finding(finding, taken.said_of(*pair_of[finding.anchor]))
    for article in page.articles:
        alone = unmatched(article)
        yield from ("", f"## Only in {article.letter} ({len(alone)})", "")
        yield from (f"- {article.letter} {sentence.number}: {marked(sentence.pieces)}" for sentence in alone)
    yield from ("", "## How this was made", "")
    yield from (f"- {name}: {plain(value)}" for name, value in made_by(taken))
    yield from ("", "“Conflict” means that two sentences may not both be true. It does not say which of them is.")


def _articles(page: ComparisonPage) -> Iterator[str]:
    yield ""
    for article in page.articles:
        about = [article.name, *article.about, *([article.page.href] if article.page else [])]
        yield f"- Article {article.letter}: {' · '.join(map(plain, about))}"


def _finding(finding: Finding, verdicts: Sequence[Verdict]) -> Iterator[str]:
    about = f": {finding.about}" if finding.about else ""
    yield from ("", f"### {finding.anchor.removeprefix('f')}. {finding.state.glyph} {finding.state.word}{about}", "")
    for quote in finding.quotes:
        yield f"- {quote.label}: {marked(quote.pieces)}"
    if finding.why:
        yield from ("", f"Why: {plain(' '.join(finding.why))}")
    if finding.sure:
        yield from ("", f"Confidence: {finding.sure} ({finding.percent} in 100)")
    for verdict in verdicts:
        yield from ("", f"Said by readers. {plain(said(verdict))}")


def _missed(taken: Taken) -> Iterator[str]:
    beside = taken.said_beside()
    if beside:
        yield from ("", f"## Said by readers of other pairs ({len(beside)})")
    comparison = taken.comparison
    for verdict in beside:
        yield from ("", f"### {plain(said(verdict))}", "")
        yield f"- A {verdict.left + 1}: {plain(comparison.left.sentences[verdict.left].text)}"
        yield f"- B {verdict.right + 1}: {plain(comparison.right.sentences[verdict.right].text)}"
