"""Carries what a maker said of two sentences over to the maker's next comparison that has the same two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.comparison.document import from_document
from app.comparison.types import Comparison, Side
from app.comparison.verdicts import Pair, fingerprint, may_be_said
from app.store.tables import comparisons
from app.store.tables import verdicts as table
from app.store.verdicts import MOST, WITHDRAWN

Row = sa.Row[*tuple[Any, ...]]
Hashes = tuple[bytes, bytes]  # of the left and the right sentence


def carry_over(connection: sa.Connection, slug: str, result: Mapping[str, object], *, now: datetime) -> None:
    """Give a comparison that is just done what its maker said of the same sentences in others that are still kept.

    The last word on a pair counts. What does not fit this result stays behind: "not a conflict" where none is found.
    """
    known = (comparisons.c.id, comparisons.c.maker_sha256, comparisons.c.delete_token_sha256)
    here = connection.execute(sa.select(*known).where(comparisons.c.slug == slug)).one()
    if here.maker_sha256 is None:
        return
    earlier = _earlier(connection, here, now)
    if not earlier:
        return
    rows = [
        {
            "comparison_id": here.id,
            "left_index": left,
            "right_index": right,
            "left_sha256": hashes[0],
            "right_sha256": hashes[1],
            "author_sha256": here.delete_token_sha256,
            "by_maker": True,
            "says": row.says,
            "remark": row.remark,
            "given": row.given,
        }
        for (left, right), (row, hashes) in _placed(from_document(result), earlier).items()
    ]
    if rows:
        connection.execute(sa.insert(table), rows[-MOST:])


def _earlier(connection: sa.Connection, here: Row, now: datetime) -> Sequence[Row]:
    """What the maker said in other comparisons, the last word last."""
    asked = (
        sa.select(table)
        .join(comparisons, comparisons.c.id == table.c.comparison_id)
        .where(
            comparisons.c.maker_sha256 == here.maker_sha256,
            comparisons.c.expires > now,
            comparisons.c.id != here.id,
            table.c.by_maker,
        )
        .order_by(table.c.given, table.c.id)
    )
    return connection.execute(asked).all()


def _placed(comparison: Comparison, earlier: Sequence[Row]) -> dict[Pair, tuple[Row, Hashes]]:
    """The last word on each pair that this comparison has, too, in whichever order its articles stand."""
    left, right = _fingerprints(comparison.left), _fingerprints(comparison.right)
    first_left = {hashed: index for index, hashed in reversed(list(enumerate(left)))}
    first_right = {hashed: index for index, hashed in reversed(list(enumerate(right)))}
    # A sentence may stand in an article twice: then the pair that the result links is meant.
    links = reversed(comparison.links + comparison.weaker)
    linked: dict[Hashes, Pair] = {(left[link.left], right[link.right]): (link.left, link.right) for link in links}
    placed: dict[Pair, tuple[Row, Hashes]] = {}
    for row in earlier:
        for hashes in ((row.left_sha256, row.right_sha256), (row.right_sha256, row.left_sha256)):
            if hashes[0] in first_left and hashes[1] in first_right:
                pair = linked.get(hashes, (first_left[hashes[0]], first_right[hashes[1]]))
                placed.pop(pair, None)  # so that the last word comes last
                placed[pair] = row, hashes
                break
    return {
        pair: (row, hashes)
        for pair, (row, hashes) in placed.items()
        if row.says == WITHDRAWN or may_be_said(comparison, *pair, row.says)
    }


def _fingerprints(side: Side) -> list[bytes]:
    return [fingerprint(sentence.text) for sentence in side.sentences]
