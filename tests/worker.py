"""`crossread worker` with the tests' models in place of the large ones; settings as for the program.

`python -m tests.worker`. While a file named `hold` is in the data folder, no comparison gets on.
"""

from __future__ import annotations

from app.clock import utc_now
from app.commands.worker import work
from app.settings import Settings
from tests.fakes import HOLD, FakeModels, HeldEncoder


def main(settings: Settings) -> None:
    """Work until told to stop; the first line said is that it is ready."""
    models = FakeModels(HeldEncoder(settings.data / HOLD))
    work(settings, clock=utc_now, say=lambda line: print(line, flush=True), models=models)


if __name__ == "__main__":
    main(Settings())
