"""Where chance enters: addresses that cannot be guessed, and tokens of which only a hash is kept."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

RANDOM_BYTES = 16  # 128 bits, the least that the issue of share links asks for
WRITTEN = re.compile(r"[A-Za-z0-9_-]{22}")  # 16 bytes in URL-safe base 64 without padding


def draw() -> str:
    """A new slug or token: 22 characters that stand in an address as they are."""
    return secrets.token_urlsafe(RANDOM_BYTES)


def draw_salt() -> bytes:
    """16 bytes that nobody knows."""
    return secrets.token_bytes(RANDOM_BYTES)


def may_exist(slug: str) -> bool:
    """Whether `draw` could have given it; nothing else may reach the database, which refuses NUL and surrogates."""
    return WRITTEN.fullmatch(slug) is not None


def fingerprint(token: str) -> bytes:
    """The 32 bytes that are kept of a token. Any str has one."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def is_token(token: str | None, kept: bytes) -> bool:
    """Whether `kept` is the fingerprint of `token`, found in a time that does not tell how near it was."""
    return hmac.compare_digest(fingerprint(token or ""), kept)
