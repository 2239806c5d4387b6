"""From a trained cross-encoder to the int8 weights that the product ships."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import safetensors.numpy
from numpy.typing import NDArray

from app.models.graphs import SHARE
from app.models.quantized import WEIGHTS

HEADS = ("classifier.", "clash.")  # a few thousand numbers: left as they are
LARGEST = 127  # of an int8 weight, either sign


def export(trained: Path, out: Path) -> None:
    """Write the weights, matrices as int8, and `tokenizer.json` to `out`."""
    out.mkdir(parents=True, exist_ok=True)
    kept: dict[str, NDArray[Any]] = {}
    for name, weights in safetensors.numpy.load_file(trained / "model.safetensors").items():
        if weights.dtype.kind != "f":
            continue  # numbers that count up, which the graph makes itself
        if weights.ndim == 2 and not name.startswith(HEADS):
            kept[name], kept[name + SHARE] = whole(weights)
        else:
            kept[name] = weights.astype(np.float32)
    (out / WEIGHTS).write_bytes(safetensors.numpy.save(kept))  # the library's own way lets nobody else read the file
    shutil.copy(trained / "tokenizer.json", out / "tokenizer.json")


def whole(weights: NDArray[Any]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """A matrix as int8, and the (rows, 1) scales to multiply its rows with; each row has a scale of its own."""
    scales = (np.abs(weights).max(axis=1, keepdims=True) / LARGEST).astype(np.float32)
    scales[scales == 0] = 1  # a row of zeros
    return np.rint(weights / scales).astype(np.int8), scales
