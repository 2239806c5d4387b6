"""Runs a judge's weights with torch, in half precision on a GPU; answers as app/models/engine.py does."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from transformers import BertConfig, BertModel

from app.comparison.types import Floats
from app.models.engine import Row
from app.models.graphs import HEADS, Weights, floats

TOKENS = 8192  # of a batch, padding included: fills a GPU, and a pair of the longest takes 160


class TorchEngine:
    """The graph of `app.models.graphs.judge` as torch modules."""

    def __init__(self, weights: Weights, *, device: str) -> None:
        """Put the weights on `device`: "cuda", or "cpu" for float32."""
        plain = {name: torch.from_numpy(part) for name, part in floats(weights).items()}
        words, width = plain["bert.embeddings.word_embeddings.weight"].shape
        layers = sum(name.endswith("attention.self.query.weight") for name in plain)
        self._bert = BertModel(
            BertConfig(
                vocab_size=words,
                hidden_size=width,
                num_hidden_layers=layers,
                num_attention_heads=HEADS,
                intermediate_size=plain["bert.encoder.layer.0.intermediate.dense.weight"].shape[0],
                max_position_embeddings=plain["bert.embeddings.position_embeddings.weight"].shape[0],
            )
        )
        self._bert.load_state_dict(
            {name.removeprefix("bert."): part for name, part in plain.items() if "bert." in name}
        )
        self._heads = {
            name: torch.nn.Linear(width, len(plain[f"{name}.bias"])) for name in ("classifier", "clash")
            if f"{name}.weight" in plain
        }  # fmt: skip
        for name, head in self._heads.items():
            head.load_state_dict({part: plain[f"{name}.{part}"] for part in ("weight", "bias")})
        kind = torch.float16 if device == "cuda" else torch.float32
        for module in (self._bert, *self._heads.values()):
            module.to(device=device, dtype=kind).eval()
        self._device = device
        self.tokens = 0  # read since it was made, for whoever counts the work

    def ask(self, rows: Sequence[Row]) -> list[tuple[Floats, ...]]:
        """The logits of each row, and those of its tokens where the weights have that head; in order."""
        found: list[tuple[Floats, ...]] = [()] * len(rows)
        self.tokens += sum(len(ids) for ids, _ in rows)
        order = sorted(range(len(rows)), key=lambda n: len(rows[n][0]))
        while order:
            width = len(rows[order[-1]][0])
            batch = order[-max(1, TOKENS // width) :]
            del order[-len(batch) :]
            for n, answer in zip(batch, self._answers([rows[n] for n in batch], width), strict=True):
                found[n] = answer
        return found

    @torch.inference_mode()
    def _answers(self, rows: Sequence[Row], width: int) -> list[tuple[Floats, ...]]:
        ids, types, seen = (torch.zeros(len(rows), width, dtype=torch.long) for _ in range(3))
        for n, (own_ids, own_types) in enumerate(rows):
            ids[n, : len(own_ids)] = torch.tensor(own_ids)
            types[n, : len(own_types)] = torch.tensor(own_types)
            seen[n, : len(own_ids)] = 1
        read = self._bert(
            input_ids=ids.to(self._device),
            token_type_ids=types.to(self._device),
            attention_mask=seen.to(self._device),
        )
        logits = self._heads["classifier"](read.pooler_output).float().cpu().numpy()
        if "clash" not in self._heads:
            return [(row,) for row in logits]
        words = self._heads["clash"](read.last_hidden_state).squeeze(-1).float().cpu().numpy()
        return [(row, marks[: len(ids)]) for row, marks, (ids, _) in zip(logits, words, rows, strict=True)]
