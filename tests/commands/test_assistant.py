"""The tool for assistants, by the protocol's own client: in this process with fake models, and over stdio for real."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Literal

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp_types import CallToolResult, TextContent

from app.commands.assistant import TOOL, server
from app.commands.compare import compare_articles
from app.commands.plain import plain
from app.commands.report import report_of
from app.comparison.document import from_document, to_document
from app.comparison.ports import Progress
from app.comparison.types import Article, Comparison
from app.errors import ModelFailed
from app.exports.taken import Taken
from app.settings import Settings
from tests.commands.pairs_of_news import LEFT, RIGHT, taken
from tests.fakes import FakeModels
from tests.processes import ROOT, environment

NOON = datetime(2024, 5, 4, 12, tzinfo=UTC)
Mode = Literal["auto", "legacy"]  # how client and server agree on a version: the newest way, and that of older clients
ARGUMENTS = {
    "left": LEFT.text,
    "right": RIGHT.text,
    "left_title": "Post",
    "right_title": "Times",
    "left_published": "2024-05-03",
}


def asking(ask: Callable[[Client], Awaitable[Any]], mode: Mode = "auto", compare: Any = None) -> Any:
    """What `ask` finds out from a server with the fake models, in this process."""
    made = server(
        compare or partial(compare_articles, Settings(), FakeModels().wait()),
        max_characters=Settings().max_characters,
        clock=lambda: NOON,
    )

    async def run() -> Any:
        async with Client(made, mode=mode) as client:
            return await ask(client)

    return anyio.run(run)


async def called(client: Client, **arguments: str) -> CallToolResult:
    return await client.call_tool(TOOL, {**ARGUMENTS, **arguments})


def text_of(result: CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


def test_there_is_one_tool_and_it_says_what_it_takes_and_gives() -> None:
    (tool,) = asking(lambda client: client.list_tools()).tools
    assert tool.name == TOOL
    assert tool.input_schema["required"] == ["left", "right"]
    assert all(field["description"] for field in tool.input_schema["properties"].values())
    assert {"schema", "left", "right", "links", "counts", "provenance"} <= set(tool.output_schema["required"])
    assert tool.annotations.read_only_hint


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_the_answer_is_the_report_in_words_and_the_result_of_the_contract(mode: Mode) -> None:
    result = asking(called, mode)
    assert not result.is_error
    assert text_of(result) == plain(report_of(taken()))
    assert "A ¶2  Officials said 14 people died in the lower town." in text_of(result)
    assert result.structured_content == to_document(taken().comparison)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ({"left": " "}, "There is no text here"),
        ({"right": "x" * 200_001}, "200,001 characters; the most is 200,000"),
        ({"left_published": "May"}, "2024-05-03"),
        ({"right_title": "x" * 501}, "label"),
        ({"left": "\ud800 broken"}, "broken character"),
    ],
)
def test_what_cannot_be_compared_is_told_so_that_it_can_be_mended(arguments: dict[str, str], why: str) -> None:
    result = asking(lambda client: called(client, **arguments))
    assert result.is_error
    assert why in text_of(result)


def test_models_that_cannot_be_loaded_are_told() -> None:
    def failing(left: Article, right: Article, *, progress: Progress) -> Comparison:
        raise ModelFailed("The bundled judge is damaged or missing. Install Crossread again.")

    result = asking(called, compare=failing)
    assert result.is_error
    assert text_of(result) == "The bundled judge is damaged or missing. Install Crossread again."


def test_an_error_nobody_foresaw_tells_nothing_of_the_texts() -> None:
    def failing(left: Article, right: Article, *, progress: Progress) -> Comparison:
        raise RuntimeError(left.text)

    result = asking(called, compare=failing)
    assert result.is_error
    assert "Officials" not in text_of(result)


def test_it_tells_how_far_it_is_and_always_further() -> None:
    told: list[tuple[float, float | None]] = []

    async def hear(progress: float, total: float | None, message: str | None) -> None:
        told.append((progress, total))

    async def ask(client: Client) -> CallToolResult:
        return await client.call_tool(TOOL, ARGUMENTS, progress_callback=hear)

    assert not asking(ask).is_error
    assert [progress for progress, _ in told] == sorted({progress for progress, _ in told})
    assert told[-1] == (3, 3)


def test_one_comparison_is_made_at_a_time() -> None:
    at_once: list[int] = []
    running = 0

    def counting(left: Article, right: Article, *, progress: Progress) -> Comparison:
        nonlocal running
        running += 1
        at_once.append(running)
        found = compare_articles(Settings(), FakeModels().wait(), left, right, progress=progress)
        running -= 1
        return found

    async def ask(client: Client) -> None:
        async with anyio.create_task_group() as group:
            for _ in range(4):
                group.start_soon(called, client)

    asking(ask, compare=counting)
    assert at_once == [1, 1, 1, 1]


@pytest.mark.real
def test_over_stdio_a_client_compares_two_texts_with_the_real_models(tmp_path: Path) -> None:
    # The judge would only make it longer: what it answers is tested elsewhere.
    program = StdioServerParameters(
        command=sys.executable,
        args=["-m", "app", "mcp"],
        env=environment(tmp_path, judge="none"),
        cwd=str(ROOT),
    )

    async def ask() -> tuple[list[str], CallToolResult, CallToolResult]:
        with (tmp_path / "log").open("w") as log:
            async with Client(stdio_client(program, errlog=log), mode="legacy") as client:
                tools = [tool.name for tool in (await client.list_tools()).tools]
                return tools, await called(client), await called(client, left="")

    tools, result, refused = anyio.run(ask)
    assert tools == [TOOL]
    assert result.structured_content is not None
    comparison = from_document(result.structured_content)
    assert (comparison.left.article.text, comparison.right.article.text) == (LEFT.text, RIGHT.text)
    assert comparison.provenance.encoder.startswith("all-MiniLM-L6-v2@")
    assert text_of(result) == plain(report_of(Taken(comparison, NOON)))
    assert refused.is_error
    assert "Officials" not in (tmp_path / "log").read_text()
