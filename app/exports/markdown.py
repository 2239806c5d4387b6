"""The comparison as a report in Markdown, for notes, wikis and version control."""

from __future__ import annotations

from collections.abc import Iterator

from app.comparison.excerpt import CUT
from app.exports.marking import marked, plain
from app.exports.reading import reading, sections, unmatched
from app.exports.saying import made_by, said
from app.exports.taken import Taken
from app.shown.comparison import ComparisonPage
from app.shown.findings import Finding
from app.shown.verdicts import Judged


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
    for title, findings in sections(page):
        yield from ("", f"## {title} ({len(findings)})")
        for finding in findings:
            yield from _finding(finding, page.judged)
    for article in page.articles:
        alone = unmatched(article)
        yield from ("", f"## Only in {article.letter} ({len(alone)})", "")
        told = [(sentence.number, marked(sentence.pieces)) for sentence in alone]
        yield from (f"- {article.letter} {number}: {words}" for number, words in told if words != CUT)
    yield from ("", "## How this was made", "")
    yield from (f"- {name}: {plain(value)}" for name, value in made_by(taken))
    yield from ("", "“Conflict” means that two sentences may not both be true. It does not say which of them is.")


def _articles(page: ComparisonPage) -> Iterator[str]:
    yield ""
    for article in page.articles:
        about = [article.name, *article.about, *([article.page.href] if article.page else [])]
        yield f"- Article {article.letter}: {' · '.join(map(plain, about))}"


def _finding(finding: Finding, judged: Judged) -> Iterator[str]:
    about = f": {finding.about}" if finding.about else ""
    number = f"{finding.anchor[1:]}. " if finding.anchor.startswith("f") else ""
    yield from ("", f"### {number}{finding.state.glyph} {finding.state.word}{about}", "")
    for quote in finding.quotes:
        yield f"- {quote.label}: {marked(quote.pieces)}"
    if finding.why:
        yield from ("", f"Why: {plain(' '.join(finding.why))}")
    if finding.sure:
        yield from ("", f"Confidence: {finding.sure} ({finding.percent} in 100)")
    for verdict in judged.of(finding):
        yield from ("", f"Verdict: {plain(said(verdict))}")
