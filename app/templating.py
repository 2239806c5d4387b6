"""Reads the templates and what they show with: the one environment for the site's pages and for those taken along."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

ROOT = Path(__file__).resolve().parents[1]


def environment(root: Path = ROOT) -> Environment:
    """The templates under `root`; a name that a page object does not have is an error, never an empty place."""
    return Environment(
        loader=FileSystemLoader(root / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def style(folder: Path = ROOT / "static") -> str:
    """Every style sheet of `folder`, in the order of their names: `css/_layers.css` is the first."""
    files = sorted(path for path in folder.rglob("*.css") if path.is_file())
    return "\n".join(path.read_text("utf-8") for path in files)
