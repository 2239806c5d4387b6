"""Serves the site on one address, and says where once it listens."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable

import uvicorn

from app import logs
from app.commands.upkeep import migrate
from app.errors import StartRefused
from app.main import create_app
from app.settings import Settings

LINGER_SECONDS = 3  # for answers under way at a stop; streams of events would otherwise never end


def serve(settings: Settings, *, say: Callable[[str], None]) -> None:
    """Serve until a signal says stop. Raises StartRefused when the port or the data folder cannot be had."""
    logs.configure()
    listening = _bind(settings.host, settings.port)
    with listening:
        migrate(
            settings
        )  # here too, not only in the app's lifespan: what is wrong is said in one line, not in a traceback
        config = uvicorn.Config(
            create_app(settings),
            log_config=None,
            access_log=False,  # it would hold slugs
            server_header=False,
            proxy_headers=bool(settings.trusted_proxies),
            forwarded_allow_ips=settings.trusted_proxies,
            timeout_graceful_shutdown=LINGER_SECONDS,
        )
        _Announced(config, address=address(settings.host, listening.getsockname()[1]), say=say).run([listening])


def address(host: str, port: int) -> str:
    """What to type into a browser on this machine."""
    if host in ("0.0.0.0", "::", ""):  # noqa: S104 - recognised, not chosen
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


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


def _bind(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.socket(family)
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind((host, port))
        except OSError:
            listening.close()
            raise
    except OSError as error:
        why = {
            errno.EADDRINUSE: "another program uses it",
            errno.EACCES: "only root may use ports below 1024",
            errno.EADDRNOTAVAIL: "this machine has no such address",
        }.get(error.errno or 0, error.strerror or str(error))
        raise StartRefused(
            f"{host} port {port} cannot be used: {why}. Choose with CROSSREAD_HOST and CROSSREAD_PORT."
        ) from error
    return listening
