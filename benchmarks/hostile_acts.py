"""What hostile visitors do, one act at a time; for benchmarks/hostile.py."""

from __future__ import annotations

import contextlib
import http.client
import json
import random
import socket
import struct
import time
import urllib.parse
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.articles.hostile import HOSTILE

SECONDS = 60.0  # for one answer
LONGEST = 200_000  # characters, the most that an article may have
HELD = 3.0  # seconds that a slow visitor stays
UNITS = (
    "a.",
    "☀",
    "a \n",
    "<!---->",
    "\u202e",
    "\u0301",
    "@",
    "1,",
    '"',
    "(",
    "Mr. A. ",
    "….",
    "é\u200b",
    "http://a.b/",
    "!-",
    "\u0301\u0316",
)
PATHS = (
    "/static/../../app/main.py",
    "/c/%00",
    "/c/" + "a" * 20_000,
    "/e/..%2f",
    "/%ff%fe",
    "/c/x.docx",
    "/?x=%0d%0a",
)


@dataclass(frozen=True, slots=True)
class Villain:
    """One of them: where the server is, the address that he comes from, and his dice."""

    port: int
    address: str
    chance: random.Random
    slug: str  # of a comparison that he has the link of

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> int:
        """The status of the answer; 0 where the line broke."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS, source_address=(self.address, 0))
        try:
            line.request(method, path, body, headers)  # type: ignore[arg-type]  # bytes, or a generator of them
            answer = line.getresponse()
            answer.read()
            return answer.status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            line.close()

    def compare(self, left: str, right: str) -> int:
        """Have two texts compared."""
        body = json.dumps({"left": {"text": left}, "right": {"text": right}}).encode()
        return self.ask("POST", "/api/comparisons", body, **{"Content-Type": "application/json"})

    @contextlib.contextmanager
    def line(self) -> Iterator[socket.socket]:
        """A bare connection."""
        made = socket.create_connection(("127.0.0.1", self.port), timeout=SECONDS, source_address=(self.address, 0))
        try:
            yield made
        finally:
            made.close()


def text_of_one_thing(villain: Villain) -> int:
    """A text on which a careless pattern would take for ever."""
    unit = villain.chance.choice(UNITS)
    text = "A man " + unit * ((LONGEST - 10) // len(unit))
    return villain.compare(text, text[: len(text) // 2] + " said.")


def many_like_sentences(villain: Villain) -> int:
    """Every sentence could be the partner of every other."""
    return villain.compare("The mayor said no. " * 150, "The mayor said yes. " * 150)


def file(villain: Villain) -> int:
    """A bomb, or something broken."""
    name, write = HOSTILE[villain.chance.choice(sorted(HOSTILE))]
    body = b'--b\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\n\r\n' % name.encode()
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    return villain.ask("POST", "/api/articles", body + write() + b"\r\n--b--\r\n", **kind)


def json_of_brackets(villain: Villain) -> int:
    """Nested without end."""
    body = villain.chance.choice((b"[", b'{"left":', b'[{"a":')) * 100_000
    return villain.ask("POST", "/api/comparisons", body, **{"Content-Type": "application/json"})


def body_without_end(villain: Villain) -> int:
    """Chunks, until somebody says stop."""
    return villain.ask("POST", "/api/comparisons", (b" " * 65_536 for _ in range(500)))


def body_that_drips(villain: Villain) -> int:
    """A byte now and then; then he is gone."""
    return _drips(villain, b"POST /api/comparisons HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n", b"{")


def head_that_drips(villain: Villain) -> int:
    """The same, before there is a request."""
    return _drips(villain, b"GET / HTTP/1.1\r\n", b"X-A: b\r\n")


def _drips(villain: Villain, begin: bytes, drop: bytes) -> int:
    with villain.line() as line:
        line.sendall(begin)
        until = time.monotonic() + HELD
        while time.monotonic() < until:
            line.sendall(drop)
            time.sleep(0.3)
    return 0


def noise(villain: Villain) -> int:
    """No HTTP at all, or nearly."""
    chunked = b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
    begin = villain.chance.choice((b"", b"GET / HTTP/1.1\r\n", chunked))
    with villain.line() as line:
        line.sendall(begin + villain.chance.randbytes(2_000) + b"\r\n\r\n")
        with contextlib.suppress(OSError):
            line.recv(1_000)
    return 0


def answers_not_taken(villain: Villain) -> int:
    """Fifty requests at once, no answer read, and the line torn."""
    with villain.line() as line:
        line.sendall(f"GET /c/{villain.slug} HTTP/1.1\r\nHost: a\r\n\r\n".encode() * 50)
        time.sleep(HELD)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # reset, not closed
    return 0


def addresses(villain: Villain) -> int:
    """Places that there are not, and words that could be anything."""
    if villain.chance.random() < 0.5:
        return villain.ask(villain.chance.choice(("GET", "POST", "BREW", "DELETE")), villain.chance.choice(PATHS))
    words = urllib.parse.quote("".join(chr(villain.chance.randrange(1, 0xD000)) for _ in range(300)))
    return villain.ask("GET", f"/c/{villain.slug}?q={words}&caution={words}&show={words}")


def exports(villain: Villain) -> int:
    """What costs most to make, again and again."""
    return villain.ask("GET", f"/c/{villain.slug}.{villain.chance.choice(('docx', 'html', 'md', 'csv', 'jsonld'))}")


def guesses(villain: Villain) -> int:
    """Tokens, passwords, links."""
    slug = villain.chance.choice((villain.slug, f"{villain.chance.getrandbits(128):x}"[:22]))
    return villain.ask("DELETE", f"/api/comparisons/{slug}", Authorization=f"Bearer {villain.chance.random()}")


def flood(villain: Villain) -> int:
    """A hundred requests as quickly as they go."""
    return max(villain.ask("GET", "/") for _ in range(100))


def inside(villain: Villain) -> int:
    """An address that only the server could reach."""
    address = villain.chance.choice(
        ("http://127.0.0.1:22/", "http://169.254.169.254/", "http://[::1]/", "file:///etc/passwd")
    )
    body = json.dumps({"address": address}).encode()
    return villain.ask("POST", "/api/articles", body, **{"Content-Type": "application/json"})


ACTS: tuple[Callable[[Villain], int], ...] = (
    text_of_one_thing,
    many_like_sentences,
    file,
    json_of_brackets,
    body_without_end,
    body_that_drips,
    head_that_drips,
    noise,
    answers_not_taken,
    addresses,
    exports,
    guesses,
    flood,
    inside,
)
