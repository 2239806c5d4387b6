"""Deletes what has expired: at start, then every minute."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from app.errors import StoreFailed
from app.store.comparisons import ComparisonStore

log = logging.getLogger(__name__)
EVERY_SECONDS = 60  # what was to be kept for nobody is gone soon; in between, the store does not find it


async def purge_regularly(store: ComparisonStore, *, clock: Callable[[], datetime]) -> None:
    """Run until it is cancelled."""
    while True:
        try:
            purged = await asyncio.to_thread(store.purge, now=clock())
            if purged:
                log.info("%d expired comparisons deleted", purged)
        except StoreFailed:
            log.warning("nothing purged, trying again in a minute", exc_info=True)
        await asyncio.sleep(EVERY_SECONDS)
