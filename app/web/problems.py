"""Every error, ours and the framework's, as problem+json for programs and as a page for readers."""

from __future__ import annotations

import logging
import re
import traceback
from http import HTTPStatus

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import CrossreadError, InputRefused, NoSuchPage, PasswordNeeded
from app.web.kinds import kind_of
from app.web.look import page
from app.web.shown.message import MessagePage, PasswordPage

log = logging.getLogger(__name__)

COMPARISONS = ("/c/", "/e/", "/api/comparisons/")
ASKED_FOR = re.compile(r"(/[ce]/[^/.]+)")  # the comparison or excerpt that an address is of
CROSS = "Something went wrong on the server. Try again; if it stays, tell whoever runs it."
SAID = {  # the framework's own errors, in words fit for a reader
    404: ("There is no such page", "The address may be mistyped. Begin at the start page."),
    405: ("This address does not do that", "The address exists, but not for this method."),
}


def problem(request: Request, error: CrossreadError) -> Response:
    """The answer to `error`, in the form that whoever asks can read."""
    headers = {} if error.retry_after is None else {"Retry-After": str(error.retry_after)}
    return _answer(
        request,
        error.status,
        error.title,
        error.detail,
        kind=f"/api#{kind_of(type(error))}",
        field=error.field,
        headers=headers,
    )


def wants_page(request: Request) -> bool:
    """Whether a person in a browser asks; programs get JSON, whatever the address."""
    return not request.url.path.startswith("/api/") and "text/html" in request.headers.get("accept", "")


def _password_asked(request: Request, error: PasswordNeeded) -> Response:
    """A page that asks for it; programs hear how to send it, by HTTP's Basic scheme."""
    found = ASKED_FOR.match(request.scope["path"])
    if not found or not wants_page(request):
        answer = problem(request, error)
        if "sec-fetch-mode" not in request.headers:  # a browser would ask by a window of its own, over the page
            answer.headers["WWW-Authenticate"] = 'Basic realm="Crossread", charset="UTF-8"'
        return answer
    fault = error.title if error.field else None
    return page(request, "password.html", PasswordPage(f"{found[1]}/unlock", fault), status=error.status)


def install_problems(app: FastAPI) -> None:
    """Answer every error that a handler or the framework raises."""

    @app.exception_handler(CrossreadError)
    async def ours(request: Request, error: CrossreadError) -> Response:
        if isinstance(error, PasswordNeeded):
            return _password_asked(request, error)
        if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            log.warning("%s %s: %s", request.method, type(error).__name__, error.status)
        return problem(request, error)

    @app.exception_handler(HTTPException)
    async def frameworks(request: Request, error: HTTPException) -> Response:
        if error.status_code == HTTPStatus.NOT_FOUND and request.url.path.startswith(COMPARISONS):
            return problem(request, NoSuchPage())  # a slug of any form gets the one answer
        title, detail = SAID.get(error.status_code, (HTTPStatus(error.status_code).phrase, str(error.detail)))
        return _answer(request, error.status_code, title, detail, headers=dict(error.headers or {}))

    @app.exception_handler(RequestValidationError)
    async def validation(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        field = ".".join(str(step) for step in first["loc"][1:]) or None
        return problem(request, InputRefused(f"{first['msg']}.", field=field))


class LastResort:
    """ASGI middleware: what nobody expected becomes a 500, and its place, not its words, goes to the log.

    The words of an exception may quote an article.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def send_noting(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, send_noting)
        except ClientDisconnect:
            log.info("a visitor left before the request was read")
        except Exception as error:  # noqa: BLE001 - the top handler
            places = "".join(traceback.format_tb(error.__traceback__))
            log.error("%s %s: %s\n%s", scope["method"], _route(scope), type(error).__name__, places)
            if begun:
                raise ConnectionError("An answer broke off.") from None  # the server must close it; the words stay out
            await problem(Request(scope), CrossreadError(CROSS))(scope, receive, send)


def _route(scope: Scope) -> str:
    """The path's pattern where it is known: a slug is a secret."""
    return str(getattr(scope.get("route"), "path", "(no route)"))


def _answer(
    request: Request,
    status: int,
    title: str,
    detail: str,
    *,
    kind: str = "about:blank",
    field: str | None = None,
    headers: dict[str, str],
) -> Response:
    if wants_page(request):
        return page(request, "message.html", MessagePage(title=title, detail=detail), status=status, headers=headers)
    said: dict[str, object] = {"type": kind, "title": title, "status": status, "detail": detail}
    if field is not None:
        said["field"] = field
    return JSONResponse(said, status_code=status, media_type="application/problem+json", headers=headers)
