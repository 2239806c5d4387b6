"""From data to the bundled judge: `python -m training --nli DIR --gold DIR --work DIR`; takes up where it stood."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import torch

from app.models.encoder import SentenceEncoder, bundled_folder
from app.models.quantized import BUNDLED, QuantizedJudge
from training import cross_encoder, evidence, export, inference, task
from training.gold import cases, held_out, written_cases

WRITTEN = Path(__file__).parent / "written"
INFERENCE = cross_encoder.Schedule(rate=1e-4, tokens=2048)
TASK = cross_encoder.Schedule(rate=6e-5, tokens=2048, smoothing=0.02)
INFERENCE_PAIRS = 160_000  # of the mix; more still helps (docs/evaluation.md#training)
TASK_EPOCHS = 2
SEED = 7
HELD_OUT = 0  # the quarter of article pairs on which the evidence is fitted
DIGITS = 5  # significant digits of every weight that is shipped


def main() -> int:
    """Run the stages that are not done yet."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--nli", type=Path, required=True, help="folder with train/*.jsonl.gz, public inference pairs")
    parser.add_argument("--gold", type=Path, required=True, help="folder with train/*.json, gold comparisons")
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints, outside the checkout")
    parser.add_argument("--inference-pairs", type=int, default=INFERENCE_PAIRS)
    parser.add_argument("--compiled", action="store_true", help="fuse operations first; wants a C++ compiler")
    asked = parser.parse_args()
    torch.manual_seed(SEED)
    train_inference(asked.nli, asked.work / "inference", total=asked.inference_pairs, compiled=asked.compiled)
    train_task(asked.gold, asked.work, compiled=asked.compiled)
    ship(asked.work / "task" / "model", BUNDLED)
    calibrate(asked.gold, BUNDLED)
    return 0


def train_inference(nli: Path, folder: Path, *, total: int, compiled: bool) -> None:
    """Stage 1: the base weights learn natural-language inference."""
    if (folder / "done.json").exists():
        return
    base = bundled_folder()
    cross_encoder.train(
        cross_encoder.load_model(base, inference.ANSWERS),
        cross_encoder.load_tokenizer(base),
        inference.examples(nli, seed=SEED),
        INFERENCE,
        folder=folder,
        seed=SEED,
        total=total,
        compiled=compiled,
    )


def train_task(gold: Path, work: Path, *, compiled: bool) -> None:
    """Stage 2: it learns our answers."""
    folder, before = work / "task", work / "inference" / "model"
    if (folder / "done.json").exists():
        return
    model = cross_encoder.load_model(before, task.ANSWERS)
    task.started(model, cross_encoder.load_model(before, inference.ANSWERS))
    cross_encoder.train(
        model,
        cross_encoder.load_tokenizer(before),
        task.examples(gold / "train", WRITTEN, SentenceEncoder(), part=HELD_OUT, seed=SEED),
        TASK,
        folder=folder,
        epochs=TASK_EPOCHS,
        seed=SEED,
        compiled=compiled,
    )


def ship(trained: Path, folder: Path) -> None:
    """Write the int8 model and its tokenizer to the product's folder."""
    export.export(trained, folder)


def calibrate(gold: Path, folder: Path) -> None:
    """Stage 3: fit the evidence on article pairs that the judge was not trained on, and without a judge on all."""
    encoder, every = SentenceEncoder(), [*cases(gold / "train"), *written_cases(WRITTEN / "pairs")]
    _write(folder / "plain.json", evidence.fit_plain(evidence.tabulate(every, encoder, None)).written())
    shutil.copy(folder / "plain.json", folder / "calibration.json")  # a judge does not load without one
    judge = QuantizedJudge(folder)
    unseen = [case for case in every if held_out(case.id, part=HELD_OUT)]
    seen = [case for case in every if not held_out(case.id, part=HELD_OUT)]
    judged = evidence.fit(evidence.tabulate(unseen, encoder, judge), evidence.tabulate(seen, encoder, None), judge.name)
    _write(folder / "calibration.json", judged.written())


def _write(file: Path, document: Any) -> None:
    file.write_text(json.dumps(_rounded(document), separators=(",", ":")) + "\n", encoding="utf-8")


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _rounded(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(part) for part in value]
    return float(f"{value:.{DIGITS}g}") if isinstance(value, float) else value


if __name__ == "__main__":
    sys.exit(main())
