"""Opens the port before anything slow is imported: who connects meanwhile waits a moment, and is not refused."""

from __future__ import annotations

import errno
import socket

from app.errors import StartRefused

BACKLOG = 2048  # connections that wait to be accepted; uvicorn's own figure
WHY = {
    errno.EADDRINUSE: "another program uses it",
    errno.EACCES: "only root may use ports below 1024",
    errno.EADDRNOTAVAIL: "this machine has no such address",
}


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on `port`, on any free one for 0. Raises StartRefused."""
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(BACKLOG)
    except (OSError, UnicodeError) as error:  # UnicodeError: a host name that cannot be one
        listening.close()
        number = error.errno if isinstance(error, OSError) else None
        why = WHY.get(number or 0, str(error))
        raise StartRefused(
            f"{host} port {port} cannot be used: {why}. Choose with CROSSREAD_HOST and CROSSREAD_PORT."
        ) from error
    return listening


def address(listening: socket.socket, host: str) -> str:
    """What to type into a browser on this machine."""
    port = listening.getsockname()[1]
    if host in ("0.0.0.0", "::", ""):  # noqa: S104 - recognised, not chosen
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
