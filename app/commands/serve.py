"""Serves the site, and says where once it answers."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from datetime import datetime

import uvicorn

from app import logs
from app.clock import utc_now
from app.commands.connections import HEAD_BYTES, Door, most_connections, patient
from app.commands.listening import address
from app.commands.upkeep import migrate
from app.commands.watching import watched
from app.main import create_app
from app.settings import Settings

log = logging.getLogger(__name__)
LINGER_SECONDS = 3  # for answers under way at a stop; streams of events would otherwise never end


def serve(
    settings: Settings, listening: socket.socket, *, say: Callable[[str], None], clock: Callable[[], datetime] = utc_now
) -> None:
    """Serve on a socket until a signal says stop. Raises StartRefused when the database cannot be used."""
    logs.configure(kind=settings.log)
    # The app's lifespan migrates too; done here first, what is wrong is said in one line and not in a traceback.
    migrate(settings)
    log.info("settings: %s", ", ".join(f"{name}={value}" for name, value in settings.told().items()) or "the defaults")
    config = uvicorn.Config(
        create_app(settings, clock=clock),
        http=patient(Door(most=most_connections(), proxies=settings.trusted_proxies)),
        h11_max_incomplete_event_size=HEAD_BYTES,
        ws="none",  # nothing here speaks it
        log_config=None,
        access_log=False,  # it would hold slugs
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_graceful_shutdown=LINGER_SECONDS,
    )
    with watched(settings, clock=clock):
        _Announced(config, address=address(listening, settings.host), say=say).run([listening])


class _Announced(uvicorn.Server):
    """A server that says where it is as soon as it can be reached."""

    def __init__(self, config: uvicorn.Config, *, address: str, say: Callable[[str], None]) -> None:
        super().__init__(config)
        self._address = address
        self._say = say

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._say(f"Crossread is at {self._address}")
