"""Judges: which model answers whether two sentences make the same claim, contradict each other, or neither."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from sentence_transformers import CrossEncoder

from app.comparison.calibration import STATED, Calibration
from app.comparison.ports import Judge
from app.comparison.types import Floats, Judgement
from app.errors import ModelFailed
from app.models.quantized import BUNDLED, QuantizedJudge
from app.models.torch_engine import TorchEngine

BATCH = 32  # pairs a forward pass; the library's own default


class CrossEncoderJudge:
    """A Judge made from any CrossEncoder with the labels entailment, neutral and contradiction, in any order.

    Each pair is asked in both orders, since entailment has a direction. Entailed one way is a match in part, both ways
    a full one; a contradiction is as strong as the mean of the two answers.
    """

    def __init__(self, model: str, *, gpu: bool = False) -> None:
        """Load `model`, a folder or a hub name. Raises ModelFailed."""
        try:
            self._model: Any = CrossEncoder(model, device="cuda" if gpu else "cpu")
        except (OSError, ValueError) as error:
            raise ModelFailed(f"The judge {model!r} could not be loaded.") from error
        if gpu:
            self._model.model.half()
        labels = {str(label).lower(): int(n) for n, label in self._model.config.id2label.items()}
        try:
            self._columns = [labels[label] for label in ("entailment", "neutral", "contradiction")]
        except KeyError as error:
            raise ModelFailed(
                f"The judge {model!r} answers {sorted(labels)}; it must answer entailment, neutral and contradiction."
            ) from error
        self.name = f"{Path(model).name}@{getattr(self._model.config, '_commit_hash', None) or 'local'}"
        self._lock = threading.Lock()

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        """Judge each pair in both orders. Any thread may ask; they take turns."""
        if not pairs:
            return []
        asked = list(pairs) + [(right, left) for left, right in pairs]
        with self._lock:  # the library's tokenizer is told anew each time what to cut off, for all who use it
            logits = self._model.predict(asked, batch_size=BATCH, show_progress_bar=False, convert_to_numpy=True)
        answers = _softmax(np.asarray(logits, dtype=np.float32)[:, self._columns])
        return [
            _from_inference(there, back)
            for there, back in zip(answers[: len(pairs)], answers[len(pairs) :], strict=True)
        ]


def _softmax(logits: Floats) -> Floats:
    powers: Floats = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares


def _from_inference(there: Floats, back: Floats) -> Judgement:
    """Both orders' (entailment, neutral, contradiction) as one answer."""
    contradiction = float(there[2] + back[2]) / 2
    match = min(float(max(there[0], back[0])), 1 - contradiction)
    full = min(float(min(there[0], back[0])), match)
    return Judgement(match=match, contradiction=contradiction, neither=1 - match - contradiction, full=full)


def load_judge(judge: str, *, threads: int, gpu: bool = False) -> tuple[Judge | None, Calibration]:
    """The judge that the setting names, with its calibration. Raises ModelFailed.

    "none" lets only similarity and facts speak, with a calibration of their own; a judge by path or hub name has none.
    """
    if judge == "bundled":
        runs = partial(TorchEngine, device="cuda") if gpu else None
        bundled = QuantizedJudge(threads=threads, runs=runs)
        return bundled, bundled.calibration
    if judge == "none":
        return None, Calibration.read(json.loads((BUNDLED / "plain.json").read_text(encoding="utf-8")))
    return CrossEncoderJudge(judge, gpu=gpu), STATED
