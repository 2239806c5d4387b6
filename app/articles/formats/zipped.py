"""Opens what is packed as ZIP (Word, OpenDocument, e-books) without unpacking more than an article can be."""

from __future__ import annotations

import io
import zipfile

from app.articles.formats import docx, epub, odt
from app.articles.formats.packed import Packed
from app.articles.found import Given
from app.articles.kinds import READ
from app.errors import InputRefused, TypeNotRead


def read(content: bytes, *, name: str, max_characters: int) -> Given:
    """The article in a .docx, .odt or .epub. Raises InputRefused and its kinds."""
    try:
        packed = Packed(zipfile.ZipFile(io.BytesIO(content)), name)
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise InputRefused(
            f"{name} is damaged or cut off: its contents cannot be listed. Save it again, or paste its words."
        ) from None
    if packed.has("word/document.xml") or packed.has("[Content_Types].xml"):
        if not packed.has("word/document.xml"):
            raise TypeNotRead(f"{name} is no text document, but a spreadsheet or slides. What is read: {READ}.")
        return docx.read(packed)
    if packed.has("META-INF/container.xml"):
        return epub.read(packed, max_characters=max_characters)
    if packed.has("content.xml"):
        return odt.read(packed)
    raise TypeNotRead(f"{name} is a ZIP archive. Unpack it, and choose the article itself. What is read: {READ}.")
