"""Chooses what runs a model on this processor: matrix tiles where there are any, else OpenVINO."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from app.comparison.types import Floats
from app.models import graphs, tiles
from app.models.engine import Engine, Precision, Row


class Asks(Protocol):
    """What runs the weights of a model."""

    tokens: int  # read since it was made

    def ask(self, rows: Sequence[Row]) -> list[tuple[Floats, ...]]:
        """Every output's part for each row, in order; those for each token have the row's own length."""


def run_encoder(weights: graphs.Weights, *, heads: int, threads: int, precision: Precision | None) -> Asks:
    """What gives the (tokens, width) vectors of a row. `precision` is the processor's best where it is None."""
    if precision != "f32" and tiles.fits(weights, heads=heads):
        return tiles.TileEngine(weights, tiles.each_rows_vectors, threads=threads)
    return Engine(graphs.encoder(weights, heads=heads), threads=threads, precision=precision)


def run_judge(weights: graphs.Weights, *, threads: int, precision: Precision | None) -> Asks:
    """What gives the logits of a row and, where the weights have that head, those of its tokens' words to clash."""
    if precision != "f32" and tiles.fits(weights, prefix="bert."):
        return tiles.TileEngine(weights, tiles.judged(weights), prefix="bert.", threads=threads)
    return Engine(graphs.judge(weights), threads=threads, precision=precision)
