"""The list of a batch: a CSV file with a heading, a pair of articles in each row."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.articles.encodings import decode
from app.commands.sources import STANDARD_INPUT, Source
from app.errors import InputRefused

NEEDED = ("left", "right")
OPTIONAL = ("id", "left_title", "right_title", "left_published", "right_published")
DELIMITERS = ",;\t"  # spreadsheets write semicolons where the comma is the decimal sign
ID_DIGITS = 16  # hexadecimal, of a SHA-256: two of a million rows meet once in ten million lists


@dataclass(frozen=True, slots=True)
class Pair:
    """One row."""

    id: str
    left: Source
    right: Source


def read_list(place: str, stdin: BinaryIO) -> tuple[tuple[Pair, ...], Path]:
    """The pairs of the list at `place`, a path or -, and the folder that its paths start from: its own.

    Raises InputRefused.
    """
    if place == STANDARD_INPUT:
        return read_pairs(stdin.read(), name="the list"), Path()
    path = Path(place)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputRefused(f"{place} cannot be read: {error.strerror}.") from error
    return read_pairs(content, name=path.name), path.parent


def read_pairs(content: bytes, *, name: str) -> tuple[Pair, ...]:
    """The pairs in the order of the list; `name` is the list's.

    A row without an id gets one from what it says, so that rows can be added or moved between two runs. Of rows that
    say the same, the second ends in -2, the third in -3.

    Raises InputRefused, with the line, for a list that is not clear: no heading, an empty cell, an id given twice.
    """
    rows = _rows(content, name)
    if not rows:
        raise InputRefused(f"{name} is empty. Its first line must be a heading: left,right.")
    (_, heading), *others = rows
    columns = [cell.strip().lower() for cell in heading]
    _check_heading(columns, name)
    pairs: list[Pair] = []
    seen: Counter[str] = Counter()
    given: dict[str, int] = {}
    for line, cells in others:
        fields = _fields(columns, cells, f"{name}, line {line}")
        made = fields["id"]
        if made:
            if made in given:
                raise InputRefused(f"{name}, line {line}: line {given[made]} has the id {made!r} already.")
            given[made] = line
        else:
            made = _made_id(fields)
            seen[made] += 1
            made += f"-{seen[made]}" if seen[made] > 1 else ""
        pairs.append(
            Pair(
                made,
                *(Source(fields[side], fields[f"{side}_title"], fields[f"{side}_published"]) for side in NEEDED),
            )
        )
    return tuple(pairs)


def _rows(content: bytes, name: str) -> list[tuple[int, list[str]]]:
    """The rows that have something in them, each with its line in the file, counted from one."""
    text, _ = decode(content, name=name)
    text = text.removeprefix("\ufeff")
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise InputRefused(f"{name}, line {reader.line_num}, is not CSV: {error}.") from error


def _check_heading(columns: list[str], name: str) -> None:
    missing = [column for column in NEEDED if column not in columns]
    if missing:
        raise InputRefused(f"{name} has no column “{missing[0]}”. Its first line must be a heading: left,right.")
    unknown = [column for column in columns if column not in NEEDED + OPTIONAL]
    if unknown:
        raise InputRefused(
            f"{name} has a column “{unknown[0]}”, which means nothing here. There are {', '.join(NEEDED + OPTIONAL)}."
        )
    if len(set(columns)) < len(columns):
        raise InputRefused(f"{name} names a column twice in its first line.")


def _fields(columns: list[str], cells: list[str], where: str) -> dict[str, str]:
    if len(cells) != len(columns):
        raise InputRefused(
            f"{where} has {len(cells)} cells, the heading {len(columns)}. Put what holds a comma into quotes."
        )
    fields = dict.fromkeys(NEEDED + OPTIONAL, "") | dict(zip(columns, map(str.strip, cells), strict=True))
    for column in NEEDED:
        if not fields[column]:
            raise InputRefused(f"{where} names no {column} article.")
    return fields


def _made_id(fields: dict[str, str]) -> str:
    said = "\0".join(fields[column] for column in NEEDED + OPTIONAL)
    return hashlib.sha256(said.encode()).hexdigest()[:ID_DIGITS]
