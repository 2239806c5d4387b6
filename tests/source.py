"""What tests of the whole tree see of it: the repository root, its files, and who imports what."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
# Folders of the root that are not the project's text: what is installed, cached, kept or bound in.
APART = {".git", ".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "node_modules", "data"}
APART |= {"screenshots", "shared", "build", "dist"}


@dataclass(frozen=True, slots=True)
class Import:
    """One imported module, as seen in the syntax tree."""

    path: str  # of the importing file, relative to the root, with /
    line: int
    module: str  # its full name: "app.store.kept", "numpy.typing"
    within: bool  # a function, and so run late or never

    @property
    def package(self) -> str:
        """The distribution's top name, "numpy"."""
        return self.module.split(".")[0]

    def __str__(self) -> str:
        return f"{self.path}:{self.line} imports {self.module}"


def python_files(folder: str) -> list[Path]:
    """Every Python file of a folder of the root, sorted."""
    return sorted((ROOT / folder).rglob("*.py"))


def imports_in(path: str, code: str) -> Iterator[Import]:
    """All imports of a module, those in functions and under TYPE_CHECKING too."""
    tree = ast.parse(code)
    late = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield Import(path, node.lineno, name.name, id(node) in late)
        elif isinstance(node, ast.ImportFrom) and node.module:
            # `from app import errors` names a module of ours just as `from app.errors import …` does.
            modules = [f"app.{name.name}" for name in node.names] if node.module == "app" else [node.module]
            for module in modules:
                yield Import(path, node.lineno, module, id(node) in late)


def app_imports() -> list[Import]:
    """All imports of all modules of app/."""
    return [
        found
        for file in python_files("app")
        for found in imports_in(file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8"))
    ]


def foreign(found: Import) -> bool:
    """Whether it is neither ours nor of the standard library."""
    return found.package != "app" and found.package not in sys.stdlib_module_names


def project_files() -> Iterator[Path]:
    """Every file of the project that can be read as text, sorted."""
    for file in sorted(ROOT.rglob("*")):
        parts = file.relative_to(ROOT).parts
        if file.is_file() and not APART.intersection(parts) and not any(part.endswith(".egg-info") for part in parts):
            yield file
