"""Holds a real server to its OpenAPI document: `python -m tests.web.conformance [MINUTES]`, five where none are given.

Schemathesis sends what the document allows and what it forbids: each operation by itself, as a stranger and as the
maker of a comparison, with its token; then sequences of them, as either. Each of the four has a quarter of the time.
No answer may be an error of the server, or one whose status, type, headers or body the document does not draw. Ends
with 1 where one is.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import httpx

from app.web.api_examples import ONE, WANTED
from tests.processes import small_server

SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
# What else it could check does not hold for us by choice: unknown fields are ignored (contract), and a text without a
# letter is refused though it is a string.
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "unsupported_method",
    "use_after_free",
    "ensure_resource_availability",
)
MINUTES = 5.0  # the least that is asked for (issue of the API)
ALONE, TOGETHER = "examples,coverage,fuzzing", "stateful"  # sequences would get what the others leave, which is little
# No page is fetched, the queue is never full and nobody asks too much: right answers all, but none of ours to test.
SETTINGS = {"fetch": "False", "max_queued": "1000000", "sentences_a_minute": "0", "reads_a_second": "0"}


Ran = subprocess.CompletedProcess[str]


def conform(folder: Path, *rounds: Sequence[str]) -> list[Ran]:
    """Two runs a round, whose options it gives: by a stranger, and by the maker of what is asked for.

    All against one server of their own, and all in `folder`.
    """
    with small_server(folder / "server", **SETTINGS) as (address, _):
        strangers = [_run(folder, address, *options) for options in rounds]
        made = httpx.post(f"{address}/api/comparisons", json=WANTED, timeout=60, trust_env=False).json()
        # What it asks for is there, so that it gets past the 404.
        (folder / "schemathesis.toml").write_text(f'[parameters]\n"slug" = "{made["slug"]}"\n', encoding="utf-8")
        bearer = f"Authorization: Bearer {made['delete_token']}"
        as_maker = ("-H", bearer, "--exclude-name", f"DELETE {ONE}")
        return [*strangers, *(_run(folder, address, *as_maker, *options) for options in rounds)]


def _run(folder: Path, address: str, *options: str) -> Ran:
    command = [str(SCHEMATHESIS), "run", f"{address}/openapi.json", "--checks", ",".join(CHECKS), "--no-color"]
    command += ["--request-timeout", "60", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def main() -> int:
    """Run for as long as is asked, and print what Schemathesis says."""
    seconds = 60 * (float(sys.argv[1]) if len(sys.argv) > 1 else MINUTES)
    time = ("--max-time", str(int(seconds / 4)), "--generation-database", "none")
    with tempfile.TemporaryDirectory() as made:
        runs = conform(Path(made), ("--phases", ALONE, *time), ("--phases", TOGETHER, *time))
    for ran in runs:
        print(ran.stdout, ran.stderr, sep="\n")
    return max(ran.returncode for ran in runs)


if __name__ == "__main__":
    sys.exit(main())
