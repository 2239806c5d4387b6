"""The training loop of both stages: a cross-encoder over pairs of sentences, resumable, on CPU or GPU."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import BertForSequenceClassification

LONGEST = 128  # tokens a pair; 98 % of the inference pairs are shorter (`python -m training lengths`)


@dataclass(frozen=True, slots=True)
class Example:
    """Two sentences in the order they are read, with the index of the right answer and its weight in the loss."""

    first: str
    second: str
    answer: int
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Schedule:
    """How one stage is trained."""

    rate: float  # peak learning rate of AdamW
    tokens: int  # padded tokens a batch holds at most
    warm_up: float = 0.04  # share of all examples over which the rate rises
    decay: float = 0.01  # weight decay
    smoothing: float = 0.0  # label smoothing
    save_every: float = 300.0  # seconds between checkpoints


def load_tokenizer(folder: Path) -> Tokenizer:
    """The base model's own tokenizer, cutting the longer of the two sentences at `LONGEST` tokens."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST, strategy="longest_first")
    return tokenizer


def load_model(folder: Path, answers: Sequence[str]) -> BertForSequenceClassification:
    """A classifier over `answers` with the folder's weights; the head is new where the folder has none of that size.

    No dropout (its random numbers cost a third of a step on a CPU) and plain attention (the fused backward pass is
    three times slower there); both measured with torch 2.13 on two cores.
    """
    model: BertForSequenceClassification = BertForSequenceClassification.from_pretrained(
        folder,
        num_labels=len(answers),
        id2label=dict(enumerate(answers)),
        label2id={answer: n for n, answer in enumerate(answers)},
        attn_implementation="eager",
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        ignore_mismatched_sizes=True,
    )
    return model


def batches(
    encoded: Sequence[tuple[list[int], list[int]]], *, tokens: int, seed: int, bucket: int = 2000
) -> list[list[int]]:
    """One epoch's indices in batches of like length, at most `tokens` padded tokens each, in a seeded order."""
    chance = random.Random(seed)
    order = list(range(len(encoded)))
    chance.shuffle(order)
    made: list[list[int]] = []
    for at in range(0, len(order), bucket):
        near = sorted(order[at : at + bucket], key=lambda n: len(encoded[n][0]))
        part: list[list[int]] = [[]]
        for n in near:
            if part[-1] and (len(part[-1]) + 1) * len(encoded[n][0]) > tokens:
                part.append([])
            part[-1].append(n)
        chance.shuffle(part)
        made.extend(part)
    return made


def padded(rows: Sequence[tuple[list[int], list[int]]]) -> dict[str, torch.Tensor]:
    """Token ids, types and mask of a batch, padded with zeros to its longest row."""
    width = max(len(ids) for ids, _ in rows)
    ids = torch.zeros(len(rows), width, dtype=torch.long)
    types = torch.zeros(len(rows), width, dtype=torch.long)
    mask = torch.zeros(len(rows), width, dtype=torch.long)
    for n, (row, kinds) in enumerate(rows):
        ids[n, : len(row)] = torch.tensor(row)
        types[n, : len(row)] = torch.tensor(kinds)
        mask[n, : len(row)] = 1
    return {"input_ids": ids, "token_type_ids": types, "attention_mask": mask}


def encode(tokenizer: Tokenizer, examples: Sequence[Example]) -> list[tuple[list[int], list[int]]]:
    """(token ids, token types) of each example."""
    found = []
    for at in range(0, len(examples), 10_000):
        part = [(e.first, e.second) for e in examples[at : at + 10_000]]
        found += [(e.ids, e.type_ids) for e in tokenizer.encode_batch(part)]
    return found


