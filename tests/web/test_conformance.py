"""A short run of what `python -m tests.web.conformance` does for minutes: the server keeps to its OpenAPI document."""

from __future__ import annotations

import re
from pathlib import Path

from tests.web.conformance import conform


def test_no_answer_is_a_server_error_or_outside_the_document(tmp_path: Path) -> None:
    ran = conform(
        tmp_path, "--max-examples", "3", "--phases", "examples,fuzzing,stateful", "--generation-deterministic"
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert re.search(r"Selected: (\d+)/\1", ran.stdout), ran.stdout  # every operation
