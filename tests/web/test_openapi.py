"""The OpenAPI document is complete and true: its examples fit its schemas, and the result that it shows is one."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest
from starlette.testclient import TestClient

from app.comparison.document import from_document, to_document
from app.web.api_examples import RESULT
from app.web.openapi import PROBLEM, PROBLEMS, operations

READY = {"200", "201", "202"}  # those with a body


@pytest.fixture
def drawn(client: TestClient) -> dict[str, Any]:
    document: dict[str, Any] = client.get("/openapi.json").json()
    return document


def fits(drawn: dict[str, Any], schema: dict[str, Any], example: object) -> bool:
    """Whether `example` is what `schema`, a part of the document, says."""
    return jsonschema_rs.Draft202012Validator({**schema, "components": drawn["components"]}).is_valid(example)


def test_it_names_its_version_and_the_programs(drawn: dict[str, Any]) -> None:
    assert drawn["openapi"].startswith("3.1")
    assert drawn["info"]["version"]
    assert set(drawn["components"]["securitySchemes"]) == {"maker", "password", "program"}


def test_every_operation_has_an_example_of_each_body_and_each_fits(drawn: dict[str, Any]) -> None:
    wrong = []
    for path, method, operation in operations(drawn):
        bodies = [("request", kind, body) for kind, body in operation.get("requestBody", {}).get("content", {}).items()]
        for status, answer in operation["responses"].items():
            bodies += [(status, kind, body) for kind, body in answer.get("content", {}).items()]
            if status in READY and not answer.get("content"):
                wrong.append(f"{method} {path} {status} says nothing of its body")
        for where, kind, body in bodies:
            if "example" not in body:
                wrong.append(f"{method} {path} {where} {kind} has no example")
            elif not fits(drawn, body.get("schema", {}), body["example"]):
                wrong.append(f"{method} {path} {where} {kind}: the example is not what the schema says")
        assert operation["summary"]
        assert operation["description"]
    assert wrong == []


def test_every_error_is_a_problem(drawn: dict[str, Any]) -> None:
    for _, _, operation in operations(drawn):
        refused = {status: answer for status, answer in operation["responses"].items() if status in PROBLEMS}
        assert {"500", "503"} <= set(refused)
        assert {tuple(answer["content"]) for answer in refused.values()} == {(PROBLEM,)}
        assert all(answer["content"][PROBLEM]["example"]["status"] == int(status) for status, answer in refused.items())
    assert "HTTPValidationError" not in drawn["components"]["schemas"]


def test_every_link_gives_an_operation_all_that_it_needs(drawn: dict[str, Any]) -> None:
    needs = {
        operation["operationId"]: {one["name"] for one in operation.get("parameters", ()) if one["in"] == "path"}
        for _, _, operation in operations(drawn)
    }
    links = [
        link
        for _, _, operation in operations(drawn)
        for answer in operation["responses"].values()
        for link in answer.get("links", {}).values()
    ]
    assert len(links) > 5
    assert [link for link in links if set(link["parameters"]) != needs[link["operationId"]]] == []


def test_the_result_that_is_shown_is_one(drawn: dict[str, Any]) -> None:
    comparison = from_document(RESULT)
    assert to_document(comparison) == RESULT
    left, right = comparison.left, comparison.right
    assert [sentence.text for sentence in left.sentences][1] == "The line is closed."
    for side in (left, right):
        assert all(sentence.text == sentence.text.strip() and sentence.text[-1] == "." for sentence in side.sentences)
    ((reason,),) = (link.reasons for link in comparison.links)
    assert reason.left is not None
    assert reason.right is not None
    assert left.article.text[slice(*reason.left)] == "Five"
    assert right.article.text[slice(*reason.right)] == "Seven"


def test_a_real_answer_is_what_the_schema_says(drawn: dict[str, Any], client: TestClient) -> None:
    both = {
        "left": {"text": "Five people were hurt. It rained."},
        "right": {"text": "Six people were hurt. It rained."},
    }
    made = client.post("/api/comparisons", json=both)
    schema = drawn["paths"]["/api/comparisons"]["post"]["responses"]["201"]["content"]["application/json"]["schema"]
    assert made.json()["result"]["links"]
    assert fits(drawn, schema, made.json())
    assert not fits(drawn, schema, made.json() | {"state": "lost"})
