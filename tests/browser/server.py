"""The whole program on a free port, with the tests' models in place of the large ones.

`python -m tests.browser.server DATA [SECONDS]`. While a file named `hold` is in the data folder, no comparison gets on.
With SECONDS a form is answered only when its comparison is done, for so long, instead of after the second that the
program itself allows: on a busy machine too, what a test sees does not depend on the clock.
"""

from __future__ import annotations

import dataclasses
import socket
import sys
from pathlib import Path

import uvicorn

from app.main import create_app
from app.settings import Settings
from app.web.services import Services
from tests.fakes import HOLD, FakeModels, HeldEncoder
from tests.patience import PatientRunner


def main(data: Path, patience: float | None = None) -> None:
    """Serve until killed; the first line said is the address."""
    hold = data / HOLD
    app = create_app(Settings(data=data), models=FakeModels(HeldEncoder(hold)))
    if patience is not None:
        services: Services = app.state.services
        app.state.services = dataclasses.replace(services, runner=PatientRunner(services.runner, hold.exists, patience))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        print(f"http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
        uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(float, sys.argv[2:3]))
