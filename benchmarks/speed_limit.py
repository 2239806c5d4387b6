"""How many operations a comparison takes, and how many this processor does at most; for benchmarks/speed.py."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import openvino
import torch
from openvino import opset13 as ops

from app.comparison.pipeline import compare
from app.comparison.types import Article
from app.models.encoder import SentenceEncoder
from app.models.judges import load_judge
from app.models.tiles import library, products
from app.version import version
from benchmarks.speed_texts import pair

# Rows, inner width and columns of the plain products: large ones, and many tokens by the models' own matrices.
SIZES = ((2048, 2048, 2048), (4096, 384, 1536), (4096, 1536, 384))
TRIES = 20  # of which the quickest counts
ROUNDS = 50_000  # of four tiles each, some milliseconds
WORDS = 1_000
KINDS = ("int8", "bf16", "f32")
LAYERS, WIDTH, INNER = 6, 384, 1536  # of both models


def limit() -> dict[str, Any]:
    """Print and return the operations of a comparison, and the peaks of products in each of KINDS and of tiles."""
    peaks = {kind: max(max(_peak(kind, size), _torch_peak(kind, size)) for size in SIZES) for kind in KINDS}
    if library():
        peaks["bf16 tiles"] = _tile_peak()
    tokens, seconds = _tokens()
    # Two operations for each weight that a token meets: four square matrices, and two to and from the inner layer.
    needed = tokens * 2 * LAYERS * (4 * WIDTH * WIDTH + 2 * WIDTH * INNER)
    least = needed / max(peaks.values())
    print(f"\n2 × {WORDS:,} words: {tokens:,} tokens through a model, {needed / 1e12:.3f} trillion operations")
    for kind, peak in peaks.items():
        print(f"  plain {kind} product: {peak / 1e12:.2f} trillion a second; so {needed / peak:.3f} s at least")
    print(f"  measured {seconds:.2f} s, {seconds / least:.1f} times the least")
    return {
        "tokens": tokens,
        "operations": needed,
        "peaks": peaks,
        "seconds": seconds,
        "times the least": seconds / least,
    }


def _peak(kind: str, size: tuple[int, int, int]) -> float:
    """Operations a second of one product in OpenVINO, which runs our models, on all cores."""
    chance = np.random.default_rng(1)
    count, inner, columns = size
    rows = ops.parameter([count, inner], np.float32)
    weights = chance.normal(size=(columns, inner)).astype(np.float32)
    left: Any = rows
    right: Any = ops.constant(weights)
    if kind == "int8":
        low, high = (ops.constant(np.float32(bound)) for bound in (-4, 4))
        left = ops.fake_quantize(rows, low, high, low, high, 256)
        right = ops.multiply(
            ops.convert(ops.constant(np.clip(weights * 30, -127, 127).astype(np.int8)), "f32"),
            ops.constant(np.full((columns, 1), 1 / 30, dtype=np.float32)),
        )
    model = openvino.Model([ops.result(ops.matmul(left, right, False, True))], [rows], "product")
    compiled = openvino.Core().compile_model(
        model,
        "CPU",
        {
            "INFERENCE_PRECISION_HINT": "f32" if kind == "f32" else "bf16",
            "INFERENCE_NUM_THREADS": len(os.sched_getaffinity(0)),
        },
    )
    request = compiled.create_infer_request()
    given = chance.normal(size=(count, inner)).astype(np.float32)
    return 2 * math.prod(size) / _quickest(lambda: request.infer([given]))


def _torch_peak(kind: str, size: tuple[int, int, int]) -> float:
    """The same in torch, which takes bfloat16 as it is, with nothing to convert; 0 for int8."""
    if kind == "int8":
        return 0.0
    count, inner, columns = size
    sort = torch.bfloat16 if kind == "bf16" else torch.float32
    rows, weights = torch.randn(count, inner).to(sort), torch.randn(columns, inner).to(sort)
    with torch.inference_mode():
        return 2 * math.prod(size) / _quickest(lambda: torch.nn.functional.linear(rows, weights))


def _tile_peak() -> float:
    """Of matrix tiles that are in their registers already, on all cores: nothing is loaded, which no model can do."""
    cores = len(os.sched_getaffinity(0))
    with ThreadPoolExecutor(cores) as pool:
        done = cores * products(1)
        return ROUNDS * done / _quickest(lambda: list(pool.map(products, [ROUNDS] * cores)))


def _quickest(act: Callable[[], object]) -> float:
    """Seconds of the quickest of TRIES."""
    best = float("inf")
    for _ in range(TRIES):
        began = time.perf_counter()
        act()
        best = min(best, time.perf_counter() - began)
    return best


def _tokens() -> tuple[int, float]:
    """Tokens that both models read for one comparison of news stories, and the seconds that it took."""
    encoder = SentenceEncoder()
    judge, calibration = load_judge("bundled", threads=0)
    counted: list[int] = []
    for seed in (1, 2):  # the first time, what is made late is made
        counted = [encoder.tokens, getattr(judge, "tokens", 0)]
        left, right = (Article(text) for text in pair(WORDS, seed=seed))
        began = time.perf_counter()
        compare(
            left, right, encoder=encoder, judge=judge, calibration=calibration, version=version(), max_sentences=3_000
        )
        seconds = time.perf_counter() - began
    return encoder.tokens + getattr(judge, "tokens", 0) - sum(counted), seconds
