"""The bundled judge: a small cross-encoder of ours with int8 weights, compiled for the processor at hand."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import safetensors
import safetensors.numpy
from tokenizers import Tokenizer

from app.comparison.calibration import Calibration
from app.comparison.types import Floats, Judgement, Span
from app.errors import ModelFailed
from app.models import graphs
from app.models.clashing import clashing
from app.models.engine import Precision, Row
from app.models.running import Asks, run_judge

BUNDLED = Path(__file__).parent / "bundled"
WEIGHTS = "judge.safetensors"
LONGEST = 160  # tokens of a pair; longer pairs lose the end of the longer sentence (training/cross_encoder.py)
MARKS = 3  # tokens of a pair that are no words: one before, between and after
ANSWERS = ("full", "partial", "contradiction", "neither")
# From these probabilities in one order the other is not asked: docs/evaluation.md#speed has what it changes.
NOTHING = 0.9  # of "neither"
SAME, DOUBT = 0.8, 0.1  # of a match, where that of a contradiction is below the second
KEPT = 1 << 13  # sentences whose tokens are remembered: a sentence is in some ten pairs
SHORT = 600  # characters of a sentence that is remembered: five times the usual; all at once would take some 160 MB


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence as the model reads it: tokens, and where each stands in `text`."""

    text: str
    ids: tuple[int, ...]
    spans: tuple[Span, ...]


class QuantizedJudge:
    """A Judge over the files `judge.safetensors`, `tokenizer.json` and `calibration.json` of one folder.

    A pair is asked in both orders and the answers are averaged, but for one that the first order leaves no doubt of.
    Which order that is depends on the two texts alone.
    """

    def __init__(
        self,
        folder: Path = BUNDLED,
        *,
        threads: int = 0,
        precision: Precision | None = None,
        runs: Callable[[graphs.Weights], Asks] | None = None,
    ) -> None:
        """Load the files, to be run as suits the processor unless `runs` makes something else. Raises ModelFailed."""
        try:
            kept = (folder / WEIGHTS).read_bytes()
            weights = safetensors.numpy.load(kept)
            tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self.calibration = Calibration.read(json.loads((folder / "calibration.json").read_text(encoding="utf-8")))
            self._engine = runs(weights) if runs else run_judge(weights, threads=threads, precision=precision)
        except (OSError, ValueError, KeyError, safetensors.SafetensorError) as error:
            raise ModelFailed("The bundled judge is damaged or missing. Install Crossread again.") from error
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self.name = f"crossread-judge@{hashlib.sha256(kept).hexdigest()[:12]}"
        self._tokenizer = tokenizer
        self._first, self._between = (tokenizer.get_vocab()[mark] for mark in ("[CLS]", "[SEP]"))
        self._remembered = lru_cache(KEPT)(self._tokens)

    @property
    def tokens(self) -> int:
        """Tokens that the model has read since it was loaded."""
        return self._engine.tokens

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        """Judge each pair, in order."""
        ordered = [tuple(map(self._read, sorted(pair))) for pair in pairs]
        there = [_answer(*found) for found in self._engine.ask([self._row(one, two) for one, two in ordered])]
        unsettled = [n for n, (shares, _) in enumerate(there) if not _settled(shares)]
        asked = [self._row(two, one) for one, two in (ordered[n] for n in unsettled)]
        back = dict(zip(unsettled, (_answer(*found) for found in self._engine.ask(asked)), strict=True))
        found = []
        for n, (left, _) in enumerate(pairs):
            one, two = ordered[n]
            judgement = _judgement(one, two, there[n], back.get(n))
            found.append(judgement if left == one.text else judgement.turned())
        return found

    def _read(self, text: str) -> _Sentence:
        return self._remembered(text) if len(text) < SHORT else self._tokens(text)

    def _tokens(self, text: str) -> _Sentence:
        if len(text) < SHORT:
            read = self._tokenizer.encode(text, add_special_tokens=False)
        else:  # as a batch of one: other threads go on meanwhile, which a text of 200,000 characters held up for 0.8 s
            [read] = self._tokenizer.encode_batch([text], add_special_tokens=False)
        return _Sentence(text, tuple(read.ids), tuple(read.offsets))

    def _row(self, one: _Sentence, two: _Sentence) -> Row:
        """The pair as token ids and types."""
        first, second = _cut(len(one.ids), len(two.ids))
        ids = (self._first, *one.ids[:first], self._between, *two.ids[:second], self._between)
        return ids, (0,) * (first + 2) + (1,) * (second + 1)


def _cut(one: int, two: int) -> tuple[int, int]:
    """How many tokens of each sentence are read: the longer one loses its end, both where both are long."""
    room = LONGEST - MARKS
    if one + two <= room:
        return one, two
    shorter = min(one, two, room // 2)
    if one == two:
        return shorter, shorter
    return (shorter, room - shorter) if one < two else (room - shorter, shorter)


def _settled(shares: Floats) -> bool:
    """Whether one order's (4,) probabilities leave nothing open."""
    full, partial, contradiction, neither = shares.tolist()
    return bool(neither >= NOTHING or (full + partial >= SAME and contradiction < DOUBT))


def _answer(logits: Floats, words: Floats | None = None) -> tuple[Floats, Floats | None]:
    """(4,) probabilities in the order of ANSWERS, and (tokens,) probabilities that a token's word clashes."""
    powers: Floats = np.exp(logits - logits.max())
    shares: Floats = powers / powers.sum()
    return shares, None if words is None else (1 / (1 + np.exp(-words))).astype(np.float32)


def _judgement(
    one: _Sentence,
    two: _Sentence,
    there: tuple[Floats, Floats | None],
    back: tuple[Floats, Floats | None] | None,
) -> Judgement:
    """The mean of the orders that were asked."""
    shares = there[0] if back is None else (there[0] + back[0]) / 2
    full, partial, contradiction, neither = shares.tolist()
    clash: list[float] = [0.0, 0.0]
    words: list[Span | None] = [None, None]
    if there[1] is not None:
        first, second = _cut(len(one.ids), len(two.ids))
        marks = [there[1][1 : 1 + first], there[1][2 + first : 2 + first + second]]
        if back is not None and back[1] is not None:
            turned = [back[1][2 + second : 2 + second + first], back[1][1 : 1 + second]]
            marks = [((ours + theirs) / 2).astype(np.float32) for ours, theirs in zip(marks, turned, strict=True)]
        for side, sentence in enumerate((one, two)):
            clash[side], words[side] = clashing(sentence.text, sentence.spans, marks[side])
    return Judgement(
        match=full + partial,
        contradiction=contradiction,
        neither=neither,
        full=full,
        clash=(clash[0], clash[1]),
        words=(words[0], words[1]),
    )
