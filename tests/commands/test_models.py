"""Which models are used: what is told is what is installed."""

from __future__ import annotations

import hashlib

import pytest

from app.commands.models import inspect, said
from app.models.quantized import BUNDLED
from app.settings import Settings


@pytest.mark.real
def test_the_models_are_told_with_their_calibration_and_the_checksums_of_their_files() -> None:
    found = inspect(Settings())
    sums = {file["name"]: file["sha256"] for file in found["files"]}
    assert {"model.safetensors", "tokenizer.json", "calibration.json"} < set(sums)
    bundled = {name: digest for name, digest in sums.items() if name != "model.safetensors"}
    assert bundled == {name: hashlib.sha256((BUNDLED / name).read_bytes()).hexdigest() for name in bundled}
    assert found["judge"] == found["calibration"]["of"]
    assert found["judge"].startswith("crossread-judge@")
    assert found["encoder"] == f"all-MiniLM-L6-v2@{sums['model.safetensors'][:12]}"
    assert found["calibration"]["calibrated"]
    told = said(found)
    assert all(digest in told for digest in sums.values())
    assert f"measured for it ({found['judge']})" in told


@pytest.mark.real
def test_without_a_judge_the_calibration_is_that_of_none() -> None:
    found = inspect(Settings(judge="none"))
    assert (found["judge"], found["calibration"]["of"]) == ("none", "none")
    assert [file["name"] for file in found["files"]] == ["model.safetensors", "plain.json"]
