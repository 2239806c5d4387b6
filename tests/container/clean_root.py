"""Carries out the Dockerfile in a clean Debian, without an engine, and has what comes of it compare two articles.

    python -m tests.container.clean_root FOLDER [--arg NAME=VALUE …]

On Linux, as root, with debootstrap and the network: some minutes, 3 GB. FOLDER becomes the root; where it is there, it
is taken as debootstrap left it. Packages of Debian come from debootstrap's own mirror, those of Python from where pip
takes them on this machine (PIP_INDEX_URL, pip.conf). --arg is as that of docker build; `--arg TORCH_INDEX=` takes torch
from there, too.

The server is then started as the Dockerfile says: by its user, without capabilities, on a file system that is read-only
but for the volume and /tmp. It ends with 1 where the server cannot compare, is not well by the Dockerfile's own check,
runs as another user, can write elsewhere, or where torch is not the CPU build.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx

from tests.container.root import Root
from tests.test_dockerfile import INSTRUCTIONS

SUITE, PYTHON = "bookworm", "3.11"  # the Debian whose Python is the image's
INCLUDED = "python3,python3-venv,ca-certificates"
READY_WITHIN = 900.0  # seconds until the models are there, on a machine that does other work
ANSWERS_WITHIN = 120.0
LEFT, RIGHT = "Five people were hurt in the flood at Orvik.", "Seven people were hurt in the flood at Orvik."
WRITES = "import pathlib, sys; pathlib.Path(sys.argv[1], 'x').write_text('x')"
TORCH = "import torch; print(torch.__version__, torch.version.cuda)"


def main() -> int:
    """Build, start, compare."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("folder", type=Path)
    asked.add_argument("--arg", action="append", default=[], metavar="NAME=VALUE")
    given = asked.parse_args()
    if not given.folder.exists():
        _debootstrap(given.folder)
    arguments = dict(one.split("=", 1) for one in given.arg)
    root = Root(given.folder, arguments=arguments, python=PYTHON)
    for name, said in INSTRUCTIONS:
        print(f"{name} {said[:100]}", flush=True)
        root.carry_out(name, said)
    torch = root.run(["python", "-c", TORCH]).strip()
    writable = [place for place in ("/", "/srv/crossread", "/data", "/tmp") if _can_write(root, place)]  # noqa: S108 - there
    owner, made = _compare(root)
    relations = [link["relation"] for link in (made.get("result") or {}).get("links", [])]
    print(f"torch {torch}\nwritable: {writable}\nthe server ran as user {owner}: {made['state']}, {relations}")
    well = (
        made["state"] == "done"
        and relations == ["contradiction"]
        and owner == root.user.partition(":")[0] != "0"
        and writable == ["/data", "/tmp"]  # noqa: S108 - there
        and torch.endswith(" None")
    )
    return 0 if well else 1


def _debootstrap(folder: Path) -> None:
    program = shutil.which("debootstrap")
    if program is None:
        raise SystemExit("debootstrap is missing: apt-get install debootstrap")
    subprocess.run([program, "--variant=minbase", f"--include={INCLUDED}", SUITE, str(folder)], check=True)


def _can_write(root: Root, place: str) -> bool:
    return root.start(["python", "-c", WRITES, place], {}).wait() == 0


def _compare(root: Root) -> tuple[str, dict[str, Any]]:
    """Who the server ran as, and what it made of two articles."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    # The address and the port are the container's own business; here it shares the machine's.
    settings = {"CROSSREAD_PORT": str(port), "CROSSREAD_HOST": "127.0.0.1", "HF_HUB_OFFLINE": "1"}
    server = root.start(root.command, settings)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=ANSWERS_WITHIN, trust_env=False) as client:
            until = time.monotonic() + READY_WITHIN
            while not _ready(client):
                if server.poll() is not None or time.monotonic() > until:
                    raise RuntimeError("the server did not become ready")
                time.sleep(0.5)
            made = client.post("/api/comparisons", json={"left": {"text": LEFT}, "right": {"text": RIGHT}}).json()
            while made["state"] not in ("done", "failed"):
                time.sleep(0.2)
                made = client.get(f"/api/comparisons/{made['slug']}").json()
        if root.start(root.check, settings).wait() != 0:
            raise RuntimeError("the Dockerfile's HEALTHCHECK does not find the server well")
        return str(Path(f"/proc/{server.pid}").stat().st_uid), made
    finally:
        server.terminate()
        server.wait()


def _ready(client: httpx.Client) -> bool:
    try:
        return client.get("/readyz").status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


if __name__ == "__main__":
    sys.exit(main())
