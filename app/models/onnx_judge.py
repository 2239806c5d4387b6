"""The bundled judge as int8 ONNX, one pair at a time, until one in the form of app/models/quantized.py is bundled."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Encoding, Tokenizer

from app.comparison.calibration import Calibration
from app.comparison.types import Floats, Judgement, Span
from app.errors import ModelFailed

BUNDLED = Path(__file__).parent / "bundled"
LONGEST = 160  # tokens of a pair; longer pairs lose the end of the longer sentence (training/cross_encoder.py)
ANSWERS = ("full", "partial", "contradiction", "neither")
NEIGHBOUR = 0.5  # words beside the ones that clash most belong to them from this share of their probability
LONGEST_WORDS = 60  # characters of the words that are named, as many as a phrase has (app/comparison/reasons.py)


class OnnxJudge:
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
        self._outputs = [output.name for output in self._session.get_outputs()]
        self._pool = ThreadPoolExecutor(threads or None, thread_name_prefix="judge")

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        """Judge each pair in both orders."""
        both = [*pairs, *((right, left) for left, right in pairs)]
        encoded = self._tokenizer.encode_batch(both)
        answers = list(self._pool.map(self._ask, encoded))
        found = []
        for n, pair in enumerate(pairs):
            there, back = answers[n], answers[n + len(pairs)]
            sides = [
                _clashing(pair[0], _tokens(encoded[n], 0, there[1]), _tokens(encoded[n + len(pairs)], 1, back[1])),
                _clashing(pair[1], _tokens(encoded[n], 1, there[1]), _tokens(encoded[n + len(pairs)], 0, back[1])),
            ]
            found.append(_as_judgement(there[0], back[0], sides))
        return found

    def _ask(self, encoded: Encoding) -> tuple[Floats, Floats]:
        """(4,) probabilities in the order of ANSWERS, and (tokens,) probabilities that a token's word clashes."""
        inputs = {
            "input_ids": np.array([encoded.ids], dtype=np.int64),
            "attention_mask": np.array([encoded.attention_mask], dtype=np.int64),
            "token_type_ids": np.array([encoded.type_ids], dtype=np.int64),
        }
        found = dict(zip(self._outputs, self._session.run(None, inputs), strict=True))
        logits = found["logits"][0]
        words = found["clash"][0] if "clash" in found else np.full(len(encoded.ids), -60.0, dtype=np.float32)
        powers: Floats = np.exp(logits - logits.max())
        shares: Floats = powers / powers.sum()
        marks: Floats = 1 / (1 + np.exp(-words))
        return shares, marks


def _tokens(encoded: Encoding, side: int, marks: Floats) -> dict[Span, float]:
    """The tokens of one side, as spans in its sentence, each with the probability that its word clashes."""
    return {
        span: mark
        for span, of, mark in zip(encoded.offsets, encoded.sequence_ids, marks.tolist(), strict=True)
        if of == side
    }


def _clashing(text: str, there: dict[Span, float], back: dict[Span, float]) -> tuple[float, Span | None]:
    """The words of one sentence that clash most, from both orders, with their probability; none in an empty one."""
    marks = [(span, (there[span] + back[span]) / 2) for span in there if span in back]  # a cut may differ by order
    if not marks:
        return 0.0, None
    best = max(range(len(marks)), key=lambda n: marks[n][1])
    (start, end), most = marks[best]
    for step in (-1, 1):
        n = best + step
        while 0 <= n < len(marks) and marks[n][1] >= NEIGHBOUR * most:
            wider = min(start, marks[n][0][0]), max(end, marks[n][0][1])
            if wider[1] - wider[0] > LONGEST_WORDS:
                break
            start, end = wider
            n += step
    while start and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return most, (start, end)


def _as_judgement(there: Floats, back: Floats, sides: Sequence[tuple[float, Span | None]]) -> Judgement:
    """The mean of both orders' answers."""
    full, partial, contradiction, neither = (
        (one + other) / 2 for one, other in zip(there.tolist(), back.tolist(), strict=True)
    )
    return Judgement(
        match=full + partial,
        contradiction=contradiction,
        neither=neither,
        full=full,
        clash=(sides[0][0], sides[1][0]),
        words=(sides[0][1], sides[1][1]),
    )
