"""Lets an assistant compare two texts: a server of the Model Context Protocol over standard input and output."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Annotated, Any, Protocol

import anyio.from_thread
import anyio.to_thread
from mcp.server.mcpserver import Context, MCPServer
from mcp_types import CallToolResult, TextContent, ToolAnnotations
from pydantic import Field

from app import logs
from app.articles.checks import check_text
from app.commands.compare import compare_articles
from app.commands.plain import plain
from app.commands.report import report_of
from app.comparison.document import to_document
from app.comparison.ports import STAGES, Progress
from app.comparison.types import Article, Comparison
from app.errors import CrossreadError
from app.exports.taken import Taken
from app.models.loading import ModelLoader
from app.settings import Settings
from app.version import version
from app.web.api_result import ResultAnswer
from app.web.given import read_label, read_published

TOOL = "compare_articles"
INSTRUCTIONS = (
    "Crossread compares two articles about one event, sentence by sentence: what both say, what only one says, where"
    " they conflict. A conflict means that two sentences may not both be true; it does not say which is. It knows"
    " nothing but the two texts, and English best. Quote its findings, do not add to them."
)
DESCRIPTION = (
    "Compare two articles claim by claim. Give both whole, headline included, with an empty line between paragraphs."
    " The answer lists conflicts first, each with both sentences and why they clash, then what both say, then what only"
    " one says. The structured content has every sentence by its offsets, every link with its confidence, what made it."
)
Text = Annotated[str, Field(description="The whole text of the article, paragraphs separated by an empty line.")]
Title = Annotated[str, Field(description="What to call it, a headline or a source; may be left out.")]
Published = Annotated[str, Field(description="When it was published: YYYY-MM-DD, YYYY-MM or YYYY; may be left out.")]


class Compare(Protocol):
    """Two articles to their comparison; blocks."""

    def __call__(self, left: Article, right: Article, *, progress: Progress) -> Comparison:
        """Raises CrossreadError, and whatever `progress` raises to end the work."""


def serve(settings: Settings, *, clock: Callable[[], datetime]) -> None:
    """Serve until standard input ends. The models are loaded meanwhile; the first comparison waits for them."""
    loader = ModelLoader(settings)

    def compare(left: Article, right: Article, *, progress: Progress) -> Comparison:
        return compare_articles(settings, loader.wait(), left, right, progress=progress)

    made = server(compare, max_characters=settings.max_characters, clock=clock)
    logs.configure()  # after the library, which would log what an error says
    loader.start()
    made.run("stdio")


def server(compare: Compare, *, max_characters: int, clock: Callable[[], datetime]) -> MCPServer[Any]:
    """The server with its one tool."""
    made: MCPServer[Any] = MCPServer("crossread", title="Crossread", instructions=INSTRUCTIONS, version=version())
    one_at_a_time = anyio.CapacityLimiter(1)  # the models use all cores for one

    async def compare_articles(
        left: Text,
        right: Text,
        context: Context[Any, Any],
        left_title: Title = "",
        right_title: Title = "",
        left_published: Published = "",
        right_published: Published = "",
    ) -> Annotated[CallToolResult, ResultAnswer]:
        try:
            articles = (
                _article("left", left, left_title, left_published, max_characters),
                _article("right", right, right_title, right_published, max_characters),
            )
            comparison = await anyio.to_thread.run_sync(
                partial(compare, *articles, progress=_Reporting(context)), limiter=one_at_a_time
            )
        except CrossreadError as error:
            return CallToolResult(content=[TextContent(text=error.detail)], is_error=True)
        told = plain(report_of(Taken(comparison, clock())))
        return CallToolResult(content=[TextContent(text=told)], structured_content=to_document(comparison))

    made.add_tool(
        compare_articles,
        name=TOOL,
        title="Compare two articles",
        description=DESCRIPTION,
        annotations=ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False),
    )
    return made


def _article(side: str, text: str, title: str, published: str, most: int) -> Article:
    """Raises InputRefused, which says which side."""
    check_text(text, field=side, max_characters=most)
    if title:
        read_label(title, field=f"{side}_title")
    if published:
        read_published(published, field=f"{side}_published")
    return Article(text, title or None, None, published or None)


class _Reporting:
    """Tells the assistant how far its comparison is, from the thread that compares; ends that when it was cancelled."""

    def __init__(self, context: Context[Any, Any]) -> None:
        self._context = context
        self._told = -1.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        anyio.from_thread.check_cancelled()
        now = STAGES.index(stage) + (done / total if total else 0.0)
        if now > self._told:  # the protocol wants every report to be further than the one before
            self._told = now
            anyio.from_thread.run(partial(self._context.report_progress, now, float(len(STAGES)), stage))
