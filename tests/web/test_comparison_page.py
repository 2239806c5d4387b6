"""The pages of a comparison: waiting, done, failed, deleted."""

from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.comparison.types import Article
from app.shown.caution import DEFAULT
from app.shown.comparison import GROUPS, ComparisonPage, comparison_page
from tests.fakes import FakeModels, SettableClock
from tests.web.conftest import PAGE
from tests.web.factory import compared

LEFT = """Dam breaks above Halden

Officials said 14 people died in the two villages. The mayor resigned. Perhaps 30 people were missing.

The dam was built in 1931.
It was old."""
RIGHT = """Officials said 20 people died in the two villages. The mayor resigned. Perhaps 45 people were missing.

A <b>field</b> hospital was opened."""


@pytest.fixture
def at(client: TestClient) -> str:
    """The address of a finished comparison, made in this browser."""
    fields = {
        "left.text": LEFT,
        "right.text": RIGHT,
        "left.label": "Reuters",
        "left.published": "2024-05-03",
        "right.published": "2024-05-05",
    }
    answer = client.post("/comparisons", data=fields, headers=PAGE)
    assert answer.status_code == 303
    return str(answer.headers["location"])


def shown(left: Article, right: Article, **more: Any) -> ComparisonPage:
    comparison = compared(left, right, **more)
    from_now_on = SettableClock().now
    return comparison_page(
        comparison,
        slug="s",
        wanted=GROUPS,
        level=DEFAULT.value,
        url="https://x.example/c/s",
        expires=from_now_on,
        may_delete=False,
    )


def words(html: str) -> str:
    """The text of a page as it is read out: without tags, without what is hidden from readers."""
    heard = re.sub(r'<(\w+)[^>]*aria-hidden="true"[^>]*>.*?</\1>', "", html, flags=re.DOTALL)
    heard = re.sub(r'<(a|span) class="sign"[^>]*aria-label="([^"]*)">.*?</\1>', r" \2 ", heard)
    return " ".join(re.sub(r"<[^>]+>", "", heard).split())


def test_the_summary_tells_the_counts_in_words(client: TestClient, at: str) -> None:
    said = words(client.get(at, headers=PAGE).text)
    assert "Reuters vs Article B" in said
    assert "1 conflict and 1 possible" in said
    assert "1 sentence of A told in B" in said
    assert "3 of A and 1 of B without counterpart" in said
    assert "B was published 2 days later: some differences may be updates." in said


def test_each_sentence_says_its_state_in_a_word(client: TestClient, at: str) -> None:
    html = client.get(at, headers=PAGE).text
    sentences = re.findall(r'<span class="sentence" id="([lr]\d+)" data-state="(\w+)"', html)
    assert dict(sentences) == {
        "l1": "unique",
        "l2": "conflict",
        "l3": "both",
        "l4": "possible",
        "l5": "unique",
        "l6": "unique",
        "r1": "conflict",
        "r2": "both",
        "r3": "possible",
        "r4": "unique",
    }
    said = words(html)
    assert "Officials said 14 people died in the two villages. Conflict: B 1" in said
    assert "The mayor resigned. Both say: B 2" in said
    assert "The dam was built in 1931. No counterpart found" in said


def test_signs_lead_to_the_partner_and_back(client: TestClient, at: str) -> None:
    html = client.get(at, headers=PAGE).text
    assert re.search(r'id="l2".*?<a class="sign" data-state="conflict" href="#r1"', html, re.DOTALL)
    assert re.search(r'id="r1".*?<a class="sign" data-state="conflict" href="#l2"', html, re.DOTALL)


def test_findings_begin_with_conflicts_and_say_why(client: TestClient, at: str) -> None:
    html = client.get(at, headers=PAGE).text
    found = re.findall(r'<li class="finding" id="(f\d+)" data-state="(\w+)"', html)
    assert found == [("f1", "conflict"), ("f2", "possible"), ("f3", "both")]
    said = words(html)
    assert "Conflict: number 14 against 20." in said
    assert "This may be an update" in said
    assert "Confidence: likely" in said


def test_the_words_that_clash_are_marked_on_both_sides(client: TestClient, at: str) -> None:
    html = client.get(at, headers=PAGE).text
    assert '<strong class="clash">14</strong>' in html
    assert '<strong class="clash">20</strong>' in html


def test_both_articles_stand_whole_in_their_paragraphs_and_as_text(client: TestClient, at: str) -> None:
    html = client.get(at, headers=PAGE).text
    left = html[html.index('id="left"') : html.index('id="right"')]
    assert len(re.findall(r"<p dir", left)) == 3
    assert '<p dir="auto" class="article__headline">' in left
    assert "<br>" in left
    assert "A &lt;b&gt;field&lt;/b&gt; hospital was opened." in html


