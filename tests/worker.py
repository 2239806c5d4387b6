"""`crossread worker` with the tests' models in place of the large ones; settings as for the program.

`python -m tests.worker`. While a file named `hold` is in the data folder, no comparison gets on; one whose left article
says "Poison!" ends the process, as one would that takes more memory than there is.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from pathlib import Path

from app.clock import utc_now
from app.commands.worker import work
from app.comparison.types import Floats
from app.settings import Settings
from tests.browser.server import HOLD, HeldEncoder
from tests.fakes import FakeModels

POISON = "Poison!"


class MortalEncoder(HeldEncoder):
    """Ends its process where it is asked for the wrong thing."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """Rows as the fake gives them, when it may."""
        if any(POISON in text for text in texts):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().encode(texts)


def main(settings: Settings) -> None:
    """Work until told to stop; the first line said is that it is ready."""
    models = FakeModels(MortalEncoder(Path(settings.data) / HOLD))
    work(settings, clock=utc_now, say=lambda line: print(line, flush=True), models=models)


if __name__ == "__main__":
    main(Settings())
