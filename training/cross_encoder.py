"""The training loop of both stages: a cross-encoder over pairs of sentences, resumable, on CPU or GPU."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Encoding, Tokenizer
from transformers import BertConfig, BertForSequenceClassification

Spans = tuple[tuple[int, int], ...]

LONGEST = 128  # tokens a pair; 98 % of the inference pairs are shorter (`python -m training lengths`)


WORDS_SHARE = 2.0  # weight of the loss over words beside that over answers
CLASHING = 3.0  # weight of a word that clashes beside one that does not: about one word in thirty does


@dataclass(frozen=True, slots=True)
class Example:
    """Two sentences in the order they are read, with the index of the right answer and its weight in the loss.

    `clash` holds the spans of characters in either sentence that contradict the other; None where they are not known.
    `also` is an answer that may be right as well, where the data doesn't tell them apart.
    """

    first: str
    second: str
    answer: int
    weight: float = 1.0
    clash: tuple[Spans | None, Spans | None] = (None, None)
    also: int | None = None

    def turned(self) -> Example:
        """The same pair read the other way round."""
        return Example(self.second, self.first, self.answer, self.weight, self.clash[::-1], self.also)


@dataclass(frozen=True, slots=True)
class Row:
    """An example as the model reads it."""

    ids: list[int]
    types: list[int]
    clashing: list[float]  # of each token: 1 clashes, 0 does not, -1 not known


class PairModel(BertForSequenceClassification):  # type: ignore[no-untyped-call]  # the library has no types there
    """A classifier of pairs that also says of every token whether its word is one that clashes.

    Asking for the words teaches the small model where a contradiction lies (docs/evaluation.md has the figures).
    """

    def __init__(self, config: BertConfig) -> None:
        super().__init__(config)
        self.clash = torch.nn.Linear(config.hidden_size, 1)
        self.post_init()  # type: ignore[no-untyped-call]  # as above

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """(pairs, answers) logits and (pairs, tokens) logits that the token's word clashes."""
        read = self.bert(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids)
        logits: torch.Tensor = self.classifier(self.dropout(read.pooler_output))
        words: torch.Tensor = self.clash(read.last_hidden_state).squeeze(-1)
        return logits, words


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


