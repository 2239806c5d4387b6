"""From a trained model to the file that is shipped and what runs it: nothing is lost on the way but rounding."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import BertConfig

from app.comparison.types import Judgement
from app.errors import ModelFailed
from app.models.quantized import BUNDLED, LONGEST, WEIGHTS, QuantizedJudge
from app.models.torch_engine import TorchEngine
from training.cross_encoder import PairModel
from training.export import export

pytestmark = pytest.mark.real

PAIRS = [
    ("The dam burst.", "The dam above Orvik held on Monday, the mayor said."),
    ("At least 14 people died in the flood, and 30 are missing.", "Nobody was hurt."),
    ("Cats sleep.", "Schools in Orvik will stay shut all week, and so will the town hall and the library."),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small judge with random weights, shipped as a trained one is."""
    torch.manual_seed(9)
    trained, shipped = tmp_path_factory.mktemp("trained"), tmp_path_factory.mktemp("shipped")
    model = PairModel(
        BertConfig(  # type: ignore[call-arg]  # what the base class takes is not told
            vocab_size=30_522,  # as many words as the shipped tokenizer has
            hidden_size=48,
            num_hidden_layers=2,
            num_attention_heads=12,
            intermediate_size=192,
            num_labels=4,
        )
    )
    model.classifier.weight.data *= 20  # so that answers differ enough to tell one from another
    model.save_pretrained(trained)
    shutil.copy(BUNDLED / "tokenizer.json", trained)
    export(trained, shipped)
    shutil.copy(BUNDLED / "calibration.json", shipped)
    return shipped


def _figures(answers: list[Judgement]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.array([(a.match, a.contradiction, a.neither, a.full, *a.clash) for a in answers])


def test_the_weights_are_small_and_hold_no_others(folder: Path) -> None:
    assert sorted(file.name for file in folder.iterdir()) == ["calibration.json", WEIGHTS, "tokenizer.json"]
    assert (folder / WEIGHTS).stat().st_size < 30_522 * 48 * 1.5


def test_the_graph_and_torch_answer_alike(folder: Path) -> None:
    graph = QuantizedJudge(folder, precision="f32").judge(PAIRS)
    plain = QuantizedJudge(folder, runs=partial(TorchEngine, device="cpu")).judge(PAIRS)
    assert np.abs(_figures(graph) - _figures(plain)).max() < 1e-3
    assert [answer.words for answer in graph] == [answer.words for answer in plain]


def test_what_this_processor_does_fastest_answers_nearly_as_float_does(folder: Path) -> None:
    quick, exact = (QuantizedJudge(folder, precision=precision).judge(PAIRS) for precision in (None, "f32"))
    assert np.abs(_figures(quick) - _figures(exact)).max() < 0.03


def test_an_answer_is_the_same_alone_among_others_and_the_other_way_round(folder: Path) -> None:
    judge = QuantizedJudge(folder)
    together = judge.judge(PAIRS * 7)
    for pair, answer in zip(PAIRS, together, strict=False):
        [alone], [back] = judge.judge([pair]), judge.judge([pair[::-1]])
        assert np.abs(_figures([alone, back.turned()]) - _figures([answer])).max() < 1e-5
        assert alone.words == back.turned().words == answer.words


@pytest.mark.parametrize("lengths", [(400, 400), (10, 400), (400, 10), (78, 79)])
def test_of_a_pair_that_is_too_long_the_longer_sentence_loses_its_end(folder: Path, lengths: tuple[int, int]) -> None:
    judge = QuantizedJudge(folder)
    left, right = ("dam " * lengths[0]).strip(), ("held " * lengths[1]).strip()
    before = judge.tokens
    [answer] = judge.judge([(left, right)])
    asked = judge.tokens - before
    assert asked <= 2 * LONGEST
    assert asked >= min(LONGEST - 1, sum(lengths))
    assert judge.judge([(right, left)]) == [answer.turned()]


def test_weights_that_were_cut_off_are_refused_in_words(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    kept = (tmp_path / WEIGHTS).read_bytes()
    (tmp_path / WEIGHTS).write_bytes(kept[: len(kept) // 2])
    with pytest.raises(ModelFailed, match="damaged or missing"):
        QuantizedJudge(tmp_path)
