"""Puts a compiled model in the place of the torch one inside a SentenceTransformer, which goes on as before."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from transformers import BertModel
from transformers.modeling_outputs import BaseModelOutput

from app.models.engine import Precision
from app.models.running import Asks, run_encoder


class CompiledBert(torch.nn.Module):
    """Answers as the BertModel that it was made from; rows are worked on by their own lengths, without padding."""

    def __init__(self, model: BertModel, *, threads: int = 0, precision: Precision | None = None) -> None:
        super().__init__()
        self.config = model.config
        weights = {name: part.detach().numpy() for name, part in model.state_dict().items()}
        self.engine = run_encoder(weights, heads=model.config.num_attention_heads, threads=threads, precision=precision)

    def forward(
        self,
        input_ids: torch.Tensor,
        attention_mask: torch.Tensor,
        token_type_ids: torch.Tensor | None = None,
        **_: Any,
    ) -> BaseModelOutput:
        """The last layer's vectors, (rows, tokens, width); zeros at padding."""
        tokens = attention_mask.sum(dim=1).tolist()
        types = torch.zeros_like(input_ids) if token_type_ids is None else token_type_ids
        rows = [
            (ids[:count], kinds[:count])
            for ids, kinds, count in zip(input_ids.tolist(), types.tolist(), tokens, strict=True)
        ]
        vectors = np.zeros((*input_ids.shape, self.config.hidden_size), dtype=np.float32)
        for place, (found,) in zip(vectors, self.engine.ask(rows), strict=True):
            place[: len(found)] = found
        return BaseModelOutput(last_hidden_state=torch.from_numpy(vectors))


def compile_within(model: SentenceTransformer, *, threads: int = 0, precision: Precision | None = None) -> Asks | None:
    """Compile the model inside and return what runs it; None, and nothing is done, where its kind is not known here."""
    first: Any = model[0]
    inside = getattr(first, "auto_model", None)
    if not isinstance(inside, BertModel) or not _is_plain(inside):
        return None
    first.model = compiled = CompiledBert(inside, threads=threads, precision=precision)
    return compiled.engine


def _is_plain(model: BertModel) -> bool:
    """Whether it is built as app/models/graphs.py builds."""
    config = model.config
    return (
        config.hidden_act == "gelu"
        and not getattr(config, "is_decoder", False)
        and not getattr(config, "add_cross_attention", False)
        and getattr(config, "position_embedding_type", "absolute") in (None, "absolute")
    )
