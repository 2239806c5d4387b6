"""The whole program on a free port, with the tests' models in place of the large ones.

`python -m tests.browser.server DATA`. While a file named `hold` is in the data folder, no comparison gets on.
"""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import uvicorn

from app.comparison.types import Floats
from app.main import create_app
from app.settings import Settings
from tests.fakes import FakeEncoder, FakeModels

HOLD = "hold"


class HeldEncoder(FakeEncoder):
    """Waits while the file is there."""

    def __init__(self, hold: Path) -> None:
        super().__init__()
        self._hold = hold

    def encode(self, texts: Sequence[str]) -> Floats:
        """Rows as the fake gives them, when it may."""
        while self._hold.exists():
            time.sleep(0.05)
        return super().encode(texts)


def main(data: Path) -> None:
    """Serve until killed; the first line said is the address."""
    app = create_app(Settings(data=data), models=FakeModels(HeldEncoder(data / HOLD)))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        print(f"http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
        uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
