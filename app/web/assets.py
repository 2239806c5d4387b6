"""Serves `static/` under an address that changes with its content, so that browsers may keep every file for ever."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.templating import style
from app.web.packing import takes_gzip

FOR_EVER = "public, max-age=31536000, immutable"  # a year, the most that RFC 9111 caches need honour
CHECK_FIRST = "no-cache"
STYLE = "all.css"  # every style sheet in the order of their names: one request in place of thirty
READ = ("GET", "HEAD")


@dataclass(frozen=True, slots=True)
class File:
    """One file as it is sent: `packed` by gzip, `plain` where that is no shorter or the browser does not take it."""

    plain: bytes
    packed: bytes
    media_type: str
    tag: str  # of its content

    def answer(self, asked: Headers, caching: str) -> Response:
        """The whole file, or only that it has not changed."""
        headers = {"Cache-Control": caching, "ETag": self.tag, "Vary": "Accept-Encoding"}
        known = [tag.strip() for tag in asked.get("if-none-match", "").split(",")]
        if self.tag in known:
            return Response(status_code=304, headers=headers)
        if len(self.packed) >= len(self.plain) or not takes_gzip(asked.get("accept-encoding", "")):
            return Response(self.plain, headers=headers, media_type=self.media_type)
        return Response(self.packed, headers={**headers, "Content-Encoding": "gzip"}, media_type=self.media_type)


class Assets:
    """The files of one folder; one hash over all of them is part of every address.

    One hash for all, not one for each: a module's `import "./lib/count.js"` then finds the version it was written for.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
        content = hashlib.sha256()
        for name, held in found.items():
            content.update(f"{name}\0{len(held)}\0".encode())
            content.update(held)
        self.version = content.hexdigest()[:16]
        self.scripts = tuple(name for name in found if name.endswith(".js"))
        self._files = {name: _file(name, held) for name, held in {**found, STYLE: style(folder).encode()}.items()}

    def url(self, name: str) -> str:
        """The address of the file `name`, such as `js/main.js`."""
        return f"/static/{self.version}/{name}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The app to mount at `/static`: files under `/{version}/…`. Raises HTTPException where there is none.

        An older page may still ask for an older version: it gets the file as it is now. From memory, without a thread
        for each: a browser asks for dozens while the rest of its page is being written, and those would wait in line.
        """
        if scope["method"] not in READ:
            raise HTTPException(405, headers={"Allow": ", ".join(READ)})
        version, _, name = scope["path"].removeprefix(scope.get("root_path", "")).lstrip("/").partition("/")
        file = self._files.get(name)
        if file is None:
            raise HTTPException(404)
        answer = file.answer(Headers(scope=scope), FOR_EVER if version == self.version else CHECK_FIRST)
        await answer(scope, receive, send)


@cache
def _packed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)  # no time in it: the same file is the same bytes on every machine


def _file(name: str, content: bytes) -> File:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return File(content, _packed(content), kind, f'W/"{hashlib.sha256(content).hexdigest()[:16]}"')
