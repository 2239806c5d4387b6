"""Runs a compiled model over rows of tokens, on all cores, so that no row's answer depends on what else is asked."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from typing import Any, Literal

import numpy as np
import openvino

from app.comparison.types import Floats
from app.metrics import asked_models
from app.models.graphs import HIDDEN

Row = tuple[Sequence[int], Sequence[int]]  # token ids and token types, of equal length
Precision = Literal["bf16", "f32"]
STEP = 16  # rows are padded to a multiple of this many tokens, by their own length alone
# Of a batch at most. Each batch reads all weights once, 21 MB of bfloat16, which takes as long as 60 tokens do.
TOKENS = 1024
SIZES = (32, 16, 8, 4, 2, 1)  # rows of a batch: few sizes, since each new shape of input is prepared once


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def best_precision() -> Precision:
    """What this processor multiplies fastest without harm: bfloat16 in matrix tiles, else float32."""
    able = openvino.Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    return "bf16" if "BF16" in able else "f32"


class Engine:
    """A compiled model with one thread for each core, each with a batch of its own.

    Small products gain more from batches side by side than from threads inside one.
    """

    def __init__(self, model: openvino.Model, *, threads: int = 0, precision: Precision | None = None) -> None:
        """Compile `model`, whose inputs are those of app/models/graphs.py."""
        self.precision = precision or best_precision()
        count = threads or cores()
        compiled = openvino.Core().compile_model(
            model,
            "CPU",
            {
                "INFERENCE_PRECISION_HINT": self.precision,
                "INFERENCE_NUM_THREADS": count,
                "NUM_STREAMS": count,
            },
        )
        self._queue = openvino.AsyncInferQueue(compiled, count)
        self._queue.set_callback(_take)
        self.tokens = 0  # read since it was made, for whoever counts the work
        self._lock = threading.Lock()  # one caller at a time: the queue is shared

    def ask(self, rows: Sequence[Row]) -> list[tuple[Floats, ...]]:
        """Every output's part for each row, in order; outputs with a place for each token are cut to the row's own."""
        found: list[tuple[Floats, ...]] = [()] * len(rows)
        with self._lock:
            self.tokens += sum(len(ids) for ids, _ in rows)
            batches = list(_batches([len(ids) for ids, _ in rows]))
            asked_models(batches=len(batches), rows=len(rows))
            for batch in batches:
                self._queue.start_async(_padded([rows[n] for n in batch]), (rows, batch, found))
            self._queue.wait_all()
        return found


def _take(request: Any, waiting: tuple[Sequence[Row], list[int], list[tuple[Floats, ...]]]) -> None:
    rows, batch, found = waiting
    outputs = [np.array(tensor.data) for tensor in request.output_tensors]
    width = _step(len(rows[batch[0]][0]))
    for place, n in enumerate(batch):
        found[n] = tuple(_cut(output[place], width, len(rows[n][0])) for output in outputs)


def _cut(output: Floats, width: int, tokens: int) -> Floats:
    return output[:tokens] if output.ndim and output.shape[0] == width else output


def _step(tokens: int) -> int:
    return -(-tokens // STEP) * STEP


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Rows of one padded length together, the longest first, so that no core is left with them at the end."""
    alike: dict[int, list[int]] = {}
    for n, tokens in enumerate(lengths):
        alike.setdefault(_step(tokens), []).append(n)
    for width in sorted(alike, reverse=True):
        waiting = alike[width]
        while waiting:
            size = next(size for size in SIZES if size == 1 or (size * width <= TOKENS and size <= len(waiting)))
            yield waiting[:size]
            waiting = waiting[size:]


def _padded(rows: Sequence[Row]) -> list[Any]:
    """The three inputs of one batch."""
    width = _step(len(rows[0][0]))
    ids = np.zeros((len(rows), width), dtype=np.int32)
    types = np.zeros((len(rows), width), dtype=np.int32)
    padding = np.full((len(rows), 1, 1, width), HIDDEN, dtype=np.float32)
    for n, (own_ids, own_types) in enumerate(rows):
        ids[n, : len(own_ids)] = own_ids
        types[n, : len(own_types)] = own_types
        padding[n, 0, 0, : len(own_ids)] = 0
    return [ids, types, padding]
