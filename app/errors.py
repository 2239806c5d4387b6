"""The error tree: every error says what was wrong and what to do, in words fit for a visitor."""

from __future__ import annotations

from typing import ClassVar


class CrossreadError(Exception):
    """Base of all errors of ours.

    `detail` is a sentence for the reader; `field` names the input at fault (`left.text`), None for the whole request.
    """

    status: ClassVar[int] = 500
    title: ClassVar[str] = "Something went wrong"

    def __init__(self, detail: str, *, field: str | None = None, retry_after: int | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.field = field
        self.retry_after = retry_after  # whole seconds


class InputRefused(CrossreadError):
    """What was given cannot be compared."""

    status = 422
    title = "This cannot be compared"


class NotJson(InputRefused):
    """A body that is no JSON document."""

    status = 400
    title = "The request is not JSON"


class TooLong(InputRefused):
    """More text than the settings allow."""

    status = 413
    title = "The text is too long"


class TooSlow(CrossreadError):
    """A body that does not come, or so slowly that it seems never to end."""

    status = 408
    title = "The request took too long to come"


class TypeNotRead(InputRefused):
    """A file of a type that is not read."""

    status = 415
    title = "This type of file is not read"


class AddressRefused(InputRefused):
    """A web address that is none, or leads where this server does not go."""

    title = "This address cannot be read"


class PageFailed(CrossreadError):
    """The site at a web address did not give its page."""

    status = 502
    title = "The page could not be fetched"


class PageSlow(PageFailed):
    """The site at a web address took too long."""

    status = 504
    title = "The page took too long"


class NoSuchPage(CrossreadError):
    """Never given out, expired, deleted or revoked: one answer for all."""

    status = 404
    title = "There is no comparison here"

    def __init__(self) -> None:
        super().__init__("The link may be mistyped, or the comparison has expired or was deleted. Ask whoever sent it.")


class VerdictRefused(InputRefused):
    """What a reader says of two sentences that cannot be kept."""

    title = "This verdict cannot be kept"


class NoSuchVerdict(CrossreadError):
    """Removed, or never given."""

    status = 404
    title = "There is no such verdict"

    def __init__(self) -> None:
        super().__init__("It may have been removed already. Open the comparison again to see those that are there.")


class NotDone(CrossreadError):
    """A comparison that has no result to give: not yet, or because it failed."""

    status = 409
    title = "There is no result to take along"


class NotAllowed(CrossreadError):
    """A wrong or missing delete token."""

    status = 403
    title = "Only its maker can do this"


class PasswordNeeded(CrossreadError):
    """A comparison behind a password, asked for without it."""

    status = 401
    title = "This comparison has a password"

    def __init__(self) -> None:
        super().__init__("Whoever sent you the link knows the password.")


class PasswordWrong(PasswordNeeded):
    """Another password was given."""

    title = "That is not the password"

    def __init__(self) -> None:
        super().__init__()
        self.field = "password"


class KeyReused(InputRefused):
    """An idempotency key that came before with another body."""

    title = "This key belongs to another request"

    def __init__(self) -> None:
        super().__init__(
            "The same Idempotency-Key came with another body within a day. Give each request a key of its own.",
            field="Idempotency-Key",
        )


class KeyUnknown(CrossreadError):
    """An API key that whoever runs the server did not give out, or took back."""

    status = 401
    title = "This API key is not known"

    def __init__(self) -> None:
        super().__init__("Check X-API-Key, or leave it out to ask as any visitor does.", field="X-API-Key")


class TooManyRequests(CrossreadError):
    """One visitor asks too much."""

    status = 429
    title = "Too many requests"


class ServerFull(CrossreadError):
    """The queue is full, or the models are not there yet."""

    status = 503
    title = "The server is busy"


class ModelFailed(CrossreadError):
    """A model could not be loaded or could not answer."""

    title = "The comparison failed"


class Cancelled(CrossreadError):
    """The comparison was deleted while it ran."""

    status = 404
    title = "The comparison was cancelled"


class StoreFailed(CrossreadError):
    """The database did not answer, or has no room."""

    status = 503
    title = "This could not be kept or found just now"


class StartRefused(CrossreadError):
    """What the settings name cannot be used; the words are for who starts the program."""

    title = "Crossread cannot start"
