"""A BERT encoder as a graph that OpenVINO compiles for the processor at hand, from weights by their usual names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import openvino
from numpy.typing import NDArray
from openvino import opset13 as ops

Weights = Mapping[str, NDArray[Any]]
HEADS = 12  # of attention, in all MiniLM models of width 384
SHARE = ".scale"  # ends the name of the scales, (rows, 1), of a matrix that is kept as int8
LEAST_VARIANCE = 1e-12  # of a layer norm, as BERT was trained
HIDDEN = -1e4  # added to the scores of padding: its weight is 0 after the softmax, in bfloat16 too


def floats(weights: Weights) -> dict[str, NDArray[np.float32]]:
    """All weights as float32, without the scales."""
    return {
        name: part.astype(np.float32) * weights.get(name + SHARE, np.float32(1))
        for name, part in weights.items()
        if not name.endswith(SHARE)
    }


def encoder(weights: Weights, *, prefix: str = "", heads: int = HEADS) -> openvino.Model:
    """All layers, from token ids to (rows, tokens, width) vectors.

    Args:
        weights: float32, or int8 with their scales, which become float32 here.
        prefix: before every name.
        heads: of attention.
    """
    graph = _Graph(weights, prefix, heads)
    return openvino.Model([ops.result(graph.layers())], graph.inputs, "encoder")


def judge(weights: Weights, *, heads: int = HEADS) -> openvino.Model:
    """An encoder with two heads: (rows, answers) logits, and (rows, tokens) logits that a token's word clashes.

    The second is left out where the weights have no head named "clash".
    """
    graph = _Graph(weights, "bert.", heads)
    rows = graph.layers()
    first = ops.gather(rows, _whole(0), _whole(1))
    pooled = ops.tanh(graph.linear(first, "pooler.dense"))
    found = [ops.result(graph.linear(pooled, "classifier", prefix=""))]
    if "clash.weight" in weights:
        found.append(ops.result(ops.squeeze(graph.linear(rows, "clash", prefix=""), _whole([-1]))))
    return openvino.Model(found, graph.inputs, "judge")


def _whole(value: int | list[int]) -> Any:
    return ops.constant(np.array(value, dtype=np.int64))


class _Graph:
    """Three inputs: (rows, tokens) ids, (rows, tokens) types, and (rows, 1, 1, tokens) with 0, or HIDDEN at padding."""

    def __init__(self, weights: Weights, prefix: str, heads: int) -> None:
        self._weights, self._prefix, self._heads = weights, prefix, heads
        self._ids = ops.parameter([-1, -1], np.int32, name="ids")
        self._types = ops.parameter([-1, -1], np.int32, name="types")
        self._padding = ops.parameter([-1, 1, 1, -1], np.float32, name="padding")
        self.inputs = [self._ids, self._types, self._padding]

    def layers(self) -> Any:
        """From ids to the last layer's vectors."""
        rows = self._embedded()
        for n in range(sum(name.endswith("attention.self.query.weight") for name in self._weights)):
            rows = self._layer(rows, f"encoder.layer.{n}.")
        return rows

    def linear(self, rows: Any, name: str, *, prefix: str | None = None) -> Any:
        """rows · weightᵀ + bias."""
        full = (self._prefix if prefix is None else prefix) + name
        return ops.add(ops.matmul(rows, self._matrix(f"{full}.weight"), False, True), self._floats(f"{full}.bias"))

    def _embedded(self) -> Any:
        words = ops.gather(self._matrix(self._prefix + "embeddings.word_embeddings.weight"), self._ids, _whole(0))
        kinds = ops.gather(
            self._matrix(self._prefix + "embeddings.token_type_embeddings.weight"), self._types, _whole(0)
        )
        tokens = ops.gather(ops.shape_of(self._ids, "i64"), _whole(1), _whole(0))
        places = ops.gather(
            self._matrix(self._prefix + "embeddings.position_embeddings.weight"),
            ops.range(_whole(0), tokens, _whole(1), "i64"),
            _whole(0),
        )
        return self._normed(ops.add(ops.add(words, kinds), places), "embeddings.LayerNorm")

    def _layer(self, rows: Any, name: str) -> Any:
        query, key, value = (
            self._by_head(self.linear(rows, f"{name}attention.self.{part}")) for part in ("query", "key", "value")
        )
        seen = ops.scaled_dot_product_attention(query, key, value, self._padding)
        width = self._weights[f"{self._prefix}{name}attention.self.query.bias"].shape[0]
        joined = ops.reshape(ops.transpose(seen, _whole([0, 2, 1, 3])), _whole([0, 0, width]), True)
        rows = self._normed(
            ops.add(self.linear(joined, f"{name}attention.output.dense"), rows), f"{name}attention.output.LayerNorm"
        )
        inner = ops.gelu(self.linear(rows, f"{name}intermediate.dense"), "erf")
        return self._normed(ops.add(self.linear(inner, f"{name}output.dense"), rows), f"{name}output.LayerNorm")

    def _by_head(self, rows: Any) -> Any:
        """(rows, tokens, width) to (rows, heads, tokens, width / heads)."""
        return ops.transpose(ops.reshape(rows, _whole([0, 0, self._heads, -1]), True), _whole([0, 2, 1, 3]))

    def _normed(self, rows: Any, name: str) -> Any:
        even = ops.mvn(rows, _whole([-1]), True, LEAST_VARIANCE, "inside_sqrt")
        return ops.add(
            ops.multiply(even, self._floats(f"{self._prefix}{name}.weight")),
            self._floats(f"{self._prefix}{name}.bias"),
        )

    def _floats(self, name: str) -> Any:
        return ops.constant(np.ascontiguousarray(self._weights[name], dtype=np.float32))

    def _matrix(self, name: str) -> Any:
        kept = self._weights[name]
        if kept.dtype != np.int8:
            return self._floats(name)
        scales = np.ascontiguousarray(self._weights[name + SHARE], dtype=np.float32)
        return ops.constant(kept.astype(np.float32) * scales)
