"""One worker of the site that benchmarks/chaos.py makes trouble for, with models that only wait.

    python -m benchmarks.chaos_worker

Settings are those of the program. The clock is as many seconds off as the file `clock` in the data folder says.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from app.clock import utc_now
from app.commands.worker import work
from app.comparison.types import Floats
from app.settings import Settings
from tests.fakes import FakeEncoder, FakeModels

CLOCK = "clock"
TAKES = 0.05  # seconds that a comparison takes at least, so that a kill finds somebody at work


class SlowEncoder(FakeEncoder):
    """Takes its time."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """Rows as the fake gives them."""
        time.sleep(TAKES)
        return super().encode(texts)


def jumping(file: Path) -> Callable[[], datetime]:
    """A clock that is as many seconds off as the file says now."""

    def now() -> datetime:
        try:
            return utc_now() + timedelta(seconds=float(file.read_text(encoding="ascii") or 0))
        except FileNotFoundError:
            return utc_now()

    return now


def say(line: str) -> None:
    """To whoever started this."""
    print(line, flush=True)


def main() -> int:
    """Work until killed."""
    settings = Settings()
    work(settings, clock=jumping(settings.data / CLOCK), say=say, models=FakeModels(SlowEncoder()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
