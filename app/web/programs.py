"""Keys of programs: who asks, and how often he may. The settings know the keys by their hashes alone."""

from __future__ import annotations

import hashlib
import hmac
from typing import Annotated, Any

from fastapi import Depends, Request

from app.errors import KeyUnknown
from app.settings import ProgramKey
from app.web.services import Given

HEADER = "X-API-Key"
SCHEME: dict[str, Any] = {
    "type": "apiKey",
    "in": "header",
    "name": HEADER,
    "description": "A program's own key, where the server's keeper gave it one; without, it asks as any visitor does.",
}


def program_of(request: Request, services: Given) -> str:
    """The name of the program whose key came along, empty where none did; its request is counted.

    A dependency of what costs the server something. Raises KeyUnknown, and TooManyRequests.
    """
    given = request.headers.get(HEADER)
    if given is None:
        return ""
    key = known(given, services.settings.programs)
    if key is None:
        raise KeyUnknown
    services.pace.take(key.name, most=key.a_minute, now=services.clock())
    return key.name


def known(given: str, keys: tuple[ProgramKey, ...]) -> ProgramKey | None:
    """The one that it is; all are looked at, so that the time tells nothing."""
    digest = hashlib.sha256(given.encode("utf-8", "surrogateescape")).digest()
    found = [key for key in keys if hmac.compare_digest(digest, key.sha256)]
    return found[0] if found else None


Program = Annotated[str, Depends(program_of)]
