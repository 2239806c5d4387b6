"""The comparison as one HTML file that opens anywhere, without a network, and reads like the page."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256

from jinja2 import Environment
from markupsafe import Markup

from app.exports.reading import pairs, reading
from app.exports.saying import made_by, said
from app.exports.taken import Taken
from app.templating import environment, style

# Nothing may be asked for, run or sent: what stands in an article cannot make this file more than something to read.
POLICY = "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'"


def render(taken: Taken) -> bytes:
    """The page with its styles in it and its scripts left out. UTF-8."""
    templates, look, policy = _parts()
    comparison, pair_of = taken.comparison, pairs(taken)
    html = templates.get_template("offline.html").render(
        page=reading(taken),
        look=look,
        policy=policy,
        verdicts={anchor: [said(one) for one in taken.said_of(*pair)] for anchor, pair in pair_of.items()},
        missed=[
            (
                said(verdict),
                (f"l{verdict.left + 1}", f"A {verdict.left + 1}", comparison.left.sentences[verdict.left].text),
                (f"r{verdict.right + 1}", f"B {verdict.right + 1}", comparison.right.sentences[verdict.right].text),
            )
            for verdict in taken.said_beside()
        ],
        made_by=made_by(taken),
        address=taken.url,
    )
    return html.encode()


@cache
def _parts() -> tuple[Environment, Markup, str]:
    look = f"\n{style()}\n"
    digest = b64encode(sha256(look.encode()).digest()).decode()
    return environment(), Markup(look), POLICY.format(digest)  # noqa: S704 - our own style sheets, of this program
