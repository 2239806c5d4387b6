"""A short run of what `python -m tests.web.conformance` does for minutes: the server keeps to its OpenAPI document."""

from __future__ import annotations

import re
from pathlib import Path

from tests.web.conformance import conform

FEW = ("--max-examples", "3", "--phases", "examples,fuzzing,stateful", "--generation-deterministic")


def test_no_answer_is_a_server_error_or_outside_the_document(tmp_path: Path) -> None:
    for ran in conform(tmp_path, FEW):
        assert ran.returncode == 0, ran.stdout + ran.stderr
        found = re.search(r"Selected: (\d+)/(\d+)\n\s+Tested: (\d+)", ran.stdout)
        assert found, ran.stdout
        assert found[1] == found[3]  # every operation that was chosen
        assert int(found[2]) - int(found[1]) <= 1  # and all were, but the one that would end the run
