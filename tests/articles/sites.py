"""Real sites on this machine's own addresses, for what fetches pages."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """A site and what it was asked for."""

    port: int
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)  # path and headers


@contextlib.contextmanager
def site(answers: dict[str, Answer], *, at: str = "127.0.0.1", port: int = 0) -> Iterator[Site]:
    """A site at `at`; a path that is not in `answers` is not found."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append((self.path, dict(self.headers.items())))
            answers.get(self.path, missing)(self)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer((at, port), Handler) as server:
        made = Site(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield made
        finally:
            server.shutdown()
            thread.join()


def gives(content: bytes, kind: str | None = "text/html", **headers: str) -> Answer:
    """An answer of that type."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        if kind:
            handler.send_header("Content-Type", kind)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        with contextlib.suppress(OSError):  # whoever asked has heard enough
            handler.wfile.write(content)

    return answer


def leads_to(address: str, status: int = 302) -> Answer:
    """A redirect."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Location", address)
        handler.send_header("Set-Cookie", "seen=1")
        handler.end_headers()

    return answer


def missing(handler: BaseHTTPRequestHandler) -> None:
    """Not found."""
    handler.send_error(404)
