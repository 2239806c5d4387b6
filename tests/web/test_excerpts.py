"""The link to short quotations: what it shows, in every form, and what nobody gets out of it."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import docx
import pytest
from starlette.testclient import TestClient

from app.exports.formats import FORMATS
from app.settings import Settings
from tests.comparison.collecting import known, longest_row, words
from tests.comparison.test_excerpt import FORBIDDEN, sentences_of, strings
from tests.fakes import FakeModels, SettableClock
from tests.web.conftest import PAGE
from tests.web.test_sharing import AT, bearer

RAIN = "after heavy rain had fallen over the hills for three days and nights and the river rose above the old mill"
CONFLICT = f"Officials said 14 people died in the two villages on Friday, {RAIN}, as the minister told parliament."
SECRET = "Nobody but this report tells of the 4711 bottles that were found behind the altar of the church."
# Made of these: few findings, many that adjoin, both texts the same, sentences too long to be quoted, a long label.
CASES: dict[str, dict[str, Any]] = {
    "a conflict": {
        "left": {"text": f"{CONFLICT}\n\n{SECRET}", "title": "Courier"},
        "right": {"text": CONFLICT.replace("14", "20"), "title": "Tribune"},
    },
    "neighbours": {
        "left": {"text": f"{CONFLICT} {sentences_of(12, 11, seed=1)}"},
        "right": {"text": f"{CONFLICT.replace('14', '20')} {sentences_of(12, 11, seed=1)}"},
    },
    "the same twice": {"left": {"text": sentences_of(14, 9, seed=2)}, "right": {"text": sentences_of(14, 9, seed=2)}},
    "long sentences": {"left": {"text": sentences_of(2, 60, seed=3)}, "right": {"text": sentences_of(2, 60, seed=3)}},
    "its headline": {
        "left": {"text": sentences_of(9, 13, seed=4), "title": sentences_of(9, 13, seed=4)[:450], "source": "Courier"},
        "right": {"text": sentences_of(9, 13, seed=4)},
    },
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Room for articles of some length."""
    return Settings(data=tmp_path, max_characters=20_000, public_url=None)


