"""Renders a page: a template and the page object that it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse

from app.exports.formats import FORMATS
from app.templating import ROOT, environment
from app.web.assets import Assets


@dataclass(frozen=True, slots=True)
class Look:
    """The templates, and the files that their pages need."""

    templates: Environment
    assets: Assets


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
