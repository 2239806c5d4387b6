"""Verdicts by forms, pages and JSON: who may, what is refused, who sees what, and that nothing typed is lost."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.store.verdicts import A_MINUTE
from app.templating import visible
from tests.fakes import SettableClock
from tests.web.conftest import LEFT, PAGE, RIGHT

# LEFT and RIGHT: their first sentences conflict, their second ones have no counterpart.
SAME_LEFT = f"{LEFT} The river rose again at night."
SAME_RIGHT = f"{RIGHT} The river rose again at night."


def make(client: TestClient, left: str = LEFT, right: str = RIGHT) -> str:
    """A comparison made by the form, in this browser; its slug."""
    answer = client.post("/comparisons", data={"left.text": left, "right.text": right}, headers=PAGE)
    assert answer.status_code == 303, answer.text
    return done(client, str(answer.headers["location"]).removeprefix("/c/"))


def done(client: TestClient, slug: str) -> str:
    """`slug`, when it is done: the stream of its events ends then."""
    assert "event: end" in client.get(f"/api/comparisons/{slug}/events").text
    return slug


def other(application: FastAPI) -> TestClient:
    """Somebody else's browser."""
    return TestClient(application, base_url="http://crossread.test", follow_redirects=False)


def say(client: TestClient, slug: str, **fields: object) -> tuple[int, str]:
    """Status, and place or page, of a form that was sent."""
    data = {"left": "1", "right": "1", "says": "no_contradiction", "remark": ""} | fields
    answer = client.post(f"/c/{slug}/verdicts", data=data, headers=PAGE)
    return answer.status_code, answer.headers.get("location", answer.text)


def said(client: TestClient, slug: str) -> list[dict[str, object]]:
    """All verdicts, by the API."""
    answer = client.get(f"/api/comparisons/{slug}")
    return [{k: v for k, v in verdict.items() if k != "id"} for verdict in answer.json()["verdicts"]]


