"""Renders a page: a template and the page object that it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from app.web.assets import Assets

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Look:
    """The templates, and the files that their pages need."""

    templates: Environment
    assets: Assets


def make_look(root: Path = ROOT) -> Look:
    """Read `templates/` and `static/` under `root`."""
    assets = Assets(root / "static")
    templates = Environment(
        loader=FileSystemLoader(root / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    templates.globals["assets"] = assets
    return Look(templates, assets)


def page(
    request: Request, template: str, shown: object, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> HTMLResponse:
    """The page `template` with `shown` as its `page`."""
    look = cast(Look, request.app.state.look)
    html = look.templates.get_template(template).render(page=shown)
    return HTMLResponse(html, status_code=status, headers=headers)
