"""A ZIP archive that gives out its members one by one, and stops at what no article needs."""

from __future__ import annotations

import zipfile
import zlib

from app.errors import InputRefused, TooLong

MEMBER_BYTES = 32_000_000  # of one member; the text of the longest novels takes 10 as Word's XML
ALL_BYTES = 64_000_000  # of all members that are read
MEMBERS = 5_000  # an illustrated e-book has some hundreds


class Packed:
    """The members of an archive by name. `name` is the file's, for what is said of it."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self.name = name
        self._archive = archive
        self._read = 0
        if len(archive.infolist()) > MEMBERS:
            raise TooLong(f"{name} holds more than {MEMBERS:,} files. Choose the article itself.")

    def has(self, member: str) -> bool:
        """Whether there is such a member."""
        return member in self._archive.NameToInfo

    def read(self, member: str) -> bytes:
        """A member's bytes. Raises TooLong where they are too many, InputRefused where they are broken or locked."""
        info = self._archive.NameToInfo.get(member)
        if info is None:
            raise InputRefused(f"{self.name} lacks a part that it needs. Save it again, or paste the article's words.")
        if info.flag_bits & 1:
            raise InputRefused(f"{self.name} is locked with a password. Save it without one, or paste its words.")
        most = min(MEMBER_BYTES, ALL_BYTES - self._read)
        if info.file_size > most:
            raise self._too_much()
        try:
            with self._archive.open(info) as opened:
                content = opened.read(most + 1)  # whatever the archive says of its size
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
            raise InputRefused(f"{self.name} is damaged inside. Save it again, or paste the article's words.") from None
        if len(content) > most:
            raise self._too_much()
        self._read += len(content)
        return content

    def _too_much(self) -> TooLong:
        return TooLong(
            f"{self.name} unpacks to far more than an article: over {MEMBER_BYTES // 1_000_000} MB. Paste its words."
        )