def text_of(page: str) -> str:
    """A page without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


# By form.


def test_the_maker_says_it_and_everyone_sees_it(client: TestClient, application: FastAPI) -> None:
    slug = make(client)
    assert say(client, slug, remark="  Two floods.\r\nOne each day. ") == (303, f"/c/{slug}#f1")
    expected = {"left": 0, "right": 0, "says": "no_contradiction", "remark": "Two floods.\nOne each day."}
    assert said(client, slug) == [expected | {"by": "maker", "given": "2024-05-03T12:00:00Z"}]
    theirs = text_of(other(application).get(f"/c/{slug}", headers=PAGE).text)
    assert "Not a conflict , says the maker of this comparison · 3 May 2024, 12:00 UTC" in theirs
    assert "Two floods. One each day." in theirs
    assert "Not a conflict , says you" in text_of(client.get(f"/c/{slug}", headers=PAGE).text)


def test_the_result_stays_as_it_is(client: TestClient) -> None:
    slug = make(client)
    before = client.get(f"/api/comparisons/{slug}").json()
    say(client, slug)
    after = client.get(f"/api/comparisons/{slug}").json()
    assert after | {"verdicts": []} == before
    assert after["result"]["counts"]["contradictions"] == 1


def test_a_conflict_that_was_missed_becomes_a_finding_of_its_own(client: TestClient, application: FastAPI) -> None:
    slug = make(client)
    assert say(client, slug, left="2", right="2", says="contradiction") == (303, f"/c/{slug}#m2-2")
    page = other(application).get(f"/c/{slug}", headers=PAGE).text
    assert 'id="m2-2" data-state="named"' in page
    assert "Conflict named by a reader" in page
    assert 'href="#l2"' in page
    hidden = client.get(f"/c/{slug}?show=both", headers=PAGE).text
    assert re.search(r'id="m2-2" data-state="named"[^>]* hidden', hidden)


def test_a_conflict_named_of_what_both_say_stands_once_on_the_page_of_all_verdicts(client: TestClient) -> None:
    slug = make(client, SAME_LEFT, SAME_RIGHT)
    say(client, slug, left="3", right="3", says="contradiction")
    page = client.get(f"/c/{slug}/verdicts", headers=PAGE).text
    assert page.count('class="verdict-page__one"') == 1
    assert "The comparison itself has these two as told by both." in page
    say(client, slug)
    assert client.get(f"/c/{slug}/verdicts", headers=PAGE).text.count('class="verdict-page__one"') == 2


def test_forms_and_their_answers_keep_what_was_asked_of_the_page(client: TestClient) -> None:
    slug = make(client)
    page = client.get(f"/c/{slug}?show=conflicts&caution=4&other=1", headers=PAGE).text
    link = html.unescape(re.findall(r'class="finding__judge" href="([^"]*)"', page)[0])
    assert link == f"/c/{slug}/verdicts/new?left=1&right=1&show=conflicts&caution=4"
    form = client.get(link, headers=PAGE).text
    action = html.unescape(re.findall(r'class="verdict-page__form" method="post" action="([^"]*)"', form)[0])
    answer = client.post(action, data={"left": "1", "right": "1", "says": "contradiction"}, headers=PAGE)
    assert answer.headers["location"] == f"/c/{slug}?show=conflicts&caution=4#f1"


def test_the_form_offers_what_can_be_said_of_the_pair(client: TestClient) -> None:
    slug = make(client, SAME_LEFT, SAME_RIGHT)
    offered = {}
    for pair in ("left=1&right=1", "left=3&right=3", "left=2&right=2", ""):
        page = client.get(f"/c/{slug}/verdicts/new?{pair}", headers=PAGE).text
        offered[pair] = re.findall(r'name="says" value="(\w+)">([^<]*)<', page)
    assert offered == {
        "left=1&right=1": [("contradiction", "Right"), ("no_contradiction", "Not a conflict")],
        "left=3&right=3": [("match", "Right"), ("no_match", "Not the same"), ("contradiction", "These two conflict")],
        "left=2&right=2": [("contradiction", "These two conflict")],
        "": [("contradiction", "These two conflict")],
    }


def test_the_form_shows_both_sentences_and_what_the_comparison_says(client: TestClient) -> None:
    slug = make(client)
    page = text_of(client.get(f"/c/{slug}/verdicts/new?left=1&right=1", headers=PAGE).text)
    for words in ("Five people were hurt", "Seven people were hurt", "Conflict: number", "Five against seven."):
        assert words in page, words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"remark": "x" * 281}, "A remark may have 280 characters; this has 281. Take 1 away."),
        ({"remark": "a\0b"}, "characters that are not text"),
        ({"left": "", "says": "contradiction"}, "Give the number of a sentence of article A."),
        ({"right": "two", "says": "contradiction"}, "Give the number of a sentence of article B."),
        ({"left": "0", "says": "contradiction"}, "Give the number of a sentence of article A."),
        ({"left": "3", "says": "contradiction"}, "Article A has the sentences 1 to 2."),
        ({"right": "9" * 400, "says": "contradiction"}, "Give the number of a sentence of article B."),
        ({"says": "match"}, "no match between these two"),
        ({"says": "nonsense"}, "Say one of"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    client: TestClient, fields: dict[str, str], words: str
) -> None:
    slug = make(client)
    typed = {"remark": "They mean <two> floods & more"} | fields
    status, page = say(client, slug, **typed)
    assert status == 422
    assert "This verdict cannot be kept" in page
    assert words in text_of(page)
    assert html.escape(typed["remark"], quote=False) in page
    for side in ("left", "right"):
        if typed.get(side):
            assert f'value="{typed[side]}"' in page
    assert said(client, slug) == []


def test_a_remark_of_280_characters_is_kept_whatever_they_are(client: TestClient) -> None:
    slug = make(client)
    remark = "🧑‍🚒é\u202e\u2067" * 56
    assert len(remark) == 336
    assert say(client, slug, remark=f" {remark[:280]}\r\n")[0] == 303
    assert said(client, slug)[0]["remark"] == remark[:280]


def test_a_remark_is_text_wherever_it_is_shown(client: TestClient) -> None:
    slug = make(client)
    remark = "</textarea></p><script>alert(1)</script><img src=x onerror=alert(1)>\u202e\x07{{ 7*7 }}"
    say(client, slug, remark=remark)
    say(client, slug, left="2", right="2", says="contradiction", remark=remark)
    for place in ("", "/verdicts", "/verdicts/new?left=1&right=1", "/verdicts/new?left=2&right=2"):
        page = client.get(f"/c/{slug}{place}", headers=PAGE).text
        assert "<script>alert" not in page
        assert "<img" not in page
        assert visible(html.escape(remark, quote=False).replace("'", "&#39;")) in page
        assert re.search(r'class="verdict__remark" dir="auto"', page)


def test_the_form_brings_back_what_one_has_said(client: TestClient) -> None:
    slug = make(client)
    say(client, slug, remark="Mind the second day.")
    page = client.get(f"/c/{slug}/verdicts/new?left=1&right=1", headers=PAGE).text
    assert re.search(r"<textarea [^>]*>\s*Mind the second day\.</textarea>", page)
    emptied = say(client, slug, remark="", says="nonsense")[1]
    assert re.search(r"<textarea [^>]*>\s*</textarea>", emptied)


def test_the_page_of_all_verdicts_leads_to_each_pair(client: TestClient, application: FastAPI) -> None:
    slug = make(client)
    assert "Nobody has given one yet" in client.get(f"/c/{slug}/verdicts", headers=PAGE).text
    say(client, slug, says="contradiction")
    say(client, slug, left="2", right="2", says="contradiction", remark="Firemen, school.")
    page = other(application).get(f"/c/{slug}/verdicts?show=both", headers=PAGE).text
    assert f'href="/c/{slug}?show=both#f1"' in page
    assert f'href="/c/{slug}?show=both#m2-2"' in page
    assert "Firemen, school." in page
    assert "Remove" not in page


# Who may.


def test_readers_may_not_unless_the_maker_lets_them(client: TestClient, application: FastAPI) -> None:
    slug, reader = make(client), other(application)
    page = reader.get(f"/c/{slug}", headers=PAGE).text
    assert "Give a verdict" not in page
    assert "<pair-verdict" not in page
    status, refusal = say(reader, slug, remark="But I know better.")
    assert status == 403
    assert "Only the maker of this comparison gives verdicts" in text_of(refusal)
    assert "But I know better." in refusal
    switched = client.post(f"/c/{slug}/verdicts/readers", data={"readers": "yes"}, headers=PAGE)
    assert (switched.status_code, switched.headers["location"]) == (303, f"/c/{slug}#verdicts")
    assert "Give a verdict" in reader.get(f"/c/{slug}", headers=PAGE).text
    assert say(reader, slug)[0] == 303
    assert [verdict["by"] for verdict in said(client, slug)] == ["reader"]

    client.post(f"/c/{slug}/verdicts/readers", data={"readers": "no"}, headers=PAGE)
    assert say(reader, slug)[0] == 403


def test_readers_cannot_turn_the_switch(client: TestClient, application: FastAPI) -> None:
    slug = make(client)
    answer = other(application).post(f"/c/{slug}/verdicts/readers", data={"readers": "yes"}, headers=PAGE)
    assert answer.status_code == 403
    assert client.get(f"/api/comparisons/{slug}").json()["readers_judge"] is False


def test_the_maker_removes_any_and_a_reader_his_own(client: TestClient, application: FastAPI) -> None:
    slug, anna, bert = make(client), other(application), other(application)
    client.post(f"/c/{slug}/verdicts/readers", data={"readers": "yes"}, headers=PAGE)
    for visitor in (client, anna, bert):
        assert say(visitor, slug)[0] == 303

    def removable(visitor: TestClient) -> list[str]:
        return re.findall(r"/verdicts/(\d+)/delete", visitor.get(f"/c/{slug}", headers=PAGE).text)

    numbers = removable(client)
    assert len(numbers) == 3
    assert removable(anna) == numbers[1:2]
    assert removable(bert) == numbers[2:]
    assert anna.post(f"/c/{slug}/verdicts/{numbers[2]}/delete", headers=PAGE).status_code == 403
    assert anna.post(f"/c/{slug}/verdicts/{numbers[1]}/delete", headers=PAGE).status_code == 303
    assert client.post(f"/c/{slug}/verdicts/{numbers[2]}/delete", headers=PAGE).status_code == 303
    assert removable(client) == numbers[:1]
    again = client.post(f"/c/{slug}/verdicts/{numbers[2]}/delete")
    assert (again.status_code, again.json()["title"]) == (404, "There is no such verdict")


def test_readers_who_give_too_many_at_once_are_told_when_to_come_back(
    client: TestClient, application: FastAPI, clock: SettableClock
) -> None:
    slug = make(client)
    client.post(f"/c/{slug}/verdicts/readers", data={"readers": "yes"}, headers=PAGE)
    for _ in range(A_MINUTE):
        assert say(other(application), slug)[0] == 303
    fields = {"left": "1", "right": "1", "says": "contradiction", "remark": "Me, too."}
    refused = other(application).post(f"/c/{slug}/verdicts", data=fields, headers=PAGE)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "60")
    assert "Me, too." in refused.text
    assert say(client, slug)[0] == 303  # the maker may
    clock.advance(timedelta(minutes=1))
    assert say(other(application), slug)[0] == 303


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 30, "1.5", "٣"])
def test_a_number_that_is_none_is_no_verdict(client: TestClient, number: str) -> None:
    slug = make(client)
    assert client.post(f"/c/{slug}/verdicts/{number}/delete", headers=PAGE).status_code == 404


@pytest.mark.parametrize("path", ["verdicts", "verdicts/readers", "verdicts/1/delete"])
def test_another_sites_form_is_refused(client: TestClient, path: str) -> None:
    slug = make(client)
    data = {"left": "1", "right": "1", "says": "contradiction", "readers": "yes"}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://evil.example"}):
        assert client.post(f"/c/{slug}/{path}", data=data, headers=PAGE | headers).status_code == 403
    assert said(client, slug) == []
    assert client.get(f"/api/comparisons/{slug}").json()["readers_judge"] is False


def test_what_is_gone_or_not_done_has_no_verdicts(client: TestClient, clock: SettableClock) -> None:
    slug = make(client)
    clock.advance(timedelta(days=31))
    for there in (slug, "A" * 22, "x"):
        for path in ("verdicts", "verdicts/new"):
            assert client.get(f"/c/{there}/{path}", headers=PAGE).status_code == 404
        assert say(client, there)[0] == 404
        assert client.post(f"/c/{there}/verdicts/readers", headers=PAGE).status_code == 404
        assert client.get(f"/api/comparisons/{there}/verdicts").status_code == 404


# Compared again.


def test_a_browsers_verdicts_come_along_when_it_compares_the_same_sentences_again(
    client: TestClient, application: FastAPI
) -> None:
    slug = make(client)
    say(client, slug, remark="Two floods.")
    again = make(client, f"It was May.\n\n{LEFT}")
    assert [(v["left"], v["right"], v["remark"]) for v in said(client, again)] == [(1, 0, "Two floods.")]
    client.post(f"/c/{slug}/delete", headers=PAGE)
    assert len(said(client, again)) == 1
    assert said(client, make(other(application))) == []


def test_only_who_writes_gets_a_name(client: TestClient, application: FastAPI) -> None:
    slug, reader = make(client), other(application)
    for path in ("", "/verdicts", "/edit"):
        reader.get(f"/c/{slug}{path}", headers=PAGE)
    say(reader, slug)  # refused
    assert "maker" not in reader.cookies
    assert "maker" in client.cookies


# By JSON.


def make_by_json(client: TestClient) -> tuple[str, dict[str, str]]:
    """A comparison made by a program: its address, and the head that proves who made it."""
    made = client.post("/api/comparisons", json={"left": {"text": LEFT}, "right": {"text": RIGHT}}).json()
    return f"/api/comparisons/{done(client, made['slug'])}/verdicts", {
        "Authorization": f"Bearer {made['delete_token']}"
    }


def test_a_program_gives_reads_and_removes_verdicts(client: TestClient) -> None:
    at, head = make_by_json(client)
    assert client.get(at).json() == {"readers_judge": False, "verdicts": []}
    given = client.post(at, json={"left": 1, "right": 1, "says": "contradiction", "remark": None}, headers=head)
    assert given.status_code == 201
    expected = {"left": 1, "right": 1, "says": "contradiction", "remark": None, "by": "maker"}
    assert given.json() == expected | {"id": given.json()["id"], "given": "2024-05-03T12:00:00Z"}
    assert client.get(at).json()["verdicts"] == [given.json()]
    assert client.delete(f"{at}/{given.json()['id']}").status_code == 403
    assert client.delete(f"{at}/{given.json()['id']}", headers=head).status_code == 204
    assert client.delete(f"{at}/{given.json()['id']}", headers=head).status_code == 404


def test_a_program_turns_the_switch(client: TestClient, application: FastAPI) -> None:
    at, head = make_by_json(client)
    word = {"left": 0, "right": 0, "says": "contradiction"}
    reader = other(application)
    assert reader.post(at, json=word).status_code == 403
    assert reader.patch(at, json={"readers_judge": True}).status_code == 403
    assert client.patch(at, json={"readers_judge": True}, headers=head).json()["readers_judge"] is True
    given = reader.post(at, json=word)
    assert given.json()["by"] == "reader"
    assert reader.post(at, json=word | {"says": "no_contradiction"}).json()["id"] == given.json()["id"]
    assert other(application).delete(f"{at}/{given.json()['id']}").status_code == 403
    assert reader.delete(f"{at}/{given.json()['id']}").status_code == 204


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ("[]", 422, None),
        ("{", 400, None),
        ('{"right": 0, "says": "contradiction"}', 422, "left"),
        ('{"left": true, "right": 0, "says": "contradiction"}', 422, "left"),
        ('{"left": 0, "right": -1, "says": "contradiction"}', 422, "right"),
        ('{"left": 0, "right": 99999999999999999999, "says": "contradiction"}', 422, "right"),
        ('{"left": 0, "right": 2, "says": "contradiction"}', 422, "right"),
        ('{"left": 0, "right": 0, "says": "match"}', 422, "says"),
        ('{"left": 0, "right": 0, "says": ["contradiction"]}', 422, "says"),
        ('{"left": 0, "right": 0, "says": "contradiction", "remark": 7}', 422, "remark"),
        ('{"left": 0, "right": 0, "says": "contradiction", "remark": "\\ud800"}', 422, "remark"),
        ('{"left": 0, "right": 0, "says": "contradiction", "remark": "\\u0000"}', 422, "remark"),
    ],
)
def test_what_a_program_sends_wrong_is_named(client: TestClient, body: str, status: int, field: str | None) -> None:
    at, head = make_by_json(client)
    answer = client.post(at, content=body, headers=head | {"Content-Type": "application/json"})
    assert (answer.status_code, answer.json().get("field")) == (status, field)
    assert answer.headers["content-type"] == "application/problem+json"
    assert client.get(at).json()["verdicts"] == []


@pytest.mark.parametrize("body", [{}, {"readers_judge": "yes"}, {"readers_judge": 1}, []])
def test_the_switch_is_on_or_off(client: TestClient, body: object) -> None:
    at, head = make_by_json(client)
    assert client.patch(at, json=body, headers=head).status_code == 422


def test_a_wrong_token_is_refused(client: TestClient) -> None:
    at, _ = make_by_json(client)
    wrong = {"Authorization": f"Bearer {'A' * 22}"}
    word = {"left": 0, "right": 0, "says": "contradiction"}
    assert client.post(at, json=word, headers=wrong).status_code == 403
    assert client.patch(at, json={"readers_judge": True}, headers=wrong).status_code == 403