def test_the_filter_quiets_sentences_and_hides_findings_but_keeps_the_articles(client: TestClient, at: str) -> None:
    html = client.get(f"{at}?show=conflicts&show=only-a", headers=PAGE).text
    quiet = re.findall(r'<span class="sentence" id="([lr]\d+)" data-state="\w+" data-quiet', html)
    assert quiet == ["l3", "r2", "r4"]
    assert re.findall(r'class="finding" id="(f\d+)"(?:(?! hidden)[^>])*>', html) == ["f1", "f2"]
    assert 'value="both" checked' not in html
    assert 'value="conflicts" checked' in html
    assert "The mayor resigned." in html


def test_words_that_are_looked_for_are_marked_counted_and_led_to(client: TestClient, at: str) -> None:
    html = client.get(f"{at}?q=RESIGNED&caution=4", headers=PAGE).text
    assert html.count('<mark class="hit">resigned</mark>') == 2
    assert "2 found: 1 in A, 1 in B." in words(html)
    assert re.findall(r'<li><a href="(#[lr]\d+)">', html) == ["#l3", "#r2"]
    assert 'value="RESIGNED"' in html
    assert '<option value="4" selected>' in html
    assert "Found in neither article." in words(client.get(f"{at}?q=earthquake", headers=PAGE).text)
    assert "<mark" not in client.get(f"{at}?q=", headers=PAGE).text


def test_one_picture_of_what_is_shared_is_said_in_words(client: TestClient, at: str) -> None:
    html = client.get(at, headers=PAGE).text
    (said,) = re.findall(r'class="shares" role="img" aria-label="([^"]+)" data-level="\d">', html)
    assert "A, 6 sentences: 1 told in B too, 1 in conflict, 1 in possible conflict, 3 without counterpart." in said


def test_each_article_says_its_language() -> None:
    german = "Der Rat hat beschlossen, die alte Brücke zu sperren, weil Risse in den Pfeilern gefunden wurden. " * 2
    made = shown(Article("One thing."), Article(german))
    assert [article.lang for article in made.articles] == ["en", "de"]


def test_a_filter_for_nothing_that_exists_shows_all(client: TestClient, at: str) -> None:
    assert "data-quiet" not in client.get(f"{at}?show=nothing", headers=PAGE).text


def test_previews_name_the_comparison_and_its_counts_but_never_the_text(client: TestClient, at: str) -> None:
    html = client.get(at, headers=PAGE).text
    head = html[: html.index("<body")]
    assert '<meta property="og:title" content="Reuters vs Article B">' in head
    assert 'content="1 conflict and 1 possible' in head
    assert "Halden" not in head
    assert '<meta name="robots" content="noindex">' in head


def test_only_its_maker_is_offered_to_delete_it(client: TestClient, at: str) -> None:
    assert f'action="{at}/delete"' in client.get(at, headers=PAGE).text
    client.cookies.clear()
    assert "/delete" not in client.get(at, headers=PAGE).text
    assert client.post(f"{at}/delete", headers=PAGE).status_code == 403
    assert client.get(at, headers=PAGE).status_code == 200


def test_deleting_removes_it_for_everyone(client: TestClient, at: str) -> None:
    answer = client.post(f"{at}/delete", headers=PAGE)
    assert answer.status_code == 200
    assert "The comparison is deleted" in answer.text
    assert "Max-Age=0" in answer.headers["set-cookie"] or "1970" in answer.headers["set-cookie"]
    assert client.get(at, headers=PAGE).status_code == 404


def test_a_comparison_is_not_kept_by_caches(client: TestClient, at: str) -> None:
    assert client.get(at).headers["cache-control"] == "no-store"
    assert client.head(at).status_code == 200


class TestWaiting:
    """While it is queued or running."""

    @pytest.fixture
    def waiting(self, client: TestClient, models: FakeModels) -> str:
        """The address of a comparison that is held in its first step."""
        models.encoder.gate.clear()
        answer = client.post("/comparisons", data={"left.text": LEFT, "right.text": RIGHT}, headers=PAGE)
        assert models.encoder.asked.wait(10)
        return str(answer.headers["location"])

    def test_the_page_names_the_steps_and_how_far_it_is(self, client: TestClient, waiting: str) -> None:
        html = client.get(waiting, headers=PAGE).text
        assert re.search(r'data-stage="reading" data-state="now".*?1 of 4.*?max="4" value="1"', html, re.DOTALL)
        assert 'data-stage="checking" data-state="todo"' in html
        assert '<noscript><meta http-equiv="refresh"' in html
        assert f'data-events="/api/comparisons{waiting.removeprefix("/c")}/events"' in html

    def test_cancelling_gives_the_articles_back(self, client: TestClient, waiting: str, models: FakeModels) -> None:
        answer = client.post(f"{waiting}/delete", headers=PAGE)
        models.encoder.gate.set()
        assert answer.status_code == 200
        assert "Cancelled." in answer.text
        assert "The mayor resigned." in answer.text
        assert client.get(waiting, headers=PAGE).status_code == 404

    def test_others_can_watch_but_not_cancel(self, client: TestClient, waiting: str) -> None:
        client.cookies.clear()
        assert "/delete" not in client.get(waiting, headers=PAGE).text


