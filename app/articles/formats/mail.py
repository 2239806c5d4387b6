"""The article in a mail: its text without signature, broken lines and attachments."""

from __future__ import annotations

import re
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parseaddr
from itertools import islice

from app.articles.encodings import decode, guess_warning
from app.articles.formats.blocks import html_blocks
from app.articles.found import Given
from app.errors import InputRefused

WRAPPED = 55  # characters from which on a line of a mail was broken by its program, which does so before 80
PARTS = 500  # of one mail; a saved page with all its pictures has some hundreds
_WITHIN = re.compile(rb"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE)
_PREFIX = re.compile(r"^(?:(?:re|fwd?|aw|wg)\s*:\s*)+", re.IGNORECASE)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)


def read(content: bytes, *, name: str, max_characters: int) -> Given:
    """A mail's text, subject, sender and day; of a saved page, its article. Raises InputRefused."""
    return _mail(parts_of(content, name), name)


def parts_of(content: bytes, name: str) -> list[EmailMessage]:
    """All parts of a mail, the whole first. Raises InputRefused where they are too many."""
    parts: list[EmailMessage] = []
    # Counted before they are read: what the library takes for parts within parts grows with their square.
    if sum(1 for _ in _WITHIN.finditer(content)) <= PARTS:
        parts = [*islice(BytesParser(policy=policy.default).parsebytes(content).walk(), PARTS + 1)]
    if not 0 < len(parts) <= PARTS:
        raise InputRefused(f"{name} has more than {PARTS} parts. Open it and paste the article's words.")
    return parts


def _mail(parts: list[EmailMessage], name: str) -> Given:
    message = parts[0]
    body = message.get_body(("plain", "html"))
    text, guessed = ("", None) if body is None else _text(body, name)
    blocks: list[str] = []
    if body is not None and body.get_content_type() == "text/html":
        blocks = html_blocks(text)
    elif body is not None:
        blocks = _plain_blocks(body, text)
    if not any(any(map(str.isalnum, block)) for block in blocks):
        raise InputRefused(
            f"There is no text in {name}. If the article is attached to it, save and choose the attachment."
        )
    attached = sum(part.is_attachment() for part in parts)
    warnings = []
    if attached:
        warnings.append(
            f"{attached} attachment{'s' * (attached != 1)} of the mail {'were' if attached > 1 else 'was'} left out."
        )
    if guessed:
        warnings.append(guess_warning(name, guessed))
    sender, address = parseaddr(str(message["From"] or ""))
    subject = _PREFIX.sub("", " ".join(str(message["Subject"] or "").split()))
    return Given(
        "\n\n".join(blocks), subject or None, tuple(warnings), source=sender or address or None, published=_day(message)
    )


def _text(part: MIMEPart, name: str) -> tuple[str, str | None]:
    """The part's characters, and their encoding where that was guessed."""
    content = bytes_of(part)
    said = part.get_content_charset()
    if said:
        try:
            return content.decode(said), None
        except (LookupError, UnicodeDecodeError):
            pass  # nobody knows that encoding, or it is another one
    return decode(content, name=name, declared=part.get_content_type() == "text/html")


def bytes_of(part: MIMEPart) -> bytes:
    """What the part holds, with its transfer encoding undone."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _plain_blocks(part: MIMEPart, text: str) -> list[str]:
    """Paragraphs, with the lines joined that a mail program broke; without the signature."""
    text = _SIGNATURE.split(text.replace("\r\n", "\n"), maxsplit=1)[0]
    flowed = part.get_param("format", "") == "flowed"
    apart = str(part.get_param("delsp", "no")).lower() == "yes"
    blocks = []
    for block in re.split(r"\n\s*\n", text):
        joined = ""
        between = ""
        for line in block.split("\n"):
            soft = flowed and line.endswith(" ")
            joined += between + (line[:-1] if soft and apart else line)
            wrapped = not flowed and len(line) >= WRAPPED
            between = (
                "" if soft else " " if wrapped else "\n"
            )  # the space of a soft end, where there is one, is its last
        kept = re.sub(r"[ \t]+", " ", joined).strip()
        if kept:
            blocks.append(kept)
    return blocks


def _day(message: EmailMessage) -> str | None:
    try:
        moment = message["Date"].datetime
    except (AttributeError, TypeError, ValueError):
        return None  # none, or no date
    return None if moment is None else f"{moment:%Y-%m-%d}"
