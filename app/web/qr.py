"""An address as a QR code, drawn as SVG that stands in the page itself."""

from __future__ import annotations

import io
from functools import lru_cache

import segno
from markupsafe import Markup

QUIET = 4  # modules of white around it, which ISO/IEC 18004 asks for


@lru_cache(maxsize=256)  # of about 10 kB; to draw one takes as long as all else of the page of two news stories
def qr_code(address: str) -> Markup:
    """The drawing, black on white in either theme, as cameras expect it; at error correction M, which loses 15 %."""
    drawn = io.BytesIO()
    code = segno.make(address, error="m", micro=False, boost_error=False)
    code.save(
        drawn,
        kind="svg",
        border=QUIET,
        dark="#000",
        light="#fff",
        xmldecl=False,
        svgns=False,
        svgclass="qr",
        lineclass=None,
        omitsize=True,
        nl=False,
    )
    return Markup(drawn.getvalue().decode())  # noqa: S704 - of modules alone; nothing of the address is in it as text
