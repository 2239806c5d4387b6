"""Runs BERT layers on the matrix tiles (AMX) of the processor, by the compiled tiles.c; answers as engine.py does."""

from __future__ import annotations

import ctypes
import heapq
import importlib.util
import itertools
import math
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.comparison.types import Floats
from app.metrics import asked_models
from app.models.engine import Row, cores
from app.models.graphs import HEADS, Weights, floats

STEP = 32  # numbers of a head, columns and rows of a block: what tiles.c is written for
# Of a batch, about: each reads all weights once, 21 MB, and works in 6 kB a token. Measured against 256, 384 and 768.
TOKENS = 512
GO = 8  # batches that a thread does at once, at most: their vectors are 6 MB
LINE = 64  # bytes of a line of the cache
HUGE = 1 << 22  # bytes of an array from which numpy asks the system for pages of 2 MB: far fewer to look up

Finish = Callable[[Floats, NDArray[np.int64]], list[tuple[Floats, ...]]]


class _Layer(ctypes.Structure):
    """`struct layer` of tiles.c."""

    _fields_ = [
        (name, ctypes.c_void_p)
        for name in (
            *("into", "out", "wide", "narrow", "into_bias", "out_bias", "wide_bias", "narrow_bias"),
            *("first_weight", "first_bias", "second_weight", "second_bias"),
        )
    ]


class _Model(ctypes.Structure):
    """`struct model` of tiles.c."""

    _fields_ = [
        *((name, ctypes.c_int64) for name in ("layers", "width", "inner")),
        *((name, ctypes.c_void_p) for name in ("words", "kinds", "places", "weight", "bias", "layer")),
    ]


@cache
def library() -> ctypes.CDLL | None:
    """The compiled tiles.c; None where it was not compiled, or this processor has no tiles."""
    found = importlib.util.find_spec("app.models._tiles")
    if found is None or found.origin is None:
        return None
    loaded = ctypes.CDLL(found.origin)
    if not loaded.tiles_able():
        return None
    loaded.tiles_space.argtypes = [ctypes.c_void_p, ctypes.c_int64, ctypes.c_int64]
    loaded.tiles_space.restype = ctypes.c_int64
    loaded.tiles_run_all.argtypes = [*[ctypes.c_void_p] * 5, ctypes.c_int64, ctypes.c_int64, *[ctypes.c_void_p] * 2]
    loaded.tiles_run_all.restype = None
    loaded.tiles_multiply.argtypes = [ctypes.c_int64]
    loaded.tiles_multiply.restype = None
    return loaded


