"""The nouns of a comparison: frozen, and all offsets count Unicode code points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Span = tuple[int, int]
Relation = Literal["match", "contradiction"]
Degree = Literal["full", "partial"]
Band = Literal["likely", "possible"]
Status = Literal["matched", "unique", "contradictory"]
ReasonKind = Literal[
    "number", "date", "time", "place", "name", "actor", "outcome", "negation", "cause", "attribution", "order", "other"
]


@dataclass(frozen=True, slots=True)
class Article:
    """What a person gave, unchanged: `text` is never trimmed or normalised."""

    text: str
    title: str | None = None
    source: str | None = None
    published: str | None = None  # YYYY-MM-DD, YYYY-MM or YYYY
    address: str | None = None  # of its web page, http or https; shown as a link, never fetched again


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article; `article.text[start:end] == text` always holds."""

    index: int
    start: int
    end: int
    paragraph: int
    text: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair of sentences worth judging, by their indices."""

    left: int
    right: int
    similarity: float  # cosine of the embeddings, -1 to 1
    rare: float = 0.0  # overlap of rare words, 0 to 1
    left_rank: int = 1  # place of the right sentence among the neighbours of the left one, from 1
    right_rank: int = 1  # and the other way round


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a judge says of a pair; `match + contradiction + neither` is 1; `full` is a part of `match`.

    `clash` is the probability, on either side, that the words there which clash most do clash with the other side, and
    `words` their span in the sentence; 0 and None from a judge that does not say.
    """

    match: float
    contradiction: float
    neither: float
    full: float
    clash: tuple[float, float] = (0.0, 0.0)
    words: tuple[Span | None, Span | None] = (None, None)

    def turned(self) -> Judgement:
        """The answer for the same two sentences in each other's place."""
        return replace(self, clash=self.clash[::-1], words=self.words[::-1])


@dataclass(frozen=True, slots=True)
class Reason:
    """Words that clash, as spans into the articles' texts, each inside its sentence; None where a side has no words."""

    kind: ReasonKind
    left: Span | None
    right: Span | None
    note: str  # left's words first
    mirrored: str = ""  # the note with right's words first, for the exchanged comparison


@dataclass(frozen=True, slots=True)
class Link:
    """Two sentences and how they stand to each other."""

    left: int
    right: int
    relation: Relation
    confidence: float  # calibrated probability of the relation, 0 to 1
    similarity: float  # cosine, -1 to 1
    degree: Degree | None = None  # of a match
    band: Band | None = None  # of a contradiction
    may_be_update: bool = False
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made the result, so that it can be made again."""

    version: str
    encoder: str  # name@revision
    judge: str  # name@revision, "none" where only similarity and facts speak
    settings: Mapping[str, float | int | str | bool]
    text_sha256: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Side:
    """One article of a finished comparison; statuses are in the order of sentences."""

    article: Article
    sentences: tuple[Sentence, ...]
    statuses: tuple[Status, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The finished result. `links` carry statuses and counts; `weaker` is for readers who ask for more."""

    left: Side
    right: Side
    links: tuple[Link, ...]
    weaker: tuple[Link, ...]
    provenance: Provenance
    notes: tuple[str, ...] = field(default=())  # for the reader, of the whole: not English, identical texts