def predict(
    model: BertForSequenceClassification,
    tokenizer: Tokenizer,
    pairs: Sequence[tuple[str, str]],
    *,
    tokens: int = 4096,
) -> torch.Tensor:
    """(n, answers) logits in the order of `pairs`."""
    device = next(model.parameters()).device
    encoded = encode(tokenizer, [Example(first, second, 0) for first, second in pairs])
    found = torch.zeros(len(pairs), model.classifier.out_features)
    model.train(False)
    with torch.inference_mode():
        for batch in batches(encoded, tokens=tokens, seed=0, bucket=max(1, len(pairs))):
            inputs = {name: part.to(device) for name, part in padded([encoded[n] for n in batch]).items()}
            with torch.autocast(device.type, torch.bfloat16):
                found[batch] = model(**inputs).logits.float().cpu()
    return found


def _steps(
    encoded: Sequence[tuple[list[int], list[int]]], *, tokens: int, epochs: int, seed: int
) -> Iterator[list[int]]:
    for epoch in range(epochs):
        yield from batches(encoded, tokens=tokens, seed=seed + epoch)


def train(
    model: BertForSequenceClassification,
    tokenizer: Tokenizer,
    examples: Sequence[Example],
    schedule: Schedule,
    *,
    folder: Path,
    epochs: int = 1,
    seed: int = 7,
    total: int | None = None,
    compiled: bool = False,
) -> None:
    """Train in place; a checkpoint in `folder` is taken up where it stood.

    Args:
        total: examples to see in all, default all of every epoch; may be changed when a run is taken up again.
        compiled: fuse operations first; wants a C++ compiler and three minutes; then a step takes a third less.
    """
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model.to(device)  # type: ignore[arg-type]  # the library's own decorator hides the parameter
    encoded = encode(tokenizer, examples)
    total = min(total or len(examples) * epochs, len(examples) * epochs)
    optimizer = torch.optim.AdamW(model.parameters(), lr=schedule.rate, weight_decay=schedule.decay, fused=True)
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / "checkpoint.pt"
    done = seen = 0
    if kept.exists():
        state = torch.load(kept, map_location=device, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        done, seen = state["done"], state["seen"]
    loss_of = torch.nn.CrossEntropyLoss(reduction="none", label_smoothing=schedule.smoothing)
    if compiled:
        model.compile(dynamic=True)
    model.train()
    began = saved = said = time.monotonic()
    started = seen
    recent = 0.0
    for step, batch in enumerate(_steps(encoded, tokens=schedule.tokens, epochs=epochs, seed=seed)):
        if step < done:
            continue
        if seen >= total:
            break
        share = seen / total
        rate = schedule.rate * min(share / schedule.warm_up, (1 - share) / (1 - schedule.warm_up), 1.0)
        for group in optimizer.param_groups:
            group["lr"] = max(rate, schedule.rate * 0.005)
        inputs = {name: part.to(device) for name, part in padded([encoded[n] for n in batch]).items()}
        answers = torch.tensor([examples[n].answer for n in batch], device=device)
        weights = torch.tensor([examples[n].weight for n in batch], device=device)
        with torch.autocast(device.type, torch.bfloat16):
            logits = model(**inputs).logits
        loss = (loss_of(logits.float(), answers) * weights).sum() / weights.sum()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        seen += len(batch)
        done = step + 1
        recent = 0.98 * recent + 0.02 * loss.item() if recent else loss.item()
        now = time.monotonic()
        if now - said > 30:
            said = now
            pace = (seen - started) / (now - began)
            left = (total - seen) / pace / 60
            print(f"{seen:,}/{total:,} loss {recent:.3f} {pace:.0f}/s {left:.0f} min left", flush=True)
        if now - saved > schedule.save_every:
            saved = now
            _save(kept, model, optimizer, done, seen)
    model.save_pretrained(folder / "model")
    tokenizer.save(str(folder / "model" / "tokenizer.json"))
    (folder / "done.json").write_text(json.dumps({"seen": seen, "loss": recent}), encoding="utf-8")


def _save(
    kept: Path, model: BertForSequenceClassification, optimizer: torch.optim.Optimizer, done: int, seen: int
) -> None:
    part = kept.with_suffix(".part")
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "done": done, "seen": seen}, part)
    part.replace(kept)
