"""Asks a running server for comparisons, by its public JSON API and with the standard library alone."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from typing import cast

from benchmarks.gold import Case, Json

TRIES = 60  # times a full server is asked again, waiting each time as long as it says
POLL = 0.05  # seconds between two looks at a comparison that is not done


class NoAnswer(Exception):
    """The server refused or failed a comparison."""


def ask(url: str, case: Case, patience: float) -> Json:
    """The server's result for a case. Raises NoAnswer, also after `patience` seconds."""
    root = url.rstrip("/")
    sides = {side: case.side(side) for side in ("left", "right")}
    wanted = {
        side: {"text": article["text"], "title": article.get("title"), "published": article.get("date")}
        for side, article in sides.items()
    }
    made = _call("POST", f"{root}/api/comparisons", wanted, patience)
    until = time.monotonic() + patience
    while made["state"] not in ("done", "failed"):
        if time.monotonic() > until:
            raise NoAnswer(f"not done after {patience} s")
        time.sleep(POLL)
        made = _call("GET", f"{root}/api/comparisons/{made['slug']}", None, patience)
    if made["state"] == "failed":
        raise NoAnswer(f"failed: {made.get('error')}")
    return cast(Json, made["result"])


def _call(method: str, address: str, body: Json | None, patience: float) -> Json:
    sent = json.dumps(body).encode() if body is not None else None
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    for _ in range(TRIES):
        request = urllib.request.Request(address, data=sent, method=method, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=patience) as answer:
                return cast(Json, json.load(answer))
        except urllib.error.HTTPError as error:
            if error.code not in (429, 503):
                raise NoAnswer(f"{method} {address}: {error.code} {error.read()[:300]!r}") from error
            time.sleep(float(error.headers.get("Retry-After") or 1))
    raise NoAnswer(f"{method} {address}: still refused")