def test_the_waiting_page_says_that_the_models_load(client: TestClient, models: FakeModels) -> None:
    models.fail("No such model.")
    answer = client.post("/comparisons", data={"left.text": LEFT, "right.text": RIGHT}, headers=PAGE)
    assert "could not be loaded" in client.get(answer.headers["location"], headers=PAGE).text


def test_a_failed_comparison_says_why_and_gives_both_texts_to_try_again(client: TestClient, models: FakeModels) -> None:
    models.encoder.breaks_on["mayor"] = RuntimeError("out of memory")
    answer = client.post("/comparisons", data={"left.text": LEFT, "right.text": RIGHT}, headers=PAGE)
    html = client.get(answer.headers["location"], headers=PAGE).text
    assert "The comparison failed" in html
    assert "out of memory" not in html
    assert html.count("The mayor resigned.") == 2
    assert 'action="/comparisons"' in html


def test_two_articles_without_a_common_claim_have_no_findings() -> None:
    page = shown(Article("One thing."), Article("Another matter entirely."))
    assert (page.conflicts, page.matches) == ((), ())
    assert page.summary[0] == "No conflicts found"


def test_a_sentence_with_several_partners_leads_to_all_conflicts_first() -> None:
    left = Article("Officials said 14 people died.")
    right = Article("Officials said people died. Officials said 20 people died. Officials said 14 people died.")
    sentence = shown(left, right).articles[0].paragraphs[0].sentences[0]
    assert [partner.label for partner in sentence.partners] == ["B 2", "B 1", "B 3"]
    assert sentence.state.word == "Conflict"


def test_nothing_of_an_article_is_lost_between_its_pieces() -> None:
    article = Article(LEFT)
    paragraphs = shown(article, Article(RIGHT)).articles[0].paragraphs
    said = "".join(
        sentence.before + "".join(piece.text for piece in sentence.pieces)
        for paragraph in paragraphs
        for sentence in paragraph.sentences
    )
    assert "".join(said.split()) == "".join(LEFT.split())


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        ("2024-05-03", "2024-05-04", "B was published a day later."),
        ("2024-05-03", "2024-05-01", "A was published 2 days later."),
        ("2024-05-03", "2024-08-01", "B was published about 3 months later."),
        ("2009-01-07", "2013-07-02", "B was published about 4 years later."),
        ("2024-05", "2024-06-01", "B was published later."),
        ("2024-05", "2024-05-31", None),
        ("2024-05-03", "2024-05-03", None),
        (None, "2024", None),
    ],
)
def test_the_newer_article_is_named_where_the_dates_tell(left: str | None, right: str | None, said: str | None) -> None:
    page = shown(Article("One thing.", published=left), Article("Another matter.", published=right))
    assert page.notes == (() if said is None else (said,))


def test_the_notes_of_the_comparison_are_shown() -> None:
    page = shown(Article("One thing."), Article("One thing."), notes=("Both articles are the same.",))
    assert page.notes == ("Both articles are the same.",)


def test_what_only_one_side_of_a_match_in_part_adds_is_marked_and_said() -> None:
    left, right = Article("The old mayor of Halden resigned."), Article("The old mayor resigned in May of 1931.")
    made = shown(left, right)
    (finding,) = made.matches
    assert finding.why == ("B adds: “in May of 1931”.",)
    assert [piece.text for piece in finding.quotes[1].pieces if piece.added] == ["in May of 1931"]
    (sentence,) = made.articles[1].paragraphs[0].sentences
    assert [piece.text for piece in sentence.pieces if piece.added] == ["in May of 1931"]


@pytest.mark.parametrize(
    "more", ["The old mayor of Halden resigned from office briefly.", "The old mayor of Halden resigned in May of 1931"]
)
def test_a_piece_of_a_sentence_or_a_headline_is_marked_but_not_said(more: str) -> None:
    (finding,) = shown(Article("The old mayor of Halden resigned."), Article(more)).matches
    assert finding.why == ()
    assert any(piece.added for piece in finding.quotes[1].pieces)


def test_what_a_sentence_shares_with_any_partner_is_no_addition() -> None:
    left = Article("The old mayor of Halden resigned at noon on Friday.")
    right = Article(
        "The old mayor of Halden resigned on Friday. The old mayor resigned at noon on Friday, Halden said."
    )
    (sentence,) = shown(left, right).articles[0].paragraphs[0].sentences
    assert not any(piece.added for piece in sentence.pieces)


def test_both_articles_can_be_edited_and_compared_again(client: TestClient, at: str) -> None:
    assert f'href="{at}/edit"' in client.get(at, headers=PAGE).text
    html = client.get(f"{at}/edit", headers=PAGE).text
    assert html.count("The mayor resigned.") == 2
    assert 'value="Reuters"' in html
    assert 'value="2024-05-05"' in html
    assert 'action="/comparisons"' in html
    assert client.get(f"{at}x/edit", headers=PAGE).status_code == 404
