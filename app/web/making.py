"""Keeps a wanted comparison and gives it a moment to be done: what the start page and the API have in common."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from app.comparison.types import Article
from app.errors import ServerFull
from app.store.kept import Kept
from app.store.once import Once
from app.web.maker import maker_of
from app.web.services import Services
from app.web.visitors import visitor_of

PATIENCE = 1.0  # seconds; an answer within it needs no waiting page, which would only flash
COME_BACK = 30  # seconds until some of a full queue is done


@dataclass(frozen=True, slots=True)
class Wanted:
    """Two checked articles, and for how many days their comparison is kept."""

    left: Article
    right: Article
    keep_days: int


def asker(request: Request, *, program: str = "") -> str:
    """By what those who ask take turns: a program's key, a browser that was here before, or a request's address."""
    if program:
        return f"program {program}"
    maker = maker_of(request)
    return f"maker {maker}" if maker else f"address {visitor_of(request.scope)}"


def make(
    services: Services,
    wanted: Wanted,
    *,
    maker: str | None = None,
    visitor: str | None = None,
    once: Once | None = None,
) -> tuple[Kept, str]:
    """Keep `wanted` as queued; the comparison as it stands within a second, and its delete token.

    `maker` is the name of the browser that asks, where it has one (maker.py), `visitor` whose turn it takes.

    Blocks: call it in a thread. Raises ServerFull, NoSuchPage where it was deleted within that second, and
    AnsweredMeanwhile where the key of `once` is known by now.
    """
    waiting = services.store.waiting()
    if waiting >= services.settings.max_queued:
        raise ServerFull(
            f"{waiting} comparisons are waiting already. Nothing of yours was kept: try again in half a minute.",
            retry_after=COME_BACK,
        )
    kept, token = services.store.keep(
        wanted.left,
        wanted.right,
        keep_days=wanted.keep_days,
        now=services.clock(),
        maker=maker,
        visitor=visitor,
        once=once,
    )
    services.runner.wake()
    if waiting == 0 and services.models.ready:
        services.runner.wait_done(kept.slug, timeout=PATIENCE)
    return services.store.find(kept.slug, now=services.clock()), token
