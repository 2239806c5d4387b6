"""Whether this process can do its work now."""

from __future__ import annotations

from app.errors import CrossreadError
from app.web.services import Services

AGAIN = 5  # seconds; models load in about ten


class NotReady(CrossreadError):
    """It will be, or it will need its keeper."""

    status = 503
    title = "The server is not ready"


def check_ready(services: Services) -> None:
    """Raises NotReady, and StoreFailed where the database does not answer."""
    services.store.waiting()
    if services.models.failed:
        raise NotReady("The language models could not be loaded.", retry_after=AGAIN)
    if not services.models.ready:
        raise NotReady("The language models are still being loaded.", retry_after=AGAIN)
