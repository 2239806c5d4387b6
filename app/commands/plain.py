"""The report without colour and without width: a sentence a line, to be searched, kept and read by an assistant."""

from __future__ import annotations

from collections.abc import Iterator

from app.commands.report import Entry, Report


def plain(report: Report) -> str:
    """The report as lines; it ends without a line break. Sentences stand as they are, with nothing marked in them."""
    return "\n".join(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    for letter, article in zip("AB", report.articles, strict=True):
        yield f"{letter}  {article}"
    yield ""
    yield report.summary
    yield from (f"Note: {note}" for note in report.notes)
    for section in report.sections:
        yield ""
        yield section.heading
        for entry in section.entries:
            yield from _entry(entry)


def _entry(entry: Entry) -> Iterator[str]:
    sign = f"  {entry.glyph:<2}"
    if entry.heading:
        yield f"{sign} {entry.heading}"
        sign = "    "
    for quote in entry.quotes:
        yield f"{sign} {quote.label}  {quote.text}"
        sign = "    "
    if entry.why:
        yield f"     {entry.why}"
