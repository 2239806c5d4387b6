"""Completes the OpenAPI document: every error as problem+json, who may ask, and an example of everything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app import errors
from app.web.api_examples import ANSWERS, PARAMETERS, REQUESTS
from app.web.api_links import add_links
from app.web.kinds import kind_of
from app.web.programs import SCHEME

Drawn = dict[str, Any]  # a part of the document: JSON, as OpenAPI draws it

PROBLEM = "application/problem+json"
ABOUT = (
    "Two articles compared claim by claim: what both say, what only one says, where they conflict. Fields may be added"
    " within a version; none changes its meaning. Offsets count Unicode code points."
)
MAKER: Drawn = {"type": "http", "scheme": "bearer", "description": "The `delete_token` of this comparison."}
READER: Drawn = {"type": "http", "scheme": "basic", "description": "Any name, and the password of this comparison."}
SCHEMES: Drawn = {"maker": MAKER, "password": READER, "program": SCHEME}
# What each status looks like; a refusal that names a field names it as this one does.
PROBLEMS: dict[str, errors.CrossreadError] = {
    "400": errors.NotJson("The request is not JSON: Expecting value at character 0."),
    "401": errors.PasswordNeeded(),
    "403": errors.NotAllowed("This needs the delete token that its maker was given."),
    "404": errors.NoSuchPage(),
    "408": errors.TooSlow("The request came too slowly. Nothing was kept: try again on a faster line."),
    "409": errors.NotDone("The comparison is still being made. Open its page, and come back when it is done."),
    "413": errors.TooLong("This article has 200,001 characters; the most is 200,000.", field="left.text"),
    "415": errors.TypeNotRead("Send JSON with Content-Type: application/json, not text/plain."),
    "422": errors.InputRefused("“left.text” must be a string.", field="left.text"),
    "429": errors.TooManyRequests("newsroom may ask 600 times a minute. Slow down.", retry_after=3),
    "500": errors.CrossreadError("Something went wrong on the server. Try again; if it stays, tell whoever runs it."),
    "502": errors.PageFailed("courier.example could not be reached safely, or broke off. Paste the article."),
    "503": errors.ServerFull("500 comparisons are waiting already. Try again in half a minute.", retry_after=30),
    "504": errors.PageSlow("courier.example takes too long. Try again, or open the page and paste the article."),
}
ALWAYS = {"429", "500", "503"}  # whatever is asked: too often, the unforeseen, a database that does not answer
OF_ONE = {"401", "404"}  # of one comparison: behind a password, not there
CHANGING = {"403", "408", "413"}  # a form of another site; a body that is too slow or too large, wanted or not
WITH_BODY = {"400", "415", "422"}


def complete(drawn: Drawn) -> None:
    """Add to the document that the framework made of the routes, in place."""
    drawn["info"]["description"] = ABOUT
    components = drawn["components"]
    components["securitySchemes"] = SCHEMES
    for invalid in ("HTTPValidationError", "ValidationError"):  # the framework's, which is answered as a problem
        components["schemas"].pop(invalid, None)
    for path, method, operation in operations(drawn):
        _problems(path, method, operation)
        _security(path, method, operation)
        _examples(path, method, operation)
    add_links(drawn)


def operations(drawn: Drawn) -> Iterator[tuple[str, str, Drawn]]:
    """Path, method and drawing of each."""
    for path, methods in drawn["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _problems(path: str, method: str, operation: Drawn) -> None:
    answers: Drawn = operation["responses"]
    said = {status for status in answers if status in PROBLEMS and not _is_frameworks(answers[status])}
    said |= ALWAYS | (OF_ONE if "{slug}" in path else set()) | (CHANGING if method != "get" else set())
    said |= WITH_BODY if "requestBody" in operation else set()
    for status in [status for status in answers if status in PROBLEMS]:
        del answers[status]
    for status in sorted(said):
        answers[status] = _problem(PROBLEMS[status])


def _is_frameworks(answer: Drawn) -> bool:
    content = answer.get("content", {})
    return any("ValidationError" in drawn.get("schema", {}).get("$ref", "") for drawn in content.values())


def _problem(error: errors.CrossreadError) -> Drawn:
    example = {
        "type": f"/api#{kind_of(type(error))}",
        "title": error.title,
        "status": error.status,
        "detail": error.detail,
    }
    if error.field is not None:
        example["field"] = error.field
    schema = {"$ref": "#/components/schemas/Problem"}
    made: Drawn = {"description": error.title, "content": {PROBLEM: {"schema": schema, "example": example}}}
    if error.retry_after is not None:
        about = {"description": "In how many seconds to come back.", "schema": {"type": "integer", "minimum": 1}}
        made["headers"] = {"Retry-After": about}
    return made


def _security(path: str, method: str, operation: Drawn) -> None:
    """Who may ask. An empty entry says that one may ask without, too."""
    if "{slug}" not in path:
        operation["security"] = [{}, {"program": []}]
    elif method in ("patch", "delete") or path.endswith("/excerpts"):
        operation["security"] = [{"maker": []}]
    else:
        operation["security"] = [{}, {"password": []}, {"maker": []}]


def _examples(path: str, method: str, operation: Drawn) -> None:
    """An example of each body; a test sees to it that there is one."""
    asked, answered = REQUESTS.get((method, path), {}), ANSWERS.get((method, path), {})
    for kind, drawn in operation.get("requestBody", {}).get("content", {}).items():
        if kind in asked:
            drawn["example"] = asked[kind]
    for parameter in operation.get("parameters", ()):
        if parameter["name"] in PARAMETERS:
            parameter["example"] = PARAMETERS[parameter["name"]]
    for status, answer in operation["responses"].items():
        for kind, drawn in answer.get("content", {}).items():
            if (status, kind) in answered:
                drawn["example"] = answered[status, kind]
        if status in ("201", "202") and path != "/api/comparisons/{slug}/verdicts":
            where = {"description": "Where it can be read.", "schema": {"type": "string"}}
            answer["headers"] = {"Location": where}
