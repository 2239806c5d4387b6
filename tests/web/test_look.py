"""How a page is sent: whole, or as it is written."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from starlette.testclient import TestClient
from starlette.types import Message

from app.errors import TooSlow
from app.web.look import FIRST, Written, growing
from tests.web.conftest import LEFT, PAGE, RIGHT


def test_the_first_part_goes_out_before_the_rest_is_written() -> None:
    written: list[str] = []

    def writing() -> Iterator[str]:
        for piece in ("ab", "cd", "ef", "gh", "ij"):
            written.append(piece)
            yield piece

    parts = growing(writing(), first=3)
    assert next(parts) == "abcd"
    assert written == ["ab", "cd"]
    assert list(parts) == ["efghij"]


def test_each_part_is_about_twice_as_long_as_the_one_before() -> None:
    parts = list(growing(["x" * 10] * 70, first=100))
    assert [len(part) for part in parts] == [100, 200, 400]
    assert list(growing([])) == []


def test_the_style_sheets_are_named_in_the_first_part_of_a_comparison(client: TestClient) -> None:
    made = client.post("/comparisons", data={"left.text": LEFT, "right.text": RIGHT}, headers=PAGE)
    html = client.get(made.headers["location"], headers=PAGE).text
    assert 0 < html.index('<link rel="stylesheet"') < FIRST
    assert html.rstrip().endswith("</html>")


def test_a_page_that_took_long_to_make_is_sent_to_its_end() -> None:
    async def nobody_answers() -> Message:
        raise TooSlow("The clock for the request's body has run out.")

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    page = Written(growing(["<p>whole</p>"]))
    asyncio.run(page({"type": "http", "asgi": {"spec_version": "2.3"}}, nobody_answers, send))  # as uvicorn says
    assert b"".join(message.get("body", b"") for message in sent) == b"<p>whole</p>"
    assert sent[-1] == {"type": "http.response.body", "body": b"", "more_body": False}
