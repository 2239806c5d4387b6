"""Fetches a page from an address that was checked: to that very machine, and no longer or more than is sensible."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urljoin

from app.articles.guard import Resolve, Rules, Target, checked_addresses, target_of
from app.errors import AddressRefused, PageFailed, PageSlow

REDIRECTS = 5  # more is a loop, or a site that wants a cookie
SECONDS = 10.0  # for all of it, redirects included
CONNECT_SECONDS = 4.0  # for one of a site's addresses; so that a second can be tried
BYTES = 20_000_000  # as of an uploaded file
CHUNK = 1 << 16
USER_AGENT = "Crossread (fetches a page when a reader asks for it)"
TYPES = frozenset(
    "text/html application/xhtml+xml text/plain text/markdown application/pdf application/rtf text/rtf"
    " application/epub+zip application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    " application/vnd.oasis.opendocument.text multipart/related message/rfc822".split()
)
PAGES = frozenset({"text/html", "application/xhtml+xml"})
_MOVED = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came, from where in the end."""

    target: Target
    content: bytes
    charset: str | None  # as the site says
    is_page: bool  # HTML, as the site says


def system_resolve(host: str, port: int) -> Sequence[str]:
    """What the machine's resolver says."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def fetch(address: str, *, rules: Rules, resolve: Resolve = system_resolve, seconds: float = SECONDS) -> Fetched:
    """Fetch the page at `address`. Blocks for up to `seconds`, and for as long as the resolver takes.

    Raises:
        AddressRefused: it, or a place that it redirects to, is not for this server.
        PageFailed: the site gives no page, or none of a type that is read. PageSlow: not in time.
    """
    until = time.monotonic() + seconds
    for _ in range(REDIRECTS + 1):
        target = target_of(address, rules)
        addresses = checked_addresses(target, rules, resolve)
        with _answer(target, addresses, until) as answer:
            if answer.status not in _MOVED or not answer.headers["Location"]:
                page = _page(target, answer)
                # A line that was cut ends like one that is done; so does a page of known length that broke off.
                if time.monotonic() >= until or answer.length:
                    raise _failed(target, until)
                return page
            address = urljoin(target.address, answer.headers["Location"])
    raise PageFailed(f"The page leads from one address to another more than {REDIRECTS} times. Paste the article.")


class _To(http.client.HTTPConnection):
    """A connection that goes to `address`, whatever its host's name now leads to."""

    def __init__(self, target: Target, address: str, until: float) -> None:
        super().__init__(target.host, target.port)
        self._target = target
        self._address = address
        self._until = until

    def connect(self) -> None:
        """Open it, with the site's name in the handshake where there is one."""
        left = self._until - time.monotonic()
        self.sock = socket.create_connection(
            (self._address, self._target.port), timeout=max(0.01, min(CONNECT_SECONDS, left))
        )
        self.sock.settimeout(max(0.01, self._until - time.monotonic()))
        if self._target.scheme == "https":
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self._target.host)


@contextmanager
def _answer(target: Target, addresses: Sequence[str], until: float) -> Iterator[http.client.HTTPResponse]:
    """The site's answer, closed at the end; a site that sends a byte a second is cut off in time."""
    host = target.address.split("/", 3)[2]
    connection = _connected(target, addresses, until)
    # A duplicate, for TLS takes the socket over; shutting it down wakes whoever waits for a byte.
    line = socket.socket(fileno=socket.dup(connection.sock.fileno()))
    stop = threading.Timer(max(0.01, until - time.monotonic()), _shut, (line,))
    stop.start()
    try:
        connection.putrequest("GET", target.path, skip_host=True, skip_accept_encoding=True)
        for name, value in (
            ("Host", host),
            ("User-Agent", USER_AGENT),
            ("Accept", "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8"),
            ("Accept-Encoding", "gzip"),
            ("Connection", "close"),
        ):
            connection.putheader(name, value)
        connection.endheaders()
        with connection.getresponse() as answer:
            yield answer
    except (OSError, http.client.HTTPException) as error:
        raise _failed(target, until) from error
    finally:
        stop.cancel()
        connection.close()
        line.close()


def _connected(target: Target, addresses: Sequence[str], until: float) -> _To:
    for address in addresses:
        connection = _To(target, address, until)
        try:
            connection.connect()
        except OSError:  # TLS errors are of this kind, too
            connection.close()
        else:
            return connection
    raise _failed(target, until)


def _shut(line: socket.socket) -> None:
    with suppress(OSError):  # closed by the other side
        line.shutdown(socket.SHUT_RDWR)


def _failed(target: Target, until: float) -> PageFailed:
    if time.monotonic() >= until - 0.05:
        return PageSlow(f"{target.host} takes too long. Try again, or open the page and paste the article.")
    return PageFailed(f"{target.host} could not be reached safely, or broke off. Open the page and paste the article.")


def _page(target: Target, answer: http.client.HTTPResponse) -> Fetched:
    if answer.status in (401, 402, 403, 407, 451):
        raise PageFailed(
            f"{target.host} does not give this page to programs, or only to subscribers ({answer.status})."
            " Open it and paste the article."
        )
    if answer.status in (404, 410):
        raise PageFailed(f"{target.host} has no such page ({answer.status}). Check the address.")
    if answer.status != 200:
        raise PageFailed(f"{target.host} gave no page, but the error {answer.status}. Open it and paste the article.")
    kind = answer.headers.get_content_type()
    if answer.headers["Content-Type"] and kind not in TYPES:
        raise AddressRefused(f"At this address is no article, but a file of the type {kind[:60]}.")
    return Fetched(target, _content(target, answer), _charset(answer.headers), kind in PAGES)


def _content(target: Target, answer: http.client.HTTPResponse) -> bytes:
    """At most BYTES, packed or not."""
    coding = (answer.headers["Content-Encoding"] or "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip"):
        raise PageFailed(
            f"{target.host} sent the page in a form that was not asked for. Open it and paste the article."
        )
    unpacker = None if coding == "identity" else zlib.decompressobj(16 + zlib.MAX_WBITS)
    content = bytearray()
    while piece := answer.read(CHUNK):
        if unpacker is not None:
            try:
                piece = unpacker.decompress(piece, BYTES + 1 - len(content))
            except zlib.error:
                raise PageFailed(f"{target.host} sent a broken page. Open it and paste the article.") from None
        content += piece
        if len(content) > BYTES:
            raise PageFailed(f"The page at {target.host} has more than {BYTES // 1_000_000} MB. Paste the article.")
    return bytes(content)


def _charset(headers: Message) -> str | None:
    charset = headers.get_content_charset()
    return charset if isinstance(charset, str) else None
