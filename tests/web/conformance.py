"""Holds a real server to its OpenAPI document: `python -m tests.web.conformance [MINUTES]`, five where none are given.

Schemathesis sends what the document allows and what it forbids, alone and in sequences: first as a stranger, then as
the maker of a comparison, with its token. No answer may be an error of the server, or one whose status, type, headers
or body the document does not draw. Ends with 1 where one is.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
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
# No page is fetched from anywhere, and the queue is never full: both would be right answers, but none of ours to test.
SETTINGS = {"fetch": "False", "max_queued": "1000000"}


Ran = subprocess.CompletedProcess[str]


def conform(folder: Path, *options: str) -> tuple[Ran, Ran]:
    """Two runs against a server of their own, all in `folder`: by a stranger, and by the maker of what is asked for."""
    with small_server(folder / "server", **SETTINGS) as (address, _):
        stranger = _run(folder, address, *options)
        made = httpx.post(f"{address}/api/comparisons", json=WANTED, timeout=60, trust_env=False).json()
        # What it asks for is there, so that it gets past the 404.
        (folder / "schemathesis.toml").write_text(f'[parameters]\n"slug" = "{made["slug"]}"\n', encoding="utf-8")
        bearer = f"Authorization: Bearer {made['delete_token']}"
        maker = _run(folder, address, "-H", bearer, "--exclude-name", f"DELETE {ONE}", *options)
    return stranger, maker


def _run(folder: Path, address: str, *options: str) -> Ran:
    command = [str(SCHEMATHESIS), "run", f"{address}/openapi.json", "--checks", ",".join(CHECKS), "--no-color"]
    command += ["--request-timeout", "60", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def main() -> int:
    """Run for as long as is asked, and print what Schemathesis says."""
    seconds = 60 * (float(sys.argv[1]) if len(sys.argv) > 1 else MINUTES)
    with tempfile.TemporaryDirectory() as made:
        runs = conform(Path(made), "--max-time", str(int(seconds / 2)), "--generation-database", "none")
    for ran in runs:
        print(ran.stdout, ran.stderr, sep="\n")
    return max(ran.returncode for ran in runs)


if __name__ == "__main__":
    sys.exit(main())
