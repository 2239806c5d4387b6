"""What one visitor may have of the server, and all together: reads a second, sentences a minute, room for slow work."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from starlette.requests import Request

from app.errors import TooManyRequests
from app.settings import Settings
from app.web.buckets import Buckets
from app.web.lanes import Lane
from app.web.room import Room
from app.web.visitors import visitor_of

AT_ONCE = 2.0  # seconds' worth of reads that may come together: a page, its parts and its neighbours
BODIES = 256_000_000  # bytes of bodies in hand; six of the largest forms there can be
BODIES_EACH = 96_000_000  # two of them
STREAMS = 2_000  # of events; each asks the database four times a second
STREAMS_EACH = 200  # twice as many as the comparisons that one visitor may start in a minute
# Two files are read at once, and pages of other sites wait for those; more threads than that wait for nothing of ours.
FILES = {"threads": 8, "holds": 32, "each": 8}
# Each waits up to a second for its result; a hundred at once come from one visitor who may start a hundred a minute.
MAKING = {"threads": 16, "holds": 800, "each": 200}


@dataclass(frozen=True, slots=True)
class Allowance:
    """The limits, and what is taken of them."""

    reads: Buckets
    sentences: Buckets
    bodies: Room
    streams: Room
    files: Lane
    making: Lane


def allowance(settings: Settings, *, monotonic: Callable[[], float] = time.monotonic) -> Allowance:
    """Nothing taken yet."""
    reads, sentences = settings.reads_a_second, settings.sentences_a_minute
    return Allowance(
        reads=Buckets(holds=reads * AT_ONCE, a_second=reads, monotonic=monotonic),
        sentences=Buckets(holds=sentences, a_second=sentences / 60, monotonic=monotonic),
        bodies=Room("too much being sent", holds=BODIES, each=BODIES_EACH),
        streams=Room("too many comparisons being followed", holds=STREAMS, each=STREAMS_EACH),
        files=Lane("too many files and pages to read", **FILES),
        making=Lane("too many comparisons being made", **MAKING),
    )


def allowance_of(request: Request) -> Allowance:
    """The one that `install` put beside the app."""
    return cast(Allowance, request.app.state.allowance)


def spend(request: Request, sentences: int) -> None:
    """Let whoever asks pay for work. Raises TooManyRequests where that is more than a minute's share."""
    mine = allowance_of(request).sentences
    wait = mine.take(visitor_of(request.scope), sentences)
    if wait:
        seconds = math.ceil(wait)
        raise TooManyRequests(
            f"You may compare {mine.holds:,.0f} sentences a minute, and this would be more. "
            f"Nothing was kept: try again in {seconds} second{'s' * (seconds != 1)}.",
            retry_after=seconds,
        )