def products(rounds: int) -> int:
    """Multiply tiles with nothing to load or keep, for benchmarks; how many operations. Raises ValueError without."""
    loaded = library()
    if loaded is None:
        raise ValueError("There are no tiles here.")
    loaded.tiles_multiply(rounds)
    return rounds * 4 * 2 * (STEP // 2) * (STEP // 2) * STEP


def fits(weights: Weights, *, prefix: str = "", heads: int = HEADS) -> bool:
    """Whether this processor has tiles, and the model has the measures that tiles.c is written for."""
    inner, width = weights[f"{prefix}encoder.layer.0.intermediate.dense.weight"].shape
    return library() is not None and width == STEP * heads and inner % STEP == 0


@cache
def _workers(threads: int) -> ThreadPoolExecutor:
    """Threads that all engines share, so that no more of them work than there are cores, whoever asks."""
    return ThreadPoolExecutor(threads, thread_name_prefix="tiles")


class TileEngine:
    """Some BERT, one thread for each core; no row is padded, and what is worked out for it depends on nothing else."""

    def __init__(self, weights: Weights, finish: Finish, *, prefix: str = "", threads: int = 0) -> None:
        """Prepare `weights`, which `fits` has to be true of.

        Args:
            weights: float32, or int8 with their scales.
            finish: makes the answers of (tokens, width) vectors and the (rows + 1,) places where their rows begin.
            prefix: before every name.
            threads: that work side by side; 0 for one on each core.
        """
        loaded = library()
        if loaded is None:
            raise ValueError("There are no tiles here.")
        self._library, self._finish = loaded, finish
        self._held: list[NDArray[Any]] = []  # what the pointers lead to
        plain = {name.removeprefix(prefix): part for name, part in floats(weights).items() if name.startswith(prefix)}
        self._model = self._made(plain)
        self.width = self._model.width
        self._words, self._kinds, self._longest = (
            len(plain[f"embeddings.{name}_embeddings.weight"]) for name in ("word", "token_type", "position")
        )
        self._threads = threads or cores()
        self._pool = _workers(self._threads)
        self._own = threading.local()
        self._lock = threading.Lock()
        self.tokens = 0  # read since it was made, for whoever counts the work

    def ask(self, rows: Sequence[Row]) -> list[tuple[Floats, ...]]:
        """What `finish` makes of each row, in order. Raises ValueError for a row that the model cannot read."""
        found: list[tuple[Floats, ...]] = [()] * len(rows)
        batches = even_batches([len(ids) for ids, _ in rows], self._threads)
        with self._lock:
            self.tokens += sum(len(ids) for ids, _ in rows)
        asked_models(batches=len(batches), rows=len(rows))
        count = self._threads * math.ceil(len(batches) / (self._threads * GO))
        goes = [batches[n::count] for n in range(min(count, len(batches)))]
        asked = [[[rows[n] for n in batch] for batch in go] for go in goes]
        for go, answers in zip(goes, self._pool.map(self._answers, asked), strict=True):
            for n, answer in zip(itertools.chain.from_iterable(go), answers, strict=True):
                found[n] = answer
        return found

    def _answers(self, batches: Sequence[Sequence[Row]]) -> list[tuple[Floats, ...]]:
        """Some batches, in one thread, which takes Python's lock before and after all of them alone."""
        rows = list(itertools.chain.from_iterable(batches))
        lengths = [len(ids) for ids, _ in rows]
        starts = np.zeros(len(rows) + 1, dtype=np.int64)
        np.cumsum(lengths, out=starts[1:])
        counts = np.array([len(batch) for batch in batches], dtype=np.int64)
        each = [np.cumsum([0, *(len(ids) for ids, _ in batch)], dtype=np.int64) for batch in batches]
        most, own = max(int(begins[-1]) for begins in each), np.concatenate(each)
        ids, kinds = (np.fromiter((n for row in rows for n in row[part]), np.int32, starts[-1]) for part in (0, 1))
        known = 0 <= ids.min() <= ids.max() < self._words and 0 <= kinds.min() <= kinds.max() < self._kinds
        if max(lengths) > self._longest or not known:
            raise ValueError("A row is longer than the model reads, or has a token that it does not know.")
        vectors: Floats = np.empty((starts[-1], self.width), dtype=np.float32)
        self._library.tiles_run_all(
            ctypes.byref(self._model),
            ids.ctypes.data,
            kinds.ctypes.data,
            own.ctypes.data,
            counts.ctypes.data,
            len(counts),
            max(lengths),
            self._space(most, max(lengths)),
            vectors.ctypes.data,
        )
        return self._finish(vectors, starts)

    def _space(self, tokens: int, longest: int) -> int:
        """The address of this thread's own memory to work in."""
        needed = self._library.tiles_space(ctypes.byref(self._model), tokens, longest)
        if getattr(self._own, "size", -1) < needed:
            self._own.size = needed
            self._own.memory = np.empty(max(needed + LINE, HUGE), dtype=np.uint8)
        address: int = self._own.memory.ctypes.data
        return -(-address // LINE) * LINE

    def _made(self, plain: Weights) -> _Model:
        layers = sum(name.endswith("attention.self.query.weight") for name in plain)
        made = (_Layer * layers)()
        matrices = self._room(sum(p.size for name, p in plain.items() if name.startswith("encoder.") and p.ndim == 2))
        for n in range(layers):
            own = {name.removeprefix(f"encoder.layer.{n}."): part for name, part in plain.items()}
            three = [
                np.concatenate([own[f"attention.self.{name}.{part}"] for name in ("query", "key", "value")])
                for part in ("weight", "bias")
            ]
            names = "attention.output.dense", "intermediate.dense", "output.dense"
            norms = "attention.output.LayerNorm", "output.LayerNorm"
            blocks = [packed(part).ravel() for part in (three[0], *(own[f"{name}.weight"] for name in names))]
            here, matrices = np.split(matrices, [sum(map(len, blocks))])
            np.concatenate(blocks, out=here)
            begins = itertools.accumulate(map(len, blocks[:-1]), initial=0)
            made[n] = _Layer(
                *(here[begin:].ctypes.data for begin in begins),
                *(self._address(part) for part in (three[1], *(own[f"{name}.bias"] for name in names))),
                *(self._address(own[f"{name}.{part}"]) for name in norms for part in ("weight", "bias")),
            )
        tables = [f"{name}_embeddings.weight" for name in ("word", "token_type", "position")]
        inner, width = plain["encoder.layer.0.intermediate.dense.weight"].shape
        self._layers = made
        return _Model(
            *(layers, width, inner),
            *(self._address(plain[f"embeddings.{name}"]) for name in (*tables, "LayerNorm.weight", "LayerNorm.bias")),
            ctypes.addressof(made),
        )

    def _room(self, count: int) -> NDArray[np.uint16]:
        """For `count` numbers, which begin where a line of the cache does: what lies across two is read twice."""
        held = np.empty(count + LINE // 2, dtype=np.uint16)
        self._held.append(held)
        begin = -held.ctypes.data % LINE // 2
        return held[begin : begin + count]

    def _address(self, part: NDArray[Any]) -> int:
        """Of an array that is held as long as this engine is."""
        held = np.ascontiguousarray(part, dtype=np.uint16 if part.dtype == np.uint16 else np.float32)
        self._held.append(held)
        return held.ctypes.data


def packed(matrix: Floats) -> NDArray[np.uint16]:
    """(columns, inner) weights as bfloat16 in the order in which tiles.c reads them.

    One block of 32 columns after the other; in it 32 of the inner numbers after the other; in those two tiles of 16
    columns each, which have pairs of inner numbers down and columns across.
    """
    columns, inner = matrix.shape
    blocks = rounded(matrix).reshape(columns // STEP, 2, STEP // 2, inner // STEP, STEP // 2, 2)
    return np.ascontiguousarray(blocks.transpose(0, 3, 1, 4, 2, 5))


def rounded(values: Floats) -> NDArray[np.uint16]:
    """The nearest bfloat16 of each float32, the even one of two."""
    bits = np.ascontiguousarray(values, dtype=np.float32).view(np.uint32)
    return ((bits + np.uint32(0x7FFF) + ((bits >> np.uint32(16)) & np.uint32(1))) >> np.uint32(16)).astype(np.uint16)


def each_rows_vectors(vectors: Floats, starts: NDArray[np.int64]) -> list[tuple[Floats, ...]]:
    """A `Finish` that leaves them as they are."""
    return [(vectors[begin:end],) for begin, end in itertools.pairwise(starts)]


def judged(weights: Weights) -> Finish:
    """A `Finish` that gives what the graph of `app.models.graphs.judge` does."""
    plain = {name: part for name, part in floats(weights).items() if name.split(".")[0] in ("classifier", "clash")} | {
        part: floats(weights)[f"bert.pooler.dense.{part}"] for part in ("weight", "bias")
    }

    def finish(vectors: Floats, starts: NDArray[np.int64]) -> list[tuple[Floats, ...]]:
        pooled = np.tanh(vectors[starts[:-1]] @ plain["weight"].T + plain["bias"])
        logits = pooled @ plain["classifier.weight"].T + plain["classifier.bias"]
        if "clash.weight" not in plain:
            return [(row,) for row in logits]
        marks = vectors @ plain["clash.weight"][0] + plain["clash.bias"][0]
        return [(row, marks[begin:end]) for row, begin, end in zip(logits, starts[:-1], starts[1:], strict=True)]

    return finish


def even_batches(lengths: Sequence[int], threads: int) -> list[list[int]]:
    """Rows in as many batches as `threads` can work on with none at rest, of about TOKENS at most and of one size.

    The longest rows first, each into the batch with the fewest tokens. Batches hold the places of rows in `lengths`;
    none is empty.
    """
    rounds = -(-sum(lengths) // (TOKENS * threads))
    found: list[list[int]] = [[] for _ in range(min(len(lengths), rounds * threads))]
    fewest = [(0, at) for at in range(len(found))]
    for n in sorted(range(len(lengths)), key=lambda n: -lengths[n]):
        tokens, at = fewest[0]
        heapq.heapreplace(fewest, (tokens + lengths[n], at))
        found[at].append(n)
    return found
