"""Serves the site, and says where once it answers."""

from __future__ import annotations

import logging
import socket
import sys
from collections.abc import Callable
from datetime import datetime
from typing import cast

import uvicorn

from app import logs
from app.clock import utc_now
from app.commands.connections import HEAD_BYTES, Door, most_connections, patient
from app.commands.listening import address
from app.commands.reloading import LINGER_SECONDS, Reloaded
from app.commands.succeeding import Line, stay_behind
from app.commands.upkeep import migrate
from app.commands.watching import watched
from app.main import create_app
from app.settings import Settings
from app.web.services import Services

log = logging.getLogger(__name__)
# Seconds for which a thread that computes keeps Python's lock from the others, beside it in this process, that want it
# for a page some thirty times. With a fifth of Python's own 0.005 they wait a third as long, and the computing takes no
# more processor time (docs/scaling.md#pages-beside-the-computing).
TURN = 0.001


def serve(
    settings: Settings,
    listening: socket.socket,
    *,
    say: Callable[[str], None],
    clock: Callable[[], datetime] = utc_now,
    starter: Line | None = None,
) -> None:
    """Serve on a socket until a signal says stop. Raises StartRefused when the database cannot be used.

    At SIGHUP, once it is held (succeeding.py), another process takes over, and this one stays behind as its keeper.
    `starter` is the line to who started this one to take over.
    """
    logs.configure(kind=settings.log)
    # The app's lifespan migrates too; done here first, what is wrong is said in one line and not in a traceback.
    migrate(settings)
    log.info("settings: %s", settings.said())
    if settings.computes:
        sys.setswitchinterval(TURN)
    app = create_app(settings, clock=clock)
    door = Door(most=most_connections(), proxies=settings.trusted_proxies)
    config = uvicorn.Config(
        app,
        http=patient(door),
        h11_max_incomplete_event_size=HEAD_BYTES,
        ws="none",  # nothing here speaks it
        log_config=None,
        access_log=False,  # it would hold slugs
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_graceful_shutdown=LINGER_SECONDS,
    )
    models = cast(Services, app.state.services).models if settings.computes else None
    # The server closes the socket that it was given; the process that stays behind needs it.
    with listening.dup() as kept:
        reloaded = Reloaded(kept.fileno(), door, models, starter)
        server = _Announced(config, reloaded, address=address(listening, settings.host), say=say)
        with watched(settings, clock=clock, waits=starter is not None):
            server.run([listening])
        if reloaded.successor is not None and reloaded.has_handed_over:
            stay_behind(kept, reloaded.successor)


class _Announced(uvicorn.Server):
    """A server that says where it is as soon as it can be reached, and ends when another has taken over."""

    def __init__(self, config: uvicorn.Config, reloaded: Reloaded, *, address: str, say: Callable[[str], None]) -> None:
        super().__init__(config)
        self._reloaded = reloaded
        self._address = address
        self._say = say

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._say(f"Crossread is at {self._address}")

    async def on_tick(self, counter: int) -> bool:
        """Ten times a second."""
        patience = self._reloaded.look()
        if patience is not None:
            self.config.timeout_graceful_shutdown = patience
            self.should_exit = True
        return await super().on_tick(counter)
