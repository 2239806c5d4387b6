"""From a trained cross-encoder to the int8 ONNX file that the product ships."""

from __future__ import annotations

import shutil
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from transformers import BertForSequenceClassification


class _Logits(torch.nn.Module):
    def __init__(self, model: BertForSequenceClassification) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> torch.Tensor:
        logits: torch.Tensor = self.model(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).logits
        return logits


def export(trained: Path, out: Path) -> None:
    """Write `judge.float.onnx` (fused, float32), `judge.onnx` (int8) and `tokenizer.json` to `out`."""
    out.mkdir(parents=True, exist_ok=True)
    model = BertForSequenceClassification.from_pretrained(trained, attn_implementation="eager").train(False)
    example = torch.ones(2, 16, dtype=torch.long)
    names = ["input_ids", "attention_mask", "token_type_ids"]
    raw, plain = out / "judge.raw.onnx", out / "judge.float.onnx"
    torch.onnx.export(
        _Logits(model),
        (example, example, torch.zeros_like(example)),
        str(raw),
        input_names=names,
        output_names=["logits"],
        dynamic_axes={name: {0: "pairs", 1: "tokens"} for name in names} | {"logits": {0: "pairs"}},
        opset_version=17,
        dynamo=False,
    )
    options = FusionOptions("bert")
    config = model.config
    fused = optimizer.optimize_model(
        str(raw),
        model_type="bert",
        num_heads=config.num_attention_heads,
        hidden_size=config.hidden_size,
        optimization_options=options,
    )
    fused.save_model_to_file(str(plain))
    quantize_dynamic(
        str(plain),
        str(out / "judge.onnx"),
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Attention", "Gather", "EmbedLayerNormalization"],
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},  # fused operators have no inferred types
    )
    onnx.checker.check_model(str(out / "judge.onnx"), full_check=False)
    shutil.copy(trained / "tokenizer.json", out / "tokenizer.json")
    raw.unlink()
