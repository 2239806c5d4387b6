"""From a trained cross-encoder to the int8 ONNX file that the product ships."""

from __future__ import annotations

import shutil
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions

from training.cross_encoder import PairModel


def export(trained: Path, out: Path) -> None:
    """Write `judge.float.onnx` (fused, float32), `judge.onnx` (int8) and `tokenizer.json` to `out`."""
    out.mkdir(parents=True, exist_ok=True)
    model = PairModel.from_pretrained(trained, attn_implementation="eager").train(False)
    example = torch.ones(2, 16, dtype=torch.long)
    names = ["input_ids", "attention_mask", "token_type_ids"]
    raw, plain = out / "judge.raw.onnx", out / "judge.float.onnx"
    torch.onnx.export(
        model,
        (example, example, torch.zeros_like(example)),
        str(raw),
        input_names=names,
        output_names=["logits", "clash"],
        dynamic_axes={name: {0: "pairs", 1: "tokens"} for name in [*names, "clash"]} | {"logits": {0: "pairs"}},
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
