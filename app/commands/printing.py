"""Prints a comparison as it was asked for: a report for the eye, or one of the formats to take along."""

from __future__ import annotations

import io
from typing import Literal, TextIO

from app.commands.coloured import console_on, show
from app.commands.plain import plain
from app.commands.report import report_of
from app.errors import StartRefused
from app.exports.formats import FORMATS
from app.exports.taken import Taken

Colour = Literal["auto", "always", "never"]


def printed(taken: Taken, format: str, colour: Colour, stream: TextIO) -> None:  # noqa: A002 - what the option is called
    """Print `taken` on `stream`, as `text` or as one of FORMATS.

    A terminal gets lines as wide as it is; a file or a pipe one line a sentence. `colour` `always` is for a pager,
    which gets what a terminal would.

    Raises StartRefused where nothing can be written, BrokenPipeError where nobody reads on.
    """
    try:
        _printed(taken, format, colour, stream)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise StartRefused(f"The output cannot be written: {error.strerror}.") from error


def _printed(taken: Taken, format: str, colour: Colour, stream: TextIO) -> None:  # noqa: A002 - as above
    if format != "text":
        stream.flush()
        stream.buffer.write(FORMATS[format].render(taken))
        stream.buffer.flush()
    elif colour == "always" or (colour == "auto" and stream.isatty()):
        show(report_of(taken), console_on(stream, always=colour == "always"))
    else:
        _keep_going(stream)
        stream.write(plain(report_of(taken)) + "\n")
        stream.flush()


def _keep_going(stream: TextIO) -> None:
    """Where the machine's encoding lacks a sign, as Latin-1 lacks ≠, print a question mark and not an error."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")
