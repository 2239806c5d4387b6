"""BERT on matrix tiles: it answers as torch does, and for each row the same to the last bit whatever else is asked."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from transformers import BertConfig, BertModel

from app.models import graphs
from app.models.engine import Engine, Row
from app.models.running import run_encoder
from app.models.tiles import (
    GO,
    TOKENS,
    TileEngine,
    each_rows_vectors,
    even_batches,
    fits,
    judged,
    library,
    packed,
    rounded,
)

pytestmark = pytest.mark.real
needs_tiles = pytest.mark.skipif(
    library() is None, reason="this processor has no matrix tiles, or no compiler was here"
)

WIDTH, HEADS, INNER, LAYERS, WORDS = 64, 2, 480, 2, 200  # the inner layer is no multiple of what is done at once


@pytest.fixture(scope="module")
def small() -> BertModel:
    """A small random model."""
    torch.manual_seed(3)
    model = BertModel(
        BertConfig(
            vocab_size=WORDS,
            hidden_size=WIDTH,
            num_hidden_layers=LAYERS,
            num_attention_heads=HEADS,
            intermediate_size=INNER,
            max_position_embeddings=300,
        )
    )
    for name, part in model.named_parameters():
        part.data += torch.randn_like(part) * (0.3 if "LayerNorm" in name or name.endswith("bias") else 0.08)
    model.train(False)
    return model


def _weights(model: BertModel, prefix: str = "") -> dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]:
    return {prefix + name: part.detach().numpy() for name, part in model.state_dict().items()}


def _rows(*lengths: int) -> list[Row]:
    chance = np.random.default_rng(4)
    return [
        (chance.integers(1, WORDS, length).tolist(), [0] * (length // 2) + [1] * (length - length // 2))
        for length in lengths
    ]


@needs_tiles
def test_rows_of_any_length_are_answered_as_torch_does_but_for_rounding(small: BertModel) -> None:
    rows = _rows(1, 2, 15, 16, 17, 31, 32, 33, 47, 64, 100, 160, 300)
    answers = TileEngine(_weights(small), each_rows_vectors).ask(rows)
    for (ids, types), (found,) in zip(rows, answers, strict=True):
        given = {"input_ids": torch.tensor([ids]), "token_type_ids": torch.tensor([types])}
        with torch.inference_mode():
            expected = small(**given).last_hidden_state[0].numpy()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                halved = small(**given).last_hidden_state[0].float().numpy()
        assert found.shape == expected.shape
        # Torch rounds to bfloat16 about as often.
        assert np.abs(found - expected).mean() < 1.5 * np.abs(halved - expected).mean()
        assert np.abs(found - expected).max() < 0.2


@needs_tiles
def test_a_row_is_answered_the_same_to_the_last_bit_alone_and_among_others(small: BertModel) -> None:
    engine = TileEngine(_weights(small), each_rows_vectors, threads=2)
    rows = _rows(*range(1, 90), 300, 257, 90, *range(1, 90))  # more than each thread does in one go
    assert len(even_batches([len(ids) for ids, _ in rows], 2)) > 2 * GO
    for row, (found,) in zip(rows, engine.ask(rows), strict=True):
        [(alone,)] = engine.ask([row])
        assert np.array_equal(found, alone)


@needs_tiles
def test_the_heads_of_a_judge_answer_as_the_graph_does(small: BertModel) -> None:
    chance = np.random.default_rng(6)
    weights = _weights(small, "bert.")
    for name, count in (("classifier", 4), ("clash", 1)):
        weights[f"{name}.weight"] = chance.normal(size=(count, WIDTH)).astype(np.float32)
        weights[f"{name}.bias"] = chance.normal(size=count).astype(np.float32)
    rows = _rows(12, 40)
    expected = Engine(graphs.judge(weights, heads=HEADS), precision="f32").ask(rows)
    found = TileEngine(weights, judged(weights), prefix="bert.").ask(rows)
    for (logits, marks), (own_logits, own_marks), (ids, _) in zip(expected, found, rows, strict=True):
        assert own_marks.shape == (len(ids),)
        assert np.abs(own_logits - logits).max() < 0.3
        assert np.abs(own_marks - marks).max() < 0.3


@needs_tiles
def test_tokens_that_the_model_does_not_know_and_rows_that_are_too_long_are_refused(small: BertModel) -> None:
    engine = TileEngine(_weights(small), each_rows_vectors)
    for row in (([WORDS], [0]), ([-1], [0]), ([1], [2]), ([1] * 301, [0] * 301)):
        with pytest.raises(ValueError, match="longer than the model reads"):
            engine.ask([row])
    assert engine.ask([]) == []


def test_a_model_of_other_measures_is_left_to_openvino() -> None:
    model = BertModel(
        BertConfig(vocab_size=50, hidden_size=48, num_hidden_layers=1, num_attention_heads=4, intermediate_size=96)
    )
    assert not fits(_weights(model), heads=4)
    [(found,)] = run_encoder(_weights(model), heads=4, threads=1, precision=None).ask([([1, 2, 3], [0, 0, 0])])
    assert found.shape == (3, 48)


def test_every_thread_gets_as_many_batches_of_about_one_size() -> None:
    chance = np.random.default_rng(5)
    for count, threads in ((300, 2), (37, 3), (2, 4), (1, 2)):
        lengths = chance.integers(3, 160, count).tolist()
        batches = even_batches(lengths, threads)
        tokens = [sum(lengths[n] for n in batch) for batch in batches]
        assert sorted(n for batch in batches for n in batch) == list(range(count))
        assert len(batches) % threads == 0 or len(batches) == count
        assert max(tokens) - min(tokens) <= max(lengths)
        assert max(tokens) <= TOKENS + max(lengths)
    assert even_batches([], 2) == []


def test_bfloat16_is_rounded_as_torch_rounds_it() -> None:
    values = np.random.default_rng(1).normal(size=(64, 96)).astype(np.float32)
    values[0, :2] = 1 + 2**-8, 1 + 3 * 2**-8  # half way between two: to the even one
    halves = torch.from_numpy(values).to(torch.bfloat16)
    assert np.array_equal(rounded(values), halves.view(torch.uint16).numpy())
    blocks = packed(values)
    assert blocks.shape == (2, 3, 2, 16, 16, 2)
    assert blocks[1, 2, 1, 5, 7, 1] == rounded(values)[32 + 16 + 7, 64 + 2 * 5 + 1]
