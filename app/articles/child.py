"""The process that reads files, started by apart.py: `python -m app.articles.child`.

It loads the libraries once, which takes seconds, and forks itself for every file, which takes none. A fork reads one
file under hard limits and ends; what a hostile file does to it, it does to nothing else.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import socket
import sys
from collections.abc import Mapping
from dataclasses import asdict
from typing import Protocol, cast

from app.articles.found import Given
from app.articles.limits import limit_this_process
from app.errors import InputRefused, TooLong, TypeNotRead

READERS = {
    "html": "app.articles.pages",
    "pdf": "app.articles.formats.pdf",
    "zipped": "app.articles.formats.zipped",
    "rtf": "app.articles.formats.rtf",
    "eml": "app.articles.formats.mail",
    "mhtml": "app.articles.formats.saved_page",
}
READY = b"\n"
REFUSALS = {kind.__name__: kind for kind in (InputRefused, TooLong, TypeNotRead)}


class Reader(Protocol):
    """A module that reads one format."""

    def read(self, content: bytes, *, name: str, max_characters: int) -> Given:
        """The article in `content`. Raises InputRefused and its kinds."""


def main() -> None:
    """Load the readers, say so with one byte, then fork for every socket that comes in, until there are no more.

    Standard input is the socket that they come in by. Children are not waited for: they end by themselves.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    readers = {kind: cast(Reader, importlib.import_module(module)) for kind, module in READERS.items()}
    with socket.socket(fileno=sys.stdin.fileno()) as control:
        control.sendall(READY)
        while True:
            said, descriptors, _, _ = socket.recv_fds(control, 1, 1)
            if not said:
                return
            if os.fork() == 0:
                control.close()
                _serve(socket.socket(fileno=descriptors[0]), readers)
                os._exit(0)  # no handlers of the parent's, which is still needed
            os.close(descriptors[0])


def _serve(visitor: socket.socket, readers: Mapping[str, Reader]) -> None:
    """Read one request to its end, answer it. The kernel ends this process where it takes too long."""
    with visitor, visitor.makefile("rb") as coming:
        wanted = json.loads(coming.readline())
        limit_this_process(wanted["seconds"], wanted["wall"])
        answer = _answer(readers[wanted["kind"]], wanted["name"], wanted["max_characters"], coming.read())
        visitor.sendall(json.dumps(answer).encode())


def _answer(reader: Reader, name: str, max_characters: int, content: bytes) -> dict[str, object]:
    try:
        given = reader.read(content, name=name, max_characters=max_characters)
        if len(given.text) > max_characters:
            raise TooLong(f"The article in {name} has {len(given.text):,} characters; the most is {max_characters:,}.")
    except InputRefused as refused:
        return {"refused": type(refused).__name__, "detail": refused.detail}
    except RecursionError:
        return {
            "refused": "InputRefused",
            "detail": f"{name} is nested too deeply to be read. Paste the article's words.",
        }
    except MemoryError:
        return {"refused": "TooLong", "detail": f"{name} needs too much memory to be read. Paste the article's words."}
    except Exception:  # noqa: BLE001 - the top of this process; libraries fail in a hundred ways on broken files
        return {"refused": "InputRefused", "detail": broken(name)}
    return {"given": asdict(given)}


def broken(name: str) -> str:
    """What is said of a file that no reader gets through."""
    return (
        f"{name} could not be read: it is damaged or cut off. Save it again, or open it and paste the article's words."
    )


if __name__ == "__main__":
    main()
