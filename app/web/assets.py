"""Serves `static/` under an address that changes with its content, so that browsers may keep every file for ever."""

from __future__ import annotations

import hashlib
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from app.templating import style

FOR_EVER = "public, max-age=31536000, immutable"  # a year, the most that RFC 9111 caches need honour
CHECK_FIRST = "no-cache"
STYLE = "all.css"  # every style sheet in the order of their names: one request in place of thirty


class Assets:
    """The files of one folder; one hash over all of them is part of every address.

    One hash for all, not one for each: a module's `import "./lib/count.js"` then finds the version it was written for.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        content = hashlib.sha256()
        for path in files:
            content.update(f"{path.relative_to(folder).as_posix()}\0{path.stat().st_size}\0".encode())
            content.update(path.read_bytes())
        self.version = content.hexdigest()[:16]
        self.style = style(folder)
        self.scripts = tuple(path.relative_to(folder).as_posix() for path in files if path.suffix == ".js")

    def url(self, name: str) -> str:
        """The address of the file `name`, such as `js/main.js`."""
        return f"/static/{self.version}/{name}"

    def files(self) -> StaticFiles:
        """The app to mount at `/static`."""
        return _Versioned(directory=self.folder, version=self.version, style=self.style)


class _Versioned(StaticFiles):
    """Files under `/{version}/…`. An older page may still ask for an older version: it gets the file as it is now."""

    def __init__(self, *, directory: Path, version: str, style: str) -> None:
        super().__init__(directory=directory)
        self.version = version
        self.style = style

    async def get_response(self, path: str, scope: Scope) -> Response:
        version, _, name = path.partition("/")
        if name == STYLE:
            response = Response(self.style, media_type="text/css")
        else:
            response = await super().get_response(name, scope)
        response.headers["Cache-Control"] = FOR_EVER if version == self.version else CHECK_FIRST
        return response
