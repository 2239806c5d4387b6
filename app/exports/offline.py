"""The comparison as one HTML file that opens anywhere, without a network, and reads like the page."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256

from jinja2 import Environment
from markupsafe import Markup

from app.exports.reading import reading
from app.exports.saying import made_by
from app.exports.taken import Taken
from app.templating import environment, style

# Nothing may be asked for, run or sent: what stands in an article cannot make this file more than something to read.
POLICY = "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'"


def render(taken: Taken) -> bytes:
    """The page with its styles in it and its scripts left out. UTF-8."""
    templates, look, policy = _parts()
    html = templates.get_template("offline.html").render(
        page=reading(taken),
        look=look,
        policy=policy,
        made_by=made_by(taken),
    )
    return html.encode()


@cache
def _parts() -> tuple[Environment, Markup, str]:
    look = f"\n{style()}\n"
    digest = b64encode(sha256(look.encode()).digest()).decode()
    return environment(), Markup(look), POLICY.format(digest)  # noqa: S704 - our own style sheets, of this program