def load_model(folder: Path, answers: Sequence[str]) -> PairModel:
    """A classifier over `answers` with the folder's weights; heads are new where the folder has none of that size.

    No dropout (its random numbers cost a third of a step on a CPU) and plain attention (the fused backward pass is
    three times slower there); both measured with torch 2.13 on two cores.
    """
    model: PairModel = PairModel.from_pretrained(
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


def batches(encoded: Sequence[Row], *, tokens: int, seed: int, bucket: int = 2000) -> list[list[int]]:
    """One epoch's indices in batches of like length, at most `tokens` padded tokens each, in a seeded order."""
    chance = random.Random(seed)
    order = list(range(len(encoded)))
    chance.shuffle(order)
    made: list[list[int]] = []
    for at in range(0, len(order), bucket):
        near = sorted(order[at : at + bucket], key=lambda n: len(encoded[n].ids))
        part: list[list[int]] = [[]]
        for n in near:
            if part[-1] and (len(part[-1]) + 1) * len(encoded[n].ids) > tokens:
                part.append([])
            part[-1].append(n)
        chance.shuffle(part)
        made.extend(part)
    return made


def padded(rows: Sequence[Row]) -> dict[str, torch.Tensor]:
    """Token ids, types and mask of a batch, padded with zeros to its longest row."""
    width = max(len(row.ids) for row in rows)
    ids = torch.zeros(len(rows), width, dtype=torch.long)
    types = torch.zeros(len(rows), width, dtype=torch.long)
    mask = torch.zeros(len(rows), width, dtype=torch.long)
    for n, row in enumerate(rows):
        ids[n, : len(row.ids)] = torch.tensor(row.ids)
        types[n, : len(row.ids)] = torch.tensor(row.types)
        mask[n, : len(row.ids)] = 1
    return {"input_ids": ids, "token_type_ids": types, "attention_mask": mask}


def clashing(rows: Sequence[Row]) -> torch.Tensor:
    """(pairs, tokens) of 1, 0 and -1, padded with -1, as `Row.clashing`."""
    width = max(len(row.ids) for row in rows)
    marks = torch.full((len(rows), width), -1.0)
    for n, row in enumerate(rows):
        marks[n, : len(row.ids)] = torch.tensor(row.clashing)
    return marks


def encode(tokenizer: Tokenizer, examples: Sequence[Example]) -> list[Row]:
    """Each example as tokens, with what is known of which clash."""
    found = []
    for at in range(0, len(examples), 10_000):
        part = examples[at : at + 10_000]
        encoded = tokenizer.encode_batch([(e.first, e.second) for e in part])
        found += [Row(e.ids, e.type_ids, _marks(e, one.clash)) for e, one in zip(encoded, part, strict=True)]
    return found


def _marks(encoded: Encoding, clash: tuple[Spans | None, Spans | None]) -> list[float]:
    marks = []
    for side, (start, end) in zip(encoded.sequence_ids, encoded.offsets, strict=True):
        spans = None if side is None else clash[side]
        marks.append(-1.0 if spans is None else float(any(start < e and end > s for s, e in spans)))
    return marks


def right_answers(examples: Sequence[Example], answers: int) -> torch.Tensor:
    """(pairs, answers) of 0 where the answer is right, and minus infinity where it isn't."""
    right = torch.full((len(examples), answers), -torch.inf)
    for n, one in enumerate(examples):
        right[n, [one.answer, one.answer if one.also is None else one.also]] = 0
    return right


def answer_loss(logits: torch.Tensor, right: torch.Tensor, *, smoothing: float) -> torch.Tensor:
    """(pairs,) cross-entropy of what all right answers have together, smoothed towards every answer alike."""
    told = logits.log_softmax(dim=1)
    return -(1 - smoothing) * (told + right).logsumexp(dim=1) - smoothing * told.mean(dim=1)


def word_loss(words: torch.Tensor, marks: torch.Tensor) -> torch.Tensor:
    """(pairs,) mean loss over the tokens of which it is known whether they clash; 0 where of none."""
    known = (marks >= 0).float()
    weight = known * (1 + (CLASHING - 1) * marks.clamp(min=0))
    each = torch.nn.functional.binary_cross_entropy_with_logits(words, marks.clamp(min=0), reduction="none")
    return (each * weight).sum(1) / known.sum(1).clamp(min=1)


def predict(
    model: PairModel,
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
                found[batch] = model(**inputs)[0].float().cpu()
    return found


def _steps(encoded: Sequence[Row], *, tokens: int, epochs: int, seed: int) -> Iterator[list[int]]:
    for epoch in range(epochs):
        yield from batches(encoded, tokens=tokens, seed=seed + epoch)


def train(
    model: PairModel,
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
        right = right_answers([examples[n] for n in batch], model.classifier.out_features).to(device)
        weights = torch.tensor([examples[n].weight for n in batch], device=device)
        with torch.autocast(device.type, torch.bfloat16):
            logits, words = model(**inputs)
        marks = clashing([encoded[n] for n in batch]).to(device)
        told = answer_loss(logits.float(), right, smoothing=schedule.smoothing)
        each = told + WORDS_SHARE * word_loss(words.float(), marks)
        loss = (each * weights).sum() / weights.sum()
        loss.backward()  # type: ignore[no-untyped-call]  # torch has no types there
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


def _save(kept: Path, model: PairModel, optimizer: torch.optim.Optimizer, done: int, seen: int) -> None:
    part = kept.with_suffix(".part")
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "done": done, "seen": seen}, part)
    part.replace(kept)
