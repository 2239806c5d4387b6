"""What readers say of a pair of sentences. It stands beside the result, and never changes it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from app.comparison.types import Comparison, Link, Relation

Says = Literal["contradiction", "no_contradiction", "match", "no_match"]
By = Literal["maker", "reader"]
SAYS: tuple[Says, ...] = get_args(Says)
JUDGES: dict[Says, Relation] = {  # the relation that each confirms or denies
    "contradiction": "contradiction",
    "no_contradiction": "contradiction",
    "match": "match",
    "no_match": "match",
}
Pair = tuple[int, int]
MOST_REMARK = 280  # code points (the issue of the comparison page)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one reader says of one pair. A later word of the same reader on the same pair takes its place."""

    id: int
    left: int  # index of the sentence
    right: int
    says: Says
    remark: str  # empty for none; as it was written, with whatever characters: to be escaped where it is shown
    by: By
    given: datetime  # aware, UTC
    own: bool = False  # whether whoever asks for it gave it

    @property
    def document(self) -> dict[str, object]:
        """As the JSON contract writes it."""
        return {
            "id": self.id,
            "left": self.left,
            "right": self.right,
            "says": self.says,
            "remark": self.remark or None,
            "by": self.by,
            "given": self.given.strftime("%Y-%m-%dT%H:%M:%SZ"),
        }


def relations(links: Collection[Link]) -> dict[Pair, Relation]:
    """What is said of each pair that is linked."""
    return {(link.left, link.right): link.relation for link in links}


def may_be_said(comparison: Comparison, left: int, right: int, says: Says) -> bool:
    """Whether `says` answers what the result says of the pair; a conflict that was missed may be named on any pair."""
    if says == "contradiction":
        return True
    return relations(comparison.links + comparison.weaker).get((left, right)) == JUDGES[says]


def missed(comparison: Comparison, verdicts: Collection[Verdict]) -> tuple[Verdict, ...]:
    """Those that name a conflict which the result, at its usual caution, does not have."""
    found = relations(comparison.links)
    return tuple(
        verdict
        for verdict in verdicts
        if verdict.says == "contradiction" and found.get((verdict.left, verdict.right)) != "contradiction"
    )


def fingerprint(sentence: str) -> bytes:
    """32 bytes by which the same sentence is known again, however its lines were broken."""
    return hashlib.sha256(" ".join(sentence.split()).encode("utf-8", "surrogatepass")).digest()
