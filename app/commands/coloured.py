"""The report on a terminal: as wide as it is, pairs side by side where there is room, clashing words marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from app.commands.report import Entry, Quote, Report

SIDE_BY_SIDE = 110  # columns; two texts of less than fifty letters a line are read slower than one below the other
WIDEST = 180  # columns; longer lines are hard to follow with the eye
INDENT = 4
# The terminal's own colours, which its owner can read; clashing words are bold and underlined as well.
STYLES = {"conflict": "bold red", "possible": "red", "both": "blue", "part": "blue", "unique": "dim"}
CLASH = "bold underline red"
ADDED = "italic"


def console_on(stream: TextIO, *, always: bool = False) -> Console:
    """A console that writes to `stream`: in colour if it is a terminal and NO_COLOR is not set, or `always`."""
    if not always:
        return Console(file=stream, highlight=False, markup=False, emoji=False)
    return Console(
        file=stream,
        highlight=False,
        markup=False,
        emoji=False,
        force_terminal=True,
        color_system="standard",
        no_color=False,
    )


def show(report: Report, console: Console) -> None:
    """Print all of it."""
    console.width = min(console.width, WIDEST)
    for letter, article in zip("AB", report.articles, strict=True):
        console.print(Text.assemble((letter, "bold"), "  ", (article, "bold")))
    console.print()
    console.print(Text(report.summary))
    for note in report.notes:
        console.print(Text(f"! {note}", style="yellow"))
    for section in report.sections:
        console.print()
        console.print(Rule(Text(section.heading, style="bold"), align="left", style="dim", characters="─"))
        for entry in section.entries:
            _entry(entry, console)


def _entry(entry: Entry, console: Console) -> None:
    style = STYLES[entry.kind]
    sign = Text(entry.glyph, style=style)
    if entry.heading:
        console.print()
        console.print(Text.assemble(sign, " " * (INDENT - len(entry.glyph)), (entry.heading, "bold")))
        sign = Text("")
    if len(entry.quotes) > 1 and console.width >= SIDE_BY_SIDE:
        console.print(_beside(sign, entry.quotes, console.width))
    else:
        console.print(_below(sign, entry.quotes))
    if entry.why:
        console.print(
            Padding(Text(entry.why, style="bold" if entry.heading else "dim"), (0, 0, 0, INDENT), expand=False)
        )


def _below(sign: Text, quotes: Sequence[Quote]) -> Table:
    """One text below the other."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=INDENT - 2, no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    for number, quote in enumerate(quotes):
        grid.add_row(Text("") if number else sign, Text(quote.label, style="dim"), _words(quote))
    return grid


def _beside(sign: Text, quotes: Sequence[Quote], width: int) -> Table:
    """Both texts side by side, in columns of one width on the whole page."""
    labels = 6  # columns: "A ¶123"
    each = (width - INDENT - 2 * (labels + 2) - 2) // 2
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=INDENT - 2, no_wrap=True)
    cells = [sign]
    for quote in quotes:
        grid.add_column(width=labels, no_wrap=True)
        grid.add_column(width=each)
        cells += [Text(quote.label, style="dim"), _words(quote)]
    grid.add_row(*cells)
    return grid


def _words(quote: Quote) -> Text:
    words = Text()
    for piece in quote.pieces:
        words.append(piece.text, style=CLASH if piece.clash else ADDED if piece.added else "")
    return words
