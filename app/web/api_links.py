"""OpenAPI's links: what of an answer leads on to which operation, so that a program, or a test, can follow it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Operation = tuple[str, str]  # method and path
ONE = "/api/comparisons/{slug}"
MADE = {"slug": "$response.body#/slug"}
OF_THIS = {"slug": "$request.path.slug"}
# From an operation and the status of its answer: the name of the link, where it leads, and what it takes along.
LINKS: Mapping[tuple[str, str, str], Mapping[str, tuple[Operation, Mapping[str, str]]]] = {
    ("post", "/api/comparisons", status): {
        "read": (("get", ONE), MADE),
        "follow": (("get", f"{ONE}/events"), MADE),
        "change": (("patch", ONE), MADE),
        "share": (("post", f"{ONE}/excerpts"), MADE),
        "judge": (("post", f"{ONE}/verdicts"), MADE),
        "letReadersJudge": (("patch", f"{ONE}/verdicts"), MADE),
        "delete": (("delete", ONE), MADE),
    }
    for status in ("201", "202")
} | {
    ("post", f"{ONE}/excerpts", "201"): {
        "revoke": (("delete", f"{ONE}/excerpts/{{excerpt}}"), OF_THIS | {"excerpt": "$response.body#/slug"}),
    },
    ("post", f"{ONE}/verdicts", "201"): {
        "withdraw": (("delete", f"{ONE}/verdicts/{{number}}"), OF_THIS | {"number": "$response.body#/id"}),
    },
}


def add_links(drawn: dict[str, Any]) -> None:
    """Add them to the document, in place. Raises KeyError where one leads from or to what is not there."""
    paths = drawn["paths"]
    for (method, path, status), links in LINKS.items():
        paths[path][method]["responses"][status]["links"] = {
            name: {"operationId": paths[to][how]["operationId"], "parameters": dict(taken)}
            for name, ((how, to), taken) in links.items()
        }
