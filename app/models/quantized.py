"""The bundled judge: a small cross-encoder of ours as int8 ONNX, one pair at a time so that no pair moves another."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from app.comparison.calibration import Calibration
from app.comparison.types import Floats, Judgement
from app.errors import ModelFailed

BUNDLED = Path(__file__).parent / "bundled"
LONGEST = 160  # tokens of a pair; longer pairs lose the end of the longer sentence (training/cross_encoder.py)
ANSWERS = ("full", "partial", "contradiction", "neither")


class QuantizedJudge:
    """A Judge over the files `judge.onnx`, `tokenizer.json` and `calibration.json` of one folder.

    A pair is asked in both orders and the answers are averaged. Each is a batch of its own: int8 scales are taken from
    the batch, and an answer must not depend on what else is asked.
    """

    def __init__(self, folder: Path = BUNDLED, *, threads: int = 0) -> None:
        """Load the files. Raises ModelFailed."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # pairs run side by side instead; small products gain nothing from threads
        options.log_severity_level = 3
        try:
            weights = (folder / "judge.onnx").read_bytes()
            self._session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
            self._tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self.calibration = Calibration.read(json.loads((folder / "calibration.json").read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, onnxruntime.capi.onnxruntime_pybind11_state.Fail) as error:
            raise ModelFailed("The bundled judge is damaged or missing. Install Crossread again.") from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST, strategy="longest_first")
        self.name = f"crossread-judge@{hashlib.sha256(weights).hexdigest()[:12]}"
        self._pool = ThreadPoolExecutor(threads or None, thread_name_prefix="judge")

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        """Judge each pair in both orders."""
        both = [*pairs, *((right, left) for left, right in pairs)]
        answers = list(self._pool.map(self._ask, self._tokenizer.encode_batch(both)))
        return [
            _as_judgement(there, back) for there, back in zip(answers[: len(pairs)], answers[len(pairs) :], strict=True)
        ]

    def _ask(self, encoded: object) -> Floats:
        """(4,) probabilities, in the order of ANSWERS."""
        inputs = {
            "input_ids": np.array([encoded.ids], dtype=np.int64),  # type: ignore[attr-defined]  # tokenizers has no types
            "attention_mask": np.array([encoded.attention_mask], dtype=np.int64),  # type: ignore[attr-defined]
            "token_type_ids": np.array([encoded.type_ids], dtype=np.int64),  # type: ignore[attr-defined]
        }
        logits: Floats = self._session.run(["logits"], inputs)[0][0]
        powers: Floats = np.exp(logits - logits.max())
        shares: Floats = powers / powers.sum()
        return shares


def _as_judgement(there: Floats, back: Floats) -> Judgement:
    """The mean of both orders' answers."""
    full, partial, contradiction, neither = (
        (one + other) / 2 for one, other in zip(there.tolist(), back.tolist(), strict=True)
    )
    return Judgement(match=full + partial, contradiction=contradiction, neither=neither, full=full)
