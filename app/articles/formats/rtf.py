"""The article in a Rich Text file: its characters and paragraphs, without styles, fields, notes and pictures."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from app.articles.found import Given
from app.errors import InputRefused

DEPTH = 500  # groups within groups; word processors write up to 20
# Groups that hold no running text. Those that begin with \* are skipped as well, for unknown ones must be.
_SILENT = frozenset(
    "fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf"
    " footnote annotation fldinst listtable listoverridetable rsidtbl generator themedata xmlnstbl datastore"
    " latentstyles colorschememapping pntext listtext pnseclvl bkmkstart bkmkend tc tcn xe nonshppict shpinst".split()
)
_PARAGRAPH = frozenset({"par", "sect", "page", "row", "cell", "nestcell", "nestrow"})
_SAID = {
    "line": "\n", "tab": " ", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "~": "\u00a0", "_": "-",
}  # fmt: skip
_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)|(\\)", re.IGNORECASE
)
_CHARSETS = {0: "cp1252", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254"} | {
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits."""

    silent: bool = False
    skip: int = 1  # characters after \\u that stand for it in older programs
    encoding: str = "cp1252"
    table: bool = False  # inside the table of fonts


def read(content: bytes, *, name: str, max_characters: int) -> Given:
    """Its paragraphs, and the title that its properties tell. Raises InputRefused where there is no text."""
    text = _Reader(content, name).text()
    blocks = [block for block in (re.sub(r"(?<! ) *\n *", "\n", part).strip() for part in text.split("\x1d")) if block]
    if not any(any(map(str.isalnum, block)) for block in blocks):
        raise InputRefused(f"There is no text in {name}, only pictures or nothing. Paste the article's words.")
    return Given("\n\n".join(blocks), _title(content))


class _Reader:
    """Goes through the file once; a paragraph's end is the control character that no text has (group separator)."""

    def __init__(self, content: bytes, name: str) -> None:
        self._content = content
        self._name = name
        self._state = _State()
        self._stack: list[_State] = []
        self._pieces: list[str] = []
        self._bytes = bytearray()  # that wait to be decoded together: some encodings take two for a character
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._unicode_skip = 0

    def text(self) -> str:
        """The text of the whole file."""
        for token in _TOKEN.finditer(self._content):
            word, number, code, symbol, brace, plain, _ = token.groups()
            if word is not None:
                self._word(word.decode().lower(), int(number) if number else None)
            elif code is not None:
                self._raw(bytes.fromhex(code.decode()))
            elif symbol is not None:
                self._symbol(symbol)
            elif brace is not None:
                self._brace(brace)
            elif plain is not None:
                self._raw(plain)
        self._flush()
        return "".join(self._pieces)

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self._unicode_skip = 0
        if brace == b"{":
            if len(self._stack) >= DEPTH:
                raise InputRefused(f"{self._name} is nested too deeply to be read. Paste the article's words.")
            self._stack.append(self._state)
        elif self._stack:
            self._state = self._stack.pop()

    def _word(self, word: str, number: int | None) -> None:
        self._flush()
        if word == "u" and number is not None:
            self._say_code(number % 65536)
            self._unicode_skip = self._state.skip
            return
        if word == "uc":
            self._state = replace(self._state, skip=min(max(number or 0, 0), 8))
        elif word == "ansicpg" and number is not None:
            self._state = replace(self._state, encoding=_known(f"cp{number}") or "cp1252")
        elif word == "fonttbl":
            self._state = replace(self._state, silent=True, table=True)
        elif word == "f" and number is not None:
            self._font = number
            if not self._state.table and number in self._fonts:
                self._state = replace(self._state, encoding=self._fonts[number])
        elif word == "fcharset" and self._state.table and number in _CHARSETS and number != 0:
            self._fonts[self._font] = _CHARSETS[number]
        elif word in _SILENT:
            self._state = replace(self._state, silent=True)
        elif word in _PARAGRAPH:
            self._say("\x1d")
        elif word in _SAID:
            self._say(_SAID[word])
        elif word == "bin" and number:
            self._state = replace(self._state, silent=True)  # a picture's bytes; what follows in the group is none

    def _symbol(self, symbol: bytes) -> None:
        if symbol in (b"\\", b"{", b"}"):
            self._raw(symbol)
            return
        self._flush()
        if symbol == b"*":
            self._state = replace(self._state, silent=True)
        elif symbol in (b"\n", b"\r"):
            self._say("\x1d")
        elif symbol in (b"~", b"_"):
            self._say(_SAID[symbol.decode()])

    def _raw(self, content: bytes) -> None:
        if self._unicode_skip:
            taken = min(self._unicode_skip, len(content))
            self._unicode_skip -= taken
            content = content[taken:]
        if not self._state.silent:
            self._bytes += content

    def _flush(self) -> None:
        if self._bytes:
            self._say(self._bytes.decode(self._state.encoding, "replace"))
            self._bytes.clear()

    def _say_code(self, code: int) -> None:
        """One UTF-16 unit; the second half of a pair is joined to its first."""
        last = self._pieces[-1] if self._pieces else ""
        if 0xDC00 <= code < 0xE000 and len(last) == 1 and "\ud800" <= last < "\udc00" and not self._state.silent:
            self._pieces[-1] = chr(0x10000 + ((ord(last) - 0xD800) << 10) + (code - 0xDC00))
        else:
            self._say(chr(code))

    def _say(self, text: str) -> None:
        if not self._state.silent:
            self._pieces.append(text)


def _known(encoding: str) -> str | None:
    try:
        return codecs.lookup({"cp65001": "utf-8", "cp10000": "mac-roman"}.get(encoding, encoding)).name
    except LookupError:
        return None


def _title(content: bytes) -> str | None:
    """What the properties say, where it is plain ASCII."""
    found = re.search(rb"\{\\info[^{}]*(?:\{[^{}]*\}[^{}]*)*?\{\\title ([^{}\\]{1,500})\}", content)
    return found[1].decode("ascii", "replace").strip() or None if found else None
