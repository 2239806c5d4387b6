"""The result of a comparison as OpenAPI shows it: what `app/comparison/document.py` writes, for other programs."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

from app.comparison.types import Band, Degree, ReasonKind, Status

Span = tuple[int, int]  # code points in the side's text: from the first, up to but without the second


class SentenceAnswer(BaseModel):
    """A sentence: `text[start:end]` of its side, in Unicode code points."""

    index: int
    start: int
    end: int
    paragraph: int
    status: Status


class SideAnswer(BaseModel):
    """One article, unchanged, and its sentences in order."""

    text: str
    title: str | None
    source: str | None
    published: str | None
    address: str | None
    sentences: list[SentenceAnswer]


class ReasonAnswer(BaseModel):
    """The words on both sides that a link turns on; a span is null where one side has none."""

    kind: ReasonKind
    left: Span | None
    right: Span | None
    note: str


class MatchAnswer(BaseModel):
    """Two sentences that make the same claim, by their indices."""

    left: int
    right: int
    relation: Literal["match"]
    degree: Degree
    confidence: float = Field(ge=0, le=1)
    similarity: float
    reasons: list[ReasonAnswer]


class ContradictionAnswer(BaseModel):
    """Two sentences that may not both be true, by their indices."""

    left: int
    right: int
    relation: Literal["contradiction"]
    band: Band
    confidence: float = Field(ge=0, le=1)
    similarity: float
    may_be_update: bool
    reasons: list[ReasonAnswer]


LinkAnswer = MatchAnswer | ContradictionAnswer


class StatusCounts(BaseModel):
    """How many sentences of a side are in each state."""

    matched: int
    unique: int
    contradictory: int


class Counts(BaseModel):
    """Of sentences by side, and of links."""

    left: StatusCounts
    right: StatusCounts
    matches: int
    contradictions: int


class ProvenanceAnswer(BaseModel):
    """What the result was made with, and of: the SHA-256 of both texts in UTF-8, left first."""

    version: str
    encoder: str
    judge: str
    settings: dict[str, Any]
    text_sha256: tuple[str, str]


class ResultAnswer(BaseModel):
    """The finished comparison. `weaker` holds links for a less cautious reader; statuses and counts ignore them."""

    schema_: Literal[1] = Field(alias="schema")
    left: SideAnswer
    right: SideAnswer
    links: list[LinkAnswer]
    weaker: list[LinkAnswer]
    counts: Counts
    notes: list[str]
    provenance: ProvenanceAnswer
