"""Every regular expression of app/, found in its syntax tree; and hostile texts for one, made of what it repeats."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]  # what `re` itself is made of, untyped
from typing import Any

from tests.source import ROOT, python_files

FLAGS_AT = {"compile": 1, "match": 2, "search": 2, "fullmatch": 2, "findall": 2, "finditer": 2, "split": 3, "sub": 4}
AT_ONE_PLACE = {"match", "fullmatch"}
BOUNDED = 64  # repetitions up to which one counts as short, however long the text
LETTERS = "a1 \n.-,'\"A\t’%$/:(@_"
REPEATS = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern and where it is used."""

    place: str  # "app/web/exports.py:47"
    name: str  # of the constant that it is, or empty
    pattern: re.Pattern[Any]
    anchored: bool  # it is tried at one place of a text only

    @property
    def repeats(self) -> bool:
        """Whether anything in it can be as long as the text."""
        return any(most > BOUNDED for most in _repetitions(tree_of(self.pattern)))


def our_patterns() -> list[Found]:
    """All of them. Raises NameError for one that cannot be known without running the function it is made in."""
    return list(_found())


def _found() -> Iterator[Found]:
    uses = _uses()
    for file in python_files("app"):
        path = file.relative_to(ROOT).as_posix()
        tree = ast.parse(file.read_text(encoding="utf-8"))
        calls = {id(node): node for node in ast.walk(tree) if isinstance(node, ast.Call) and _asks_re(node)}
        if not calls:
            continue
        named = {
            id(node.value): target.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        module = importlib.import_module(path.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
        for key, call in calls.items():
            asked, name = _asked(call), named.get(key, "")
            anchored = (uses.get(name, {""}) if asked == "compile" else {asked}) <= AT_ONE_PLACE
            for pattern in _patterns(call, asked, vars(module)):
                yield Found(f"{path}:{call.lineno}", name, pattern, anchored)


@cache
def _uses() -> dict[str, set[str]]:
    """What is asked of each name anywhere: {"_WORD": {"finditer"}}; "" where it is handed on as it is."""
    found: dict[str, set[str]] = {}
    for file in python_files("app"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        asked = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                found.setdefault(node.value.id, set()).add(node.attr)
                asked.add(id(node.value))
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in asked:
                found.setdefault(node.id, set()).add("")
    return found


def _asks_re(call: ast.Call) -> bool:
    made = call.func
    is_re = isinstance(made, ast.Attribute) and isinstance(made.value, ast.Name) and made.value.id == "re"
    return is_re and _asked(call) in FLAGS_AT


def _asked(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _patterns(call: ast.Call, asked: str, names: dict[str, Any]) -> Iterator[re.Pattern[Any]]:
    given = [word.value for word in call.keywords if word.arg == "flags"]
    given += call.args[FLAGS_AT[asked] : FLAGS_AT[asked] + 1]
    flags = _value(given[0], names) if given else 0
    first = call.args[0]
    if isinstance(first, ast.Name) and first.id == "pattern":  # one of a table's
        for row in names["_OTHERS"]:
            yield re.compile(row[0], flags)
    else:
        yield re.compile(_value(first, names), flags)


def _value(node: ast.expr, names: dict[str, Any]) -> Any:
    """What an expression at the top of a module comes to."""
    return eval(compile(ast.Expression(node), "<pattern>", "eval"), names)  # noqa: S307 - our own source


def tree_of(pattern: re.Pattern[Any]) -> Any:
    """The pattern as `re` reads it."""
    return _parser.parse(pattern.pattern, pattern.flags if isinstance(pattern.pattern, str) else 0)


def hostile(pattern: re.Pattern[Any], length: int) -> Iterator[str | bytes]:
    """Texts of about `length`: what each of its repetitions takes, again and again, after what leads there, then an end
    that fits nothing.
    """
    tree = tree_of(pattern)
    pumps = {*LETTERS, *_pumps(tree)}
    for pump in sorted(pumps):
        for before in sorted({"", _example(tree, 0)}):
            for end in "\x00:":
                text = before + pump * (length // len(pump)) + end
                yield text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")


def _inside(name: str, given: Any) -> list[Any]:
    """The trees in a node."""
    if name in REPEATS:
        return [given[2]]
    if name == "SUBPATTERN":
        return [given[3]]
    if name == "BRANCH":
        return list(given[1])
    if name in ("ASSERT", "ASSERT_NOT"):
        return [given[1]]
    return [given] if name == "ATOMIC_GROUP" else []


def _repetitions(tree: Any) -> Iterator[int]:
    for name, given in tree:
        if str(name) in REPEATS:
            yield int(given[1])
        for inside in _inside(str(name), given):
            yield from _repetitions(inside)


def _pumps(tree: Any) -> Iterator[str]:
    for name, given in tree:
        for inside in _inside(str(name), given):
            if str(name) in REPEATS and int(given[1]) > BOUNDED:
                yield from filter(None, (_example(inside, choice) for choice in range(2)))
            yield from _pumps(inside)


def _example(tree: Any, choice: int) -> str:
    """A text that the tree may take; `choice` picks among what it may be made of."""
    made = []
    for name, given in tree:
        match str(name):
            case "LITERAL":
                made.append(chr(given))
            case "ANY" | "NOT_LITERAL":
                made.append("a" if given != ord("a") else "b")
            case "IN":
                made.append(_member(given, choice))
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                made.append(_example(given[2], choice) * max(given[0], 1))
            case "BRANCH":
                made.append(_example(given[1][choice % len(given[1])], choice))
            case "SUBPATTERN" | "ATOMIC_GROUP":
                made += [_example(inside, choice) for inside in _inside(str(name), given)]
    return "".join(made)


def _member(given: Any, choice: int) -> str:
    """A character of a class."""
    state = _parser.State()
    one = _compiler.compile(_parser.SubPattern(state, [(_constants.IN, given)]), 0)
    literals = [chr(what) for name, what in given if str(name) == "LITERAL"]
    ranges = [chr(what[0]) for name, what in given if str(name) == "RANGE"]
    fitting = [letter for letter in (*LETTERS, *literals, *ranges) if one.match(letter)]
    return fitting[choice % len(fitting)] if fitting else "a"
