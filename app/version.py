"""Which Crossread this is: goes into every result's provenance."""

from __future__ import annotations

from importlib import metadata


def version() -> str:
    """The installed version, "unreleased" where the sources are used without being installed."""
    try:
        return metadata.version("crossread")
    except metadata.PackageNotFoundError:
        return "unreleased"
