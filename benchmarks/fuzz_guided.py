"""The same targets as benchmarks/fuzz.py, but inputs that reach new lines of the program are kept and varied.

    pip install atheris && python -m benchmarks.fuzz_guided TARGET [-max_total_time=600] [FOLDER OF INPUTS]

One target at a time, as atheris wants it; it is no dependency of the project. All further arguments are libFuzzer's.
Ends with the input that breaks a promise, as Hypothesis shows it, where there is one.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any


def main() -> None:
    """Does not return: libFuzzer ends the process."""
    atheris: Any = importlib.import_module("atheris")  # not there as a rule, and without types
    name, rest = sys.argv[1], sys.argv[2:]
    with atheris.instrument_imports(include=["app"]):
        targets = importlib.import_module("benchmarks.fuzz_targets")
        for module in importlib.import_module("app.articles.child").READERS.values():
            importlib.import_module(module)
    once = importlib.import_module("benchmarks.fuzz").as_test(*targets.TARGETS[name])
    atheris.Setup([sys.argv[0], *rest], once.hypothesis.fuzz_one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
