"""From data to the bundled judge: `python -m training --nli DIR --gold DIR --work DIR`; takes up where it stood."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from app.models.encoder import SentenceEncoder, bundled_folder
from app.models.quantized import BUNDLED, QuantizedJudge
from training import cross_encoder, evidence, export, inference, task
from training.cross_encoder import Schedule
from training.gold import cases, held_out

WRITTEN = Path(__file__).parent / "written"
TASK_EPOCHS = 3
SEED = 7


@dataclass(frozen=True, slots=True)
class Run:
    """One run of both stages; the judge is the mean of several (docs/evaluation.md#models)."""

    name: str
    seed: int
    inference: cross_encoder.Schedule
    inference_pairs: int  # of the mix
    task: cross_encoder.Schedule
    task_pairs: int  # examples seen, out of TASK_EPOCHS times all


# The second goes on where the first one's inference stage ended.
RUNS = (
    Run(
        "first", 7, Schedule(rate=1e-4, tokens=2048), 160_000, Schedule(rate=6e-5, tokens=2048, smoothing=0.02), 94_000
    ),
    Run(
        "second",
        11,
        Schedule(rate=8e-5, tokens=2048),
        156_000,
        Schedule(rate=7e-5, tokens=2048, smoothing=0.02),
        110_000,
    ),
)
# A third run of our task alone, from where the second one's inference stage ended, with inference pairs mixed in.
MIXED = Schedule(rate=8e-5, tokens=2048, smoothing=0.02)
MIXED_PAIRS = 110_000
BALANCE = Schedule(rate=4e-5, tokens=2048, smoothing=0.02)
HELD_OUT = 0  # the quarter of article pairs on which the evidence is fitted
DIGITS = 5  # significant digits of every weight that is shipped


def main() -> int:
    """Run the stages that are not done yet."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--nli", type=Path, required=True, help="folder with train/*.jsonl.gz, public inference pairs")
    parser.add_argument("--gold", type=Path, required=True, help="folder with train/*.json, gold comparisons")
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints, outside the checkout")
    parser.add_argument("--compiled", action="store_true", help="fuse operations first; wants a C++ compiler")
    asked = parser.parse_args()
    torch.manual_seed(SEED)
    found = task.examples(asked.gold / "train", WRITTEN, SentenceEncoder(), part=HELD_OUT, seed=SEED)
    base, trained = bundled_folder(), []
    for run in RUNS:
        base = train_inference(run, base, asked.nli, asked.work / run.name, compiled=asked.compiled)
        trained.append(train_task(run, base, found, asked.work / run.name, compiled=asked.compiled))
    two = balance(trained, found, asked.nli, asked.work, compiled=asked.compiled)
    third = train_mixed(base, found, asked.nli, asked.work / "third", compiled=asked.compiled)
    ship(mean([two, third], asked.work / "judge"), BUNDLED)
    calibrate(asked.gold, BUNDLED)
    return 0


def train_inference(run: Run, base: Path, nli: Path, work: Path, *, compiled: bool) -> Path:
    """Stage 1: the weights in `base` learn natural-language inference. Returns the folder of the result."""
    folder = work / "inference"
    if not (folder / "done.json").exists():
        cross_encoder.train(
            cross_encoder.load_model(base, inference.ANSWERS),
            cross_encoder.load_tokenizer(base),
            inference.examples(nli, seed=run.seed),
            run.inference,
            folder=folder,
            seed=run.seed,
            total=run.inference_pairs,
            compiled=compiled,
        )
    return folder / "model"


def train_task(run: Run, before: Path, found: list[cross_encoder.Example], work: Path, *, compiled: bool) -> Path:
    """Stage 2: it learns our answers. Returns the folder of the result."""
    folder = work / "task"
    if not (folder / "done.json").exists():
        model = cross_encoder.load_model(before, task.ANSWERS)
        task.started(model, cross_encoder.load_model(before, inference.ANSWERS))
        cross_encoder.train(
            model,
            cross_encoder.load_tokenizer(before),
            found,
            run.task,
            folder=folder,
            epochs=TASK_EPOCHS,
            seed=SEED,
            total=run.task_pairs,
            compiled=compiled,
        )
    return folder / "model"


def balance(trained: list[Path], found: list[cross_encoder.Example], nli: Path, work: Path, *, compiled: bool) -> Path:
    """The mean of the runs, and of that and what it becomes where one claim is as common as a contradiction."""
    before, folder = work / "mean", work / "balanced"
    tokenizer = cross_encoder.load_tokenizer(trained[-1])
    if not (folder / "done.json").exists():
        model = task.averaged([cross_encoder.load_model(one, task.ANSWERS) for one in trained])
        model.save_pretrained(before)
        examples = task.balanced(found, inference.paraphrases(nli))
        cross_encoder.train(model, tokenizer, examples, BALANCE, folder=folder, seed=SEED, compiled=compiled)
    tokenizer.save(str(before / "tokenizer.json"))
    return mean([before, folder / "model"], work / "two")


def train_mixed(before: Path, found: list[cross_encoder.Example], nli: Path, folder: Path, *, compiled: bool) -> Path:
    """Stage 2 once more, with inference pairs mixed in. Returns the folder of the result."""
    if not (folder / "done.json").exists():
        model = cross_encoder.load_model(before, task.ANSWERS)
        task.started(model, cross_encoder.load_model(before, inference.ANSWERS))
        cross_encoder.train(
            model,
            cross_encoder.load_tokenizer(before),
            task.mixed(found, inference.some(nli, task.INFERRED), inference.paraphrases(nli)),
            MIXED,
            folder=folder,
            seed=11,
            total=MIXED_PAIRS,
            compiled=compiled,
        )
    return folder / "model"


def mean(trained: list[Path], folder: Path) -> Path:
    """Write the mean of the models' weights to `folder`."""
    task.averaged([cross_encoder.load_model(one, task.ANSWERS) for one in trained]).save_pretrained(folder)
    cross_encoder.load_tokenizer(trained[-1]).save(str(folder / "tokenizer.json"))
    return folder


def ship(trained: Path, folder: Path) -> None:
    """Write the int8 model and its tokenizer to the product's folder."""
    export.export(trained, folder)


def calibrate(gold: Path, folder: Path) -> None:
    """Stage 3: fit the evidence on article pairs that the judge was not trained on, and without a judge on all."""
    encoder, every = SentenceEncoder(), list(cases(gold / "train"))
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
