"""One server of the site that benchmarks/chaos.py makes trouble for: `python -m benchmarks.chaos_server`.

Settings are those of the program. Its clock is as benchmarks/chaos_worker.py says.
"""

from __future__ import annotations

import socket
import sys

from app.commands.serve import serve
from app.settings import Settings
from benchmarks.chaos_worker import CLOCK, jumping, say


def main() -> int:
    """Serve until killed."""
    settings = Settings()
    with socket.create_server((settings.host, settings.port)) as listening:
        serve(settings, listening, say=say, clock=jumping(settings.data / CLOCK))
    return 0


if __name__ == "__main__":
    sys.exit(main())
