"""The comparison as the JSON of the API: what programs read."""

from __future__ import annotations

import json

from app.comparison.document import to_document
from app.exports.taken import Taken


def render(taken: Taken) -> bytes:
    """What the API answers; without a server the bare result, with the time it was made. UTF-8.

    Beside either stand the `verdicts` of readers.
    """
    answer = taken.answer or {"made": taken.made_at, **to_document(taken.comparison)}
    verdicts = {"verdicts": [verdict.document for verdict in taken.verdicts]}
    return json.dumps({**answer, **verdicts}, ensure_ascii=False, indent=1).encode()
