"""Opens every table and every Word document of every example with LibreOffice: `make office`.

A command and no test: LibreOffice is large, and takes seconds to open a file. It says what it found, and fails where a
table has not exactly the cells that were written, a cell became a formula, or a document lacks a sentence.
"""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from odf import teletype
from odf.opendocument import load
from odf.table import TableCell, TableRow
from odf.text import P

from app.exports.formats import FORMATS
from app.exports.taken import Taken
from tests.exports.comparisons import all_taken

NEEDED = "This needs LibreOffice: apt-get install libreoffice-writer-nogui libreoffice-calc-nogui"
# Comma, quotation mark, UTF-8, from the first line, every column as it comes, formulas worked out (the last token).
AS_TABLE = "CSV:44,34,76,1,,0,false,true,false,false,false,true"
CONTROL = b"\xef\xbb\xbfleft_index,left_sentence\r\n0,=1+1\r\n"  # not disarmed: LibreOffice must see a formula here
Cell = tuple[str, bool]  # its words, and whether it is a formula


def main() -> int:
    """Check all; returns how many are wrong."""
    program = shutil.which("soffice")
    if program is None:
        print(NEEDED, file=sys.stderr)
        return 2
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        office = Office(program, Path(folder))
        if not any(formula for row in office.table("control", CONTROL) for _, formula in row):
            print("LibreOffice works out no formula at all: this check would find none either.")
            wrong += 1
        for name, taken in all_taken():
            wrong += _table(office, name, taken) + _document(office, name, taken)
    return wrong


class Office:
    """LibreOffice, with a profile of its own."""

    def __init__(self, program: str, folder: Path) -> None:
        self._folder = folder
        self._command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]

    def table(self, name: str, content: bytes) -> list[list[Cell]]:
        """The cells of a CSV file as Calc has them."""
        opened = load(str(self._converted(f"{name}.csv", content, "ods", f"--infilter={AS_TABLE}")))
        return [list(_cells(row)) for row in opened.getElementsByType(TableRow)]

    def words(self, name: str, content: bytes) -> str:
        """The words of a Word document as Writer has them."""
        text = self._converted(f"{name}.docx", content, "txt:Text (encoded):UTF8").read_text("utf-8-sig")
        return " ".join(text.split())

    def _converted(self, name: str, content: bytes, to: str, *more: str) -> Path:
        source = self._folder / name
        source.write_bytes(content)
        command = [*self._command, *more, "--convert-to", to, "--outdir", str(self._folder), str(source)]
        subprocess.run(command, check=True, capture_output=True)
        return source.with_suffix(f".{to.partition(':')[0]}")


def _table(office: Office, name: str, taken: Taken) -> int:
    content = FORMATS["csv"].render(taken)
    written = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    opened = [row for row in office.table(name, content) if any(words for words, _ in row)]
    formulas = sum(formula for row in opened for _, formula in row)
    cells = [[words for words, _ in row][: len(written[0])] for row in opened]
    changed = [
        (before, after)
        for row, other in zip(written, cells, strict=False)
        for before, after in zip(row, other, strict=False)
        if _plain(before) != _plain(after)
    ]
    whole = [len(row) for row in cells] == [len(row) for row in written]
    print(f"{name}.csv: {len(cells)} rows, {formulas} formulas, {len(changed)} cells changed")
    for before, after in changed:
        print(f"  {before!r} became {after!r}")
    return int(formulas > 0 or bool(changed) or not whole)


def _document(office: Office, name: str, taken: Taken) -> int:
    words = office.words(name, FORMATS["docx"].render(taken))
    sides = (taken.comparison.left, taken.comparison.right)
    sentences = [" ".join(sentence.text.split()) for side in sides for sentence in side.sentences]
    missing = [sentence for sentence in sentences if sentence.isprintable() and sentence not in words]
    print(f"{name}.docx: {len(sentences)} sentences, {len(missing)} missing")
    return int(bool(missing))


def _cells(row: TableRow) -> Iterator[Cell]:
    for cell in row.getElementsByType(TableCell):
        words = "\n".join(teletype.extractText(paragraph) for paragraph in cell.getElementsByType(P))
        # Trailing empty cells are repeated to the end of the sheet: more than a table has columns is never meant.
        for _ in range(min(int(cell.getAttribute("numbercolumnsrepeated") or 1), 100)):
            yield words, cell.getAttribute("formula") is not None


def _plain(words: str) -> str:
    """A cell without what Calc makes of white space and numbers, nor the control characters that it leaves out."""
    try:
        return f"{float(words):.6g}"
    except ValueError:
        return "".join(sign for sign in words if sign.isprintable() and not sign.isspace()).casefold()  # true, TRUE


if __name__ == "__main__":
    sys.exit(main())
