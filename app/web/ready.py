"""Whether this process can do its work now, and what is wrong where it cannot."""

from __future__ import annotations

from dataclasses import dataclass

from app.errors import StoreFailed
from app.web.services import Services

AGAIN = 5  # seconds; models load in about ten


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that the work needs."""

    name: str
    is_well: bool
    said: str


def checks(services: Services) -> tuple[Check, ...]:
    """The database, and whoever has the models."""
    return _database(services), _models(services)


def _database(services: Services) -> Check:
    try:
        well = services.store.is_migrated()
    except StoreFailed:
        return Check("database", is_well=False, said="The database does not answer.")
    if not well:
        return Check("database", is_well=False, said="The database does not have the form that this version expects.")
    return Check("database", is_well=True, said="The database answers.")


def _models(services: Services) -> Check:
    """Of this process, or of workers."""
    models = services.models
    if services.settings.computes:
        if models.failed:
            return Check("models", is_well=False, said="The language models could not be loaded.")
        if not models.ready:
            return Check("models", is_well=False, said="The language models are still being loaded.")
        return Check("models", is_well=True, said="The language models are loaded.")
    if models.away:
        return Check("workers", is_well=False, said="No worker is running; what is asked for waits.")
    there = "At least one worker is running." if services.store.is_shared else "Workers compute, if any run."
    return Check("workers", is_well=True, said=there)
