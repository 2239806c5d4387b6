"""Judges: a CrossEncoder that the tests make, with its labels in any order."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

from app.comparison.calibration import STATED
from app.errors import ModelFailed
from app.models.judges import CrossEncoderJudge, load_judge

pytestmark = pytest.mark.real

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "dam", "burst", "held", "on", "monday", "mayor", "left", "."]
PAIRS = [("The dam burst.", "The dam held."), ("The dam burst on Monday.", "The mayor left."), ("The dam.", "The dam.")]


def _made(folder: Path, labels: list[str]) -> str:
    """A small random classifier whose rows are the same answers in the order of `labels`."""
    words = Tokenizer(models.WordLevel({word: n for n, word in enumerate(WORDS)}, unk_token="[UNK]"))
    words.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    words.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]  # the library's own
        tokenizer_object=words, unk_token="[UNK]", pad_token="[PAD]", cls_token="[CLS]", sep_token="[SEP]"
    ).save_pretrained(folder)
    torch.manual_seed(3)
    model = BertForSequenceClassification(
        BertConfig(
            vocab_size=len(WORDS),
            hidden_size=16,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=32,
            id2label=dict(enumerate(labels)),
            label2id={label: n for n, label in enumerate(labels)},
        )
    )
    plain = ["entailment", "neutral", "contradiction"]
    if [label.lower() for label in labels] != plain and set(map(str.lower, labels)) == set(plain):
        rows = [plain.index(label.lower()) for label in labels]
        model.classifier.weight.data = model.classifier.weight.data[rows]
        model.classifier.bias.data = model.classifier.bias.data[rows]
    model.classifier.weight.data *= 40  # so that answers differ enough to tell one from another
    model.save_pretrained(folder)
    return str(folder)


def test_the_order_and_case_of_the_labels_make_no_difference(tmp_path: Path) -> None:
    one = CrossEncoderJudge(_made(tmp_path / "one", ["entailment", "neutral", "contradiction"]))
    other = CrossEncoderJudge(_made(tmp_path / "other", ["CONTRADICTION", "ENTAILMENT", "NEUTRAL"]))
    for mine, theirs in zip(one.judge(PAIRS), other.judge(PAIRS), strict=True):
        assert mine.match == pytest.approx(theirs.match, abs=1e-5)
        assert mine.contradiction == pytest.approx(theirs.contradiction, abs=1e-5)


def test_an_answer_is_the_same_both_ways_round_and_alone(tmp_path: Path) -> None:
    judge = CrossEncoderJudge(_made(tmp_path, ["entailment", "neutral", "contradiction"]))
    together = judge.judge(PAIRS)
    for pair, answer in zip(PAIRS, together, strict=True):
        [alone] = judge.judge([pair])
        [back] = judge.judge([(pair[1], pair[0])])
        assert alone.contradiction == pytest.approx(answer.contradiction, abs=1e-5)
        assert back.match == pytest.approx(answer.match, abs=1e-5)
        assert answer.match + answer.contradiction + answer.neither == pytest.approx(1, abs=1e-5)
        assert 0 <= answer.full <= answer.match


def test_a_judge_with_other_labels_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ModelFailed, match="must answer entailment, neutral and contradiction"):
        CrossEncoderJudge(_made(tmp_path, ["good", "bad", "ugly"]))


def test_a_judge_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(ModelFailed, match="could not be loaded"):
        CrossEncoderJudge(str(tmp_path / "nowhere"))


def test_a_judge_of_ones_own_is_not_called_calibrated(tmp_path: Path) -> None:
    judge, calibration = load_judge(_made(tmp_path, ["entailment", "neutral", "contradiction"]), threads=1)
    assert judge is not None
    assert calibration is STATED
    assert calibration.calibrated is False


def test_without_a_judge_the_plain_calibration_needs_no_answers() -> None:
    judge, calibration = load_judge("none", threads=1)
    assert judge is None
    assert not any(name.startswith("judged") for name in calibration.match.weights)
