"""Which models this installation uses: loaded, their files' checksums, and whether the calibration is theirs."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.errors import ModelFailed
from app.models.encoder import BUNDLED as BUNDLED_ENCODER
from app.models.encoder import bundled_folder
from app.models.loading import Models, load
from app.models.quantized import BUNDLED as BUNDLED_JUDGE
from app.settings import Settings

WITHOUT_A_JUDGE = "plain.json"  # of the bundled files, the one that speaks where the setting names no judge


def inspect(settings: Settings) -> dict[str, Any]:
    """Load the models and say what they are, as JSON types. Raises ModelFailed for damaged or mismatched ones."""
    began = time.monotonic()
    models = load(settings)
    seconds = time.monotonic() - began
    _check_calibration(models)
    return {
        "encoder": models.encoder.name,
        "judge": models.judge.name if models.judge else "none",
        "calibration": {"of": models.calibration.judge, **models.calibration.settings()},
        "files": [_file(path) for path in _files(settings)],
        "loaded_in_seconds": round(seconds, 1),
    }


def said(found: dict[str, Any]) -> str:
    """The same in lines for a terminal."""
    calibration = dict(found["calibration"])
    fitted = "measured for it" if calibration.pop("calibrated") else "stated, not measured"
    of = calibration.pop("of")
    lines = [
        f"encoder      {found['encoder']}",
        f"judge        {found['judge']}",
        f"calibration  {fitted} ({of}): " + ", ".join(f"{name} {value}" for name, value in calibration.items()),
        f"loaded in {found['loaded_in_seconds']} s, and both answer",
    ]
    if found["files"]:
        lines += ["", "SHA-256 of the files:"]
        lines += [f"{file['sha256']}  {file['bytes']:>11,}  {file['name']}" for file in found["files"]]
    return "\n".join(lines)


def _check_calibration(models: Models) -> None:
    """Raises ModelFailed where the probabilities were fitted for another judge than the one that answers."""
    judge = models.judge.name if models.judge else "none"
    if models.calibration.calibrated and models.calibration.judge != judge:
        raise ModelFailed(
            f"The calibration was made for {models.calibration.judge}, but the judge is {judge}: its probabilities"
            " would be wrong. Install Crossread again."
        )


def _files(settings: Settings) -> Iterator[Path]:
    """The files of the bundled models that are in use; of others, the library that loads them knows where they are."""
    if settings.encoder == BUNDLED_ENCODER:
        yield bundled_folder() / "model.safetensors"
    if settings.judge == "none":
        yield BUNDLED_JUDGE / WITHOUT_A_JUDGE
    if settings.judge == "bundled":
        others = {WITHOUT_A_JUDGE, "README.md"}
        yield from sorted(path for path in BUNDLED_JUDGE.iterdir() if path.is_file() and path.name not in others)


def _file(path: Path) -> dict[str, Any]:
    content = path.read_bytes()
    return {"name": path.name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