def shared(client: TestClient, body: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The address of an excerpt, and the comparison it is of."""
    made = client.post(AT, json=body).json()
    client.get(f"{AT}/{made['slug']}/events")  # until it is done
    made |= client.get(f"{AT}/{made['slug']}").json()
    link = client.post(f"{AT}/{made['slug']}/excerpts", headers=bearer(made)).json()
    return f"/e/{link['slug']}", made


def everything(client: TestClient, at: str) -> Iterator[str]:
    """Every text that can be got under the address: words that stand apart on the page stand apart here."""
    html = client.get(at, headers=PAGE).text
    yield from re.split(r"<[^>]+>", html)
    yield re.sub(r"<[^>]+>", " ", html)
    yield from re.findall(r'content="([^"]*)"', html)
    yield from strings(json.loads(client.get(f"{at}.json").content))
    for suffix in FORMATS:
        content = client.get(f"{at}.{suffix}").content
        if suffix == "docx":
            written = docx.Document(io.BytesIO(content))
            yield from (paragraph.text for paragraph in written.paragraphs)
            yield from (cell.text for table in written.tables for row in table.rows for cell in row.cells)
        else:
            yield re.sub(r"<[^>]+>", " ", content.decode("utf-8-sig"))


@pytest.mark.parametrize("case", CASES)
def test_no_thirty_words_in_a_row_come_together_from_anything_under_the_link(client: TestClient, case: str) -> None:
    body = CASES[case]
    at, _ = shared(client, body)
    texts = [*everything(client, at)]
    for side in ("left", "right"):
        article = body[side]["text"]
        assert longest_row(known(article, texts)) < FORBIDDEN
        gathered = [" ".join(words(text)) for text in texts]
        own = words(article)
        for start in range(len(own) - FORBIDDEN + 1):
            row = " ".join(own[start : start + FORBIDDEN])
            assert not any(row in text for text in gathered)


def test_the_findings_are_there_with_their_words_and_their_reason(client: TestClient) -> None:
    at, _ = shared(client, CASES["a conflict"])
    html = client.get(at, headers=PAGE).text
    assert "Courier" in html
    assert '<strong class="clash">14</strong>' in html
    assert '<strong class="clash">20</strong>' in html
    assert "14 against 20." in html
    assert "1 conflict" in html


def test_what_only_one_article_says_is_in_none_of_its_forms(client: TestClient) -> None:
    at, _ = shared(client, CASES["a conflict"])
    assert all("4711" not in text and "altar" not in text for text in everything(client, at))


def test_it_does_not_lead_to_the_whole(client: TestClient) -> None:
    at, made = shared(client, CASES["a conflict"])
    assert all(made["slug"] not in text for text in everything(client, at))
    assert made["slug"] not in client.get(at, headers=PAGE).text
    assert client.get(at.replace("/e/", "/c/")).status_code == 404
    assert client.get(f"{AT}/{at.removeprefix('/e/')}").status_code == 404
    for address in ("/edit", "/export.csv", "/events", "/verdicts", "/delete"):
        assert client.get(f"{at}{address}").status_code == 404, address


def test_its_json_has_the_form_of_the_whole_with_its_counts(client: TestClient) -> None:
    at, made = shared(client, CASES["neighbours"])
    cut = client.get(f"{at}.json").json()
    assert cut["excerpt"] is True
    assert cut["url"] == f"http://crossread.test{at}"
    assert "delete_token" not in cut
    whole = made["result"]
    assert cut["result"]["counts"] == whole["counts"]
    assert [one["status"] for one in cut["result"]["left"]["sentences"]] == [
        one["status"] for one in whole["left"]["sentences"]
    ]
    assert [(one["left"], one["right"]) for one in cut["result"]["links"]] == [
        (one["left"], one["right"]) for one in whole["links"]
    ]
    assert cut["result"]["provenance"] == whole["provenance"]


def test_every_form_is_a_file_that_says_what_it_is(client: TestClient) -> None:
    at, _ = shared(client, CASES["a conflict"])
    for suffix, form in FORMATS.items():
        answer = client.get(f"{at}.{suffix}")
        assert answer.status_code == 200, suffix
        assert answer.headers["content-type"] == form.media_type
        assert "Courier vs Tribune" in answer.headers["content-disposition"]
    assert client.get(f"{at}.exe").status_code == 404


def test_a_preview_tells_the_names_and_the_counts_only(client: TestClient) -> None:
    at, _ = shared(client, CASES["a conflict"])
    html = client.get(at, headers=PAGE).text
    assert re.findall(r'<meta (?:name="description"|property="og:[a-z]+") content="([^"]*hurt|[^"]*died)', html) == []
    assert '<meta property="og:title" content="Courier vs Tribune">' in html
    assert client.get(at).headers["x-robots-tag"] == "noindex"
    assert client.get(at).headers["referrer-policy"] == "no-referrer"
    assert client.get(at).headers["cache-control"] == "no-store"


def test_an_excerpt_of_what_is_not_done_says_so(client: TestClient, models: FakeModels) -> None:
    models.encoder.gate.clear()
    made = client.post(AT, json=CASES["a conflict"]).json()
    link = client.post(f"{AT}/{made['slug']}/excerpts", headers=bearer(made)).json()
    page = client.get(f"/e/{link['slug']}", headers=PAGE)
    assert "still being made" in page.text
    assert client.get(f"/e/{link['slug']}.json").json()["result"] is None
    assert client.get(f"/e/{link['slug']}.csv").status_code == 409
    models.encoder.gate.set()


def test_missing_expired_deleted_and_revoked_give_one_and_the_same_answer(
    client: TestClient, clock: SettableClock
) -> None:
    body = CASES["a conflict"]
    (expired, _), (deleted, gone), (revoked, made) = (
        shared(client, {**body, "keep_days": days}) for days in (1, 30, 30)
    )
    client.delete(f"{AT}/{gone['slug']}", headers=bearer(gone))
    client.delete(f"{AT}/{made['slug']}/excerpts/{revoked.removeprefix('/e/')}", headers=bearer(made))
    clock.advance(timedelta(days=1))
    for headers in ({}, PAGE):
        answers = [
            client.get(f"{address}{suffix}", headers=headers)
            for address in (expired, deleted, revoked, f"/e/{'A' * 22}", "/e/x", "/e/%00", "/e/é")
            for suffix in ("", ".json", ".csv")
        ]
        answers += [client.get(f"/c/{'A' * 22}", headers=headers), client.get("/e/x/y/z", headers=headers)]
        assert {answer.status_code for answer in answers} == {404}
        assert len({answer.content for answer in answers}) == 1
        assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1
