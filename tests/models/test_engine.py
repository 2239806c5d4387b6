"""The compiled models: what they answer is what torch answers, whatever else is asked and however it is batched."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer
from transformers import BertConfig, BertModel

from app.models.compiled import CompiledBert
from app.models.encoder import SentenceEncoder, bundled_folder
from app.models.engine import Engine
from app.models.graphs import encoder
from training.export import whole

pytestmark = pytest.mark.real

WIDTH, HEADS, LAYERS = 48, 12, 2
SENTENCES = [
    "The dam above Orvik burst on Monday.",
    "On Monday a dam near Orvik gave way, and the lower part of the town was under water within the hour.",
    "Cats sleep for most of the day.",
    "At least 14 people died, the mayor said.",
    "Nobody was hurt.",
]


@pytest.fixture(scope="module")
def small() -> BertModel:
    """A small random model, as different from row to row as a trained one."""
    torch.manual_seed(5)
    model = BertModel(
        BertConfig(
            vocab_size=200,
            hidden_size=WIDTH,
            num_hidden_layers=LAYERS,
            num_attention_heads=HEADS,
            intermediate_size=4 * WIDTH,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
    )
    model.train(False)
    return model


def _rows(count: int) -> list[tuple[list[int], list[int]]]:
    chance = np.random.default_rng(2)
    rows = []
    for _ in range(count):
        length = int(chance.integers(1, 60))
        rows.append((chance.integers(1, 200, length).tolist(), [0] * length))
    return rows


def test_a_compiled_model_answers_as_torch_does(small: BertModel) -> None:
    weights = {name: part.detach().numpy() for name, part in small.state_dict().items()}
    rows = _rows(40)
    answers = Engine(encoder(weights, heads=HEADS), precision="f32").ask(rows)
    for (ids, types), (found,) in zip(rows, answers, strict=True):
        with torch.inference_mode():
            expected = small(input_ids=torch.tensor([ids]), token_type_ids=torch.tensor([types])).last_hidden_state[0]
        assert found.shape == (len(ids), WIDTH)
        assert np.abs(found - expected.numpy()).max() < 1e-4


def test_a_rows_answer_is_the_same_alone_and_among_others(small: BertModel) -> None:
    weights = {name: part.detach().numpy() for name, part in small.state_dict().items()}
    engine = Engine(encoder(weights, heads=HEADS))
    rows = _rows(30)
    for row, (found,) in zip(rows, engine.ask(rows), strict=True):
        [(alone,)] = engine.ask([row])
        assert np.abs(found - alone).max() < 1e-5


def test_nothing_asked_gives_no_answers(small: BertModel) -> None:
    weights = {name: part.detach().numpy() for name, part in small.state_dict().items()}
    assert Engine(encoder(weights, heads=HEADS)).ask([]) == []


def test_int8_weights_with_a_scale_for_each_row_lose_less_than_half_a_step() -> None:
    weights = np.random.default_rng(1).normal(size=(20, 30)).astype(np.float32)
    weights[3] *= 100
    weights[4] = 0
    kept, scales = whole(weights)
    assert kept.dtype == np.int8
    assert (np.abs(kept * scales - weights) <= scales / 2 + 1e-6).all()


def test_a_model_inside_sentence_transformers_can_be_compiled_and_answers_as_before(small: BertModel) -> None:
    ids = torch.tensor([[5, 6, 7, 8, 9], [5, 6, 7, 0, 0]])
    mask = torch.tensor([[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]])
    with torch.inference_mode():
        expected = small(input_ids=ids, attention_mask=mask).last_hidden_state
        found = CompiledBert(small, precision="f32")(input_ids=ids, attention_mask=mask).last_hidden_state
    assert torch.allclose(found[0], expected[0], atol=1e-4)
    assert torch.allclose(found[1, :3], expected[1, :3], atol=1e-4)
    assert not found[1, 3:].any()


def test_the_compiled_encoder_is_as_near_to_the_published_one_as_rounding_allows() -> None:
    plain = SentenceTransformer(str(bundled_folder()), device="cpu")
    expected = plain.encode(SENTENCES, normalize_embeddings=True, show_progress_bar=False)
    exact = SentenceEncoder(precision="f32").encode(SENTENCES)
    assert np.abs(exact - expected).max() < 1e-4
    quick = SentenceEncoder().encode(SENTENCES)
    assert np.abs(quick @ quick.T - expected @ expected.T).max() < 0.01


def test_other_kinds_of_models_are_left_to_torch(tmp_path: Path) -> None:
    from sentence_transformers.sentence_transformer.modules import BoW

    words = SentenceTransformer(modules=[BoW(["dam", "burst"])], device="cpu")
    words.save(str(tmp_path))
    rows = SentenceEncoder(str(tmp_path)).encode(["dam", "burst"])
    assert rows.tolist() == [[1.0, 0.0], [0.0, 1.0]]
