"""One side of the speed benchmark in a process of its own: reads a question a line, answers with time and memory.

    python -m benchmarks.speed_worker ours|plain

A question is JSON: {"left": text, "right": text, "forget": whether all caches are emptied first}.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from app.comparison.pipeline import compare
from app.comparison.types import Article
from app.models.loading import Models, load, remembering
from app.settings import Settings
from app.version import version
from benchmarks.speed_plain import PlainWay

MEGABYTE = 1024  # kilobytes, as the system counts memory


def main() -> int:
    """Answer until there are no more questions."""
    side: Ours | PlainWay = Ours() if sys.argv[1:] == ["ours"] else PlainWay()
    side.compare("The dam burst on Monday.", "A dam gave way on Monday.")  # what is loaded late is loaded now
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        question = json.loads(line)
        if isinstance(side, Ours) and question["forget"]:
            side.forget()
        _forget_peak()
        began, spent = time.perf_counter(), time.process_time()
        asked = side.compare(question["left"], question["right"])
        answer = {
            "seconds": time.perf_counter() - began,
            "processor_seconds": time.process_time() - spent,
            "peak_mb": _peak(),
            "asked": asked,
        }
        print(json.dumps(answer), flush=True)
    return 0


class Ours:
    """The product's own pipeline with its own models."""

    def __init__(self) -> None:
        self._loaded = load(Settings())
        self._models: Models = remembering(self._loaded)

    def forget(self) -> None:
        """Empty every cache, the models' and the core's."""
        self._models = remembering(self._loaded)
        for name, module in list(sys.modules.items()):
            if name.startswith("app.comparison"):
                for part in vars(module).values():
                    clear: Any = getattr(part, "cache_clear", None)
                    if clear:
                        clear()

    def compare(self, left: str, right: str) -> int:
        """Compare as a server does; the number of links."""
        found = compare(
            Article(left, "Left", None, None),
            Article(right, "Right", None, None),
            encoder=self._models.encoder,
            judge=self._models.judge,
            calibration=self._models.calibration,
            version=version(),
            max_sentences=3_000,
        )
        return len(found.links)


def _forget_peak() -> None:
    """Begin to count the peak of memory anew, where the system can."""
    file = Path("/proc/self/clear_refs")
    if file.exists():
        file.write_text("5", encoding="ascii")


def _peak() -> float:
    """Megabytes that this process held at most since `_forget_peak`, or since it began."""
    status = Path("/proc/self/status")
    if status.exists():
        [line] = [line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM")]
        return int(line.split()[1]) / MEGABYTE
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE


if __name__ == "__main__":
    sys.exit(main())
