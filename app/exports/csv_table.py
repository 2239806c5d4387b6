"""The links as a table, one row a link, that a spreadsheet can open without running anything in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from app.comparison.document import DECIMALS
from app.comparison.types import Link, Reason
from app.comparison.verdicts import Verdict
from app.exports.taken import Taken

COLUMNS = ("left_index", "left_sentence", "right_index", "right_sentence", "relation", "degree", "band", "confidence",
           "similarity", "reasons", "may_be_update", "verdicts", "made", "version", "encoder", "judge", "left_sha256",
           "right_sha256")  # fmt: skip
BEGINS_FORMULA = frozenset("=+-@＝＋－＠")  # OWASP, CSV injection; the full-width forms are for Japanese spreadsheets
PARTS_CELLS = frozenset(";\t\r\n")  # where the comma is not what parts cells, quotation marks do not hold them together
SKIPPED = frozenset("\"' \t\r\n\v\f\xa0\ufeff")  # may stand between the edge of a cell and what it begins with


def render(taken: Taken) -> bytes:
    """UTF-8 with a byte order mark, which Excel needs; else as RFC 4180 says.

    Indices count from 0, as in the JSON. What made the result stands in every row. A conflict that only readers see
    is a row without a relation.
    """
    written = io.StringIO(newline="")
    table = csv.writer(written)
    table.writerow(COLUMNS)
    for row in _rows(taken):
        table.writerow([disarm(cell) if isinstance(cell, str) else cell for cell in row])
    return written.getvalue().encode("utf-8-sig")


def disarm(text: str) -> str:
    """The text with an apostrophe before whatever a spreadsheet could take for the begin of a formula.

    Never ambiguous: where an apostrophe may have been added, one was.
    """
    pieces, done, edge = [], 0, True  # edge: nothing but what is skipped stands between here and where a cell may begin
    for place, character in enumerate(text):
        if edge and character in BEGINS_FORMULA:
            pieces += [text[done:place], "'"]
            done = place
        edge = character in PARTS_CELLS or (edge and character in SKIPPED)
    return "".join((*pieces, text[done:]))


def _rows(taken: Taken) -> Iterator[Sequence[object]]:
    for link in taken.comparison.links:
        yield _row(taken, link.left, link.right, _figures(link), taken.said_of(link.left, link.right))
    beside: dict[tuple[int, int], list[Verdict]] = {}
    for verdict in taken.said_beside():
        beside.setdefault((verdict.left, verdict.right), []).append(verdict)
    for (left, right), verdicts in beside.items():
        yield _row(taken, left, right, ("",) * 7, verdicts)


def _row(
    taken: Taken, left: int, right: int, figures: Sequence[object], verdicts: Sequence[Verdict]
) -> tuple[object, ...]:
    comparison, found = taken.comparison, taken.comparison.provenance
    return (
        left,
        comparison.left.sentences[left].text,
        right,
        comparison.right.sentences[right].text,
        *figures,
        "; ".join(map(_verdict, verdicts)),
        taken.made_at,
        found.version,
        found.encoder,
        found.judge,
        *found.text_sha256,
    )


def _figures(link: Link) -> tuple[object, ...]:
    return (
        link.relation,
        link.degree or "",
        link.band or "",
        round(link.confidence, DECIMALS),
        round(link.similarity, DECIMALS),
        "; ".join(map(_reason, link.reasons)),
        str(link.may_be_update).lower() if link.relation == "contradiction" else "",
    )


def _verdict(verdict: Verdict) -> str:
    return f"{verdict.by}: {verdict.says}" + (f" ({verdict.remark})" if verdict.remark else "")


def _reason(reason: Reason) -> str:
    return f"{reason.kind}: {reason.note}" if reason.note else reason.kind
