"""Passwords of comparisons: only a slow hash of one is kept, and who has given it once need not give it again."""

from __future__ import annotations

import base64
import hashlib
import hmac
import threading
import unicodedata
from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from app.store.slugs import is_token

# OWASP's password storage cheat sheet (2024) names these as its second choice, about 30 ms: 19 MiB, two passes.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_AT_ONCE = threading.BoundedSemaphore(2)  # hashes at once: many visitors who guess must not fill the memory
PURPOSE = b"crossread reading key\0"
# Characters of one that is tried; more is wrong unread. One that is set has 200 (app/web/wishes.py), which are 800 on a
# keyboard that sends every accent for itself. To bring 100,000 accents into order takes a minute, and all threads wait.
LONGEST = 800


@dataclass(frozen=True, slots=True)
class Proof:
    """What a visitor brings to show that he may read: all may be None, and any may be made up."""

    token: str | None = None  # the maker's
    password: str | None = None
    key: str | None = None  # given for the password, see `key_of`


NO_PROOF = Proof()


def hash_password(password: str) -> str:
    """What is kept of a password, in argon2's own notation. Takes about 30 ms."""
    with _AT_ONCE:
        return _HASHER.hash(_bytes(password))


def is_password(password: str | None, kept: str) -> bool:
    """Whether `kept` was made of `password`. Takes about 30 ms, right or wrong; a longer one than LONGEST is wrong."""
    if password is None or len(password) > LONGEST:
        return False
    with _AT_ONCE:
        try:
            return _HASHER.verify(kept, _bytes(password))
        except VerifyMismatchError:
            return False


def key_of(kept: str) -> str:
    """What a browser may keep in place of the password: good until the password is changed, and good for nothing else.

    It comes from argon2's random salt and hash: nobody can make it who does not have what the database keeps.
    """
    return base64.urlsafe_b64encode(hashlib.sha256(PURPOSE + kept.encode()).digest()).decode().rstrip("=")


def is_key(key: str | None, kept: str) -> bool:
    """Whether `key` was given for this password, found in a time that does not tell how near it was."""
    return hmac.compare_digest((key or "").encode("utf-8", "surrogatepass"), key_of(kept).encode())


def admits(proof: Proof, *, password_hash: str | None, delete_token_sha256: bytes) -> bool:
    """Whether who brings `proof` may read; anyone may where there is no password. What is slow to try is tried last."""
    return (
        password_hash is None
        or is_token(proof.token, delete_token_sha256)
        or is_key(proof.key, password_hash)
        or is_password(proof.password, password_hash)
    )


def _bytes(password: str) -> bytes:
    """Alike on all keyboards: an accented letter may be sent as one character or as two."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
