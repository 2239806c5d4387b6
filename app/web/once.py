"""The header by which a program may send a request again without making a second comparison."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from app.errors import InputRefused
from app.store.once import Once

HEADER = "Idempotency-Key"
KEY = re.compile(r"[\x21-\x7e]{1,255}")
# Of an answer. The result is kept anyway; what readers say of it has no second place.
REMEMBERED = ("url", "state", "progress", "created", "expires", "locked", "readers_judge", "error")
PARAMETER: dict[str, Any] = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": (
        "A name of the request that nobody guesses, such as a UUID. Sent again within 24 hours with the same body, it"
        " gets the same answer, with any `delete_token`; with another body, it is refused."
    ),
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": r"^[!-~]+$"},
    "example": "2f1c7f6e-52f1-4d53-9c9b-0d6c3f6f1f55",
}


def remembered(said: Mapping[str, object]) -> dict[str, object]:
    """What is kept of an answer, to be given again."""
    return {name: said[name] for name in REMEMBERED} | ({} if said["verdicts"] else {"verdicts": []})


def read_once(request: Request, document: object, *, owner: str = "") -> Once | None:
    """The request as one that may come again; None where it has no key. `document` is its JSON.

    Bodies are the same where their JSON is: spaces and the order of fields do not count. Raises InputRefused.
    """
    given = request.headers.getlist(HEADER)
    if not given:
        return None
    if len(given) > 1 or not KEY.fullmatch(given[0]):
        raise InputRefused("Write the key as 1 to 255 letters, digits and signs without spaces.", field=HEADER)
    return Once(given[0], json.dumps(document, sort_keys=True, separators=(",", ":")).encode("ascii"), owner)
