"""Files to be spoilt, and the readers of each type, for benchmarks/fuzz_targets.py.

The program reads a file in a process of its own, where whatever goes wrong is told as a file that is damaged. Here the
readers are called directly: what a library says of a broken file is its own matter, but no line of ours may break.
"""

from __future__ import annotations

import importlib
import io
import traceback
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import cast

from hypothesis import strategies as st

from app.articles.checks import check_text
from app.articles.child import READERS, Reader
from app.articles.kinds import kind_of
from app.errors import CrossreadError, InputRefused
from tests.articles import writers

MOST = 20_000  # characters
OURS = Path(__file__).parents[1] / "app"
SEEDS: Mapping[str, bytes] = {
    "a.docx": writers.docx(),
    "a.odt": writers.odt(),
    "a.epub": writers.epub(),
    "a.rtf": writers.rtf(),
    "a.eml": writers.mail(),
    "a.html": writers.page(),
    "a.mhtml": writers.mhtml(),
    "a.pdf": writers.pdf(),
}
PIECES: Mapping[str, tuple[bytes, ...]] = {  # what each type is made of, to be put where it does not belong
    "a.rtf": (rb"{\pard ", rb"\par ", rb"\u8217?", rb"\u-1 ", rb"\bin99999 ", rb"{\*\x ", b"}", rb"\'e9", rb"\uc0 "),
    "a.eml": (b"\r\n\r\n", b"Content-Type: text/html; charset=x\r\n", b"--b--", b"Subject: =?utf-8?q?=ff?=\r\n"),
    "a.mhtml": (b"--b\r\n", b"Content-Location: x\r\n", b"Content-Transfer-Encoding: base64\r\n", b"\r\n\r\n"),
    "a.html": (
        b"<p>",
        b"<article>",
        b"<!--",
        b"<svg><p>",
        b"</body>",
        b"<table><tr><td>",
        b"&#xffffff;",
        b"<plaintext>",
    ),
    "a.pdf": (b"endobj", b"stream\r\n", b"/Count 99999999", b"<< /Type /Page >>", b" 0 R ", b"/Rotate 45", b"-1"),
}
MARKS = (
    b"<w:p>",
    b"<w:t>",
    b"</w:p>",
    b"<text:p>",
    b"<text:h>",
    b"<p/>",
    b"<item/>",
    b"&x;",
    b"<![CDATA[",
    b"\xff",
    b"",
)


def check_told(refused: CrossreadError) -> None:
    """Whoever is refused hears why in a sentence."""
    assert refused.detail.endswith("."), refused.detail


def check_not_ours(error: BaseException) -> None:
    """It was a line of a library that broke, not one of ours."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    assert not Path(last.filename).is_relative_to(OURS), f"{last.filename}:{last.lineno} {type(error).__name__}"


def read(name: str, content: bytes) -> None:
    """A reader gives a text, or says why not in one sentence; no line of ours breaks."""
    try:
        kind = kind_of(name, content)
        if kind not in READERS:
            return
        reader = cast(Reader, importlib.import_module(READERS[kind]))
        check_text(reader.read(content, name=name, max_characters=MOST).text, field="file", max_characters=MOST)
    except InputRefused as refused:
        check_told(refused)
    except (RecursionError, MemoryError):  # each has its sentence, said by the process around
        return
    except Exception as error:  # noqa: BLE001 - a library's own, in a hundred ways
        check_not_ours(error)


def _spoil(draw: st.DrawFn, content: bytearray, pieces: tuple[bytes, ...]) -> None:
    at = draw(st.integers(0, max(0, len(content) - 1)))
    match draw(st.sampled_from(("set", "cut", "drop", "insert", "double", "piece"))):
        case "set":
            content[at : at + 1] = bytes((draw(st.integers(0, 255)),))
        case "cut":
            del content[at:]
        case "drop":
            del content[at : at + draw(st.integers(1, 200))]
        case "insert":
            content[at:at] = draw(st.binary(max_size=20) | st.sampled_from((b"<!--", b"{\\", b"\0" * 99, b"<p>")))
        case "double":
            content[at:at] = content[at : at + draw(st.integers(1, 2_000))]
        case _:
            content[at:at] = draw(st.sampled_from(pieces)) * draw(st.integers(1, 3))


@st.composite
def spoilt(draw: st.DrawFn, name: str) -> bytes:
    """A good file of this type with some of its bytes changed, cut, doubled or put elsewhere."""
    content = bytearray(SEEDS[name])
    for _ in range(draw(st.integers(0, 6))):
        _spoil(draw, content, PIECES.get(name, (b"PK\3\4", b"PK\1\2", b"PK\5\6")))
    return bytes(content)


@st.composite
def spoilt_inside(draw: st.DrawFn, name: str) -> bytes:
    """A file of packed parts, whole as such, whose parts are spoilt: so that readers get to see them."""
    with zipfile.ZipFile(io.BytesIO(SEEDS[name])) as good:
        parts = {part: bytearray(good.read(part)) for part in good.namelist()}
    for _ in range(draw(st.integers(1, 4))):
        part = draw(st.sampled_from(sorted(parts)))
        _spoil(draw, parts[part], MARKS)
    if draw(st.booleans()):
        parts.pop(draw(st.sampled_from(sorted(parts))))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for part, content in parts.items():
            packed.writestr(part, bytes(content))
    return made.getvalue()


PACKED = ("a.docx", "a.odt", "a.epub")
FILES: Mapping[str, tuple[Callable[[bytes], None], st.SearchStrategy[bytes]]] = {
    name.partition(".")[2]: (
        partial(read, name),
        spoilt(name) | spoilt_inside(name) if name in PACKED else spoilt(name),
    )
    for name in SEEDS
}
