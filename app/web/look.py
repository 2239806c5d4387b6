"""Renders a page: a template and the page object that it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from gzip import decompress
from pathlib import Path
from typing import cast

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from app.exports.formats import FORMATS
from app.templating import ROOT, environment
from app.web.assets import Assets
from app.web.packing import takes_gzip
from app.web.written import WrittenPages

FIRST = (
    8_000  # characters of the first part: the head, with the style sheets that a browser has to ask for, and the title
)
TWICE = 2


@dataclass(frozen=True, slots=True)
class Look:
    """The templates, the files that their pages need, and the long pages of the last minute."""

    templates: Environment
    assets: Assets
    written: WrittenPages = field(default_factory=WrittenPages)


def make_look(root: Path = ROOT) -> Look:
    """Read `templates/` and `static/` under `root`."""
    assets = Assets(root / "static")
    templates = environment(root)
    templates.globals["assets"] = assets
    templates.globals["formats"] = tuple(FORMATS.values())
    return Look(templates, assets)


def page(
    request: Request, template: str, shown: object, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> HTMLResponse:
    """The page `template` with `shown` as its `page`."""
    look = cast(Look, request.app.state.look)
    html = look.templates.get_template(template).render(page=shown)
    return HTMLResponse(html, status_code=status, headers=headers)


def long_page(request: Request, template: str, key: bytes, shown: Callable[[], object]) -> Response:
    """The same, sent as it is made: a browser asks for style sheets and shows the top while the rest is written.

    Once it begins to be sent, an error can only break it off: all that may fail belongs into making `shown`. `key`
    stands for all that this makes the page of: where a page of the same key is held, it is sent and nothing is made.
    """
    look = cast(Look, request.app.state.look)
    held = look.written.get(key)
    if held is not None:
        return _held(request, held)
    written = look.templates.get_template(template).generate(page=shown())
    return Written(look.written.holding(key, growing(written)))


def _held(request: Request, page: bytes) -> Response:
    """A page that is packed by gzip, for whoever takes that or not."""
    if takes_gzip(request.headers.get("accept-encoding", "")):
        return HTMLResponse(page, headers={"Content-Encoding": "gzip", "Vary": "Accept-Encoding"})
    return HTMLResponse(decompress(page))


class Written(StreamingResponse):
    """Does not wait for the visitor's leaving meanwhile, as its base does: there is little left to write then."""

    media_type = HTMLResponse.media_type

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.stream_response(send)


def growing(pieces: Iterable[str], first: int = FIRST) -> Iterator[str]:
    """`pieces` put together to few parts, each about twice as long as the one before; nothing is lost."""
    part: list[str] = []
    size, least = 0, first
    for piece in pieces:
        part.append(piece)
        size += len(piece)
        if size >= least:
            yield "".join(part)
            part.clear()
            size, least = 0, least * TWICE
    if part:
        yield "".join(part)
