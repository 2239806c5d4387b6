"""What benchmarks/fuzz.py tries: each parser, the pipeline and the web, with promises that hold for any input."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from ipaddress import ip_address
from itertools import pairwise
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.articles.checks import check_text
from app.articles.encodings import decode
from app.articles.files import read_file
from app.articles.guard import Rules, checked_addresses, is_public, target_of
from app.articles.kinds import kind_of
from app.comparison.calibration import STATED
from app.comparison.document import from_document, to_document
from app.comparison.excerpt import excerpt
from app.comparison.facts.clashes import clashes
from app.comparison.facts.find import find_facts
from app.comparison.pipeline import compare
from app.comparison.sentences import split
from app.comparison.types import Article, Comparison
from app.errors import CrossreadError, InputRefused, ServerFull
from app.exports.formats import FORMATS
from app.exports.taken import Taken
from app.settings import Settings
from app.shown.search import found_in
from app.store.comparisons import ComparisonStore
from app.web.api_body import read_json, read_wanted
from app.web.given import read_label, read_page_address, read_published
from app.web.routes import install
from app.web.said import Typed, read_form, read_remark, read_said
from app.web.services import Services
from app.web.wishes import read_days, read_password, read_wish
from benchmarks.fuzz_files import FILES, SEEDS, check_told, spoilt
from tests.fakes import FakeEncoder, FakeJudge, FakeModels

MADE = datetime(2024, 5, 3, 12, tzinfo=UTC)
MOST = 20_000  # characters
SETTINGS = Settings(max_characters=MOST, reads_a_second=0, sentences_a_minute=0, fetch=False)
# What news is made of, and what it is broken by.
WORDS = st.sampled_from(
    "The mayor of Orvik said Mr. Jones U.S. No. 5 p.m. Monday 3 May 2024 03/04/2024 $1.5 million 14 fourteen 2/3 "
    "at least not never “ ” \" ' ( ) [1] … ... . ! ? : ; , - – — @ # www.a.de http://a.b/c?d=e a@b.example 5% 1,000.50 "
    "0x 10^9 ½ ⅷ 一百 ٣ é e\u0301 ß İ ı ﬁ 🧑‍🚒 🇩🇪 ☀ \u200b \u202e \u2066 \u00ad \ufeff \u2028 \u0085 \x0b \x1b [ ] { } "
    "<b> &amp; "
    "{{7*7}} =1+1 | \\ ` * _ ~".split(" ")
)
PROSE = st.lists(WORDS | st.sampled_from((" ", "\n", "\n\n", "\r\n", "\t")), max_size=60).map(" ".join)
TEXT = PROSE | st.text(max_size=200) | st.lists(PROSE, max_size=4).map("\n\n".join)
PUBLISHED = st.sampled_from((None, "2024", "2024-05", "2024-05-03", "0001-01-01", "9999-12-31"))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(
        ("left", "right", "text", "title", "source", "published", "address", "keep_days", "says", "remark", "password")
    ) | st.text(max_size=5), inner, max_size=5),
    max_leaves=12,
)  # fmt: skip


def sentences(text: str) -> None:
    """Offsets are exact, in order, and nothing but white space is left out."""
    found = split(text)
    at = 0
    for number, sentence in enumerate(found):
        assert sentence.index == number
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.text == sentence.text.strip() != ""
        assert not text[at : sentence.start].strip()
        at = sentence.end
    assert not text[at:].strip()


def facts(given: tuple[str, str, str | None]) -> None:
    """Spans lie in the text; two sentences clash alike from either side."""
    left, right, published = given
    one, two = find_facts(left, published=published), find_facts(right)
    assert all(0 <= fact.start < fact.end <= len(left) for fact in one)
    there, back = clashes(one, left, two, right), clashes(two, right, one, left)
    assert sorted((c.kind, str(c.left), str(c.right)) for c in there) == sorted(
        (c.kind, str(c.right), str(c.left)) for c in back
    )


def _compared(left: Article, right: Article) -> Comparison:
    return compare(
        left,
        right,
        encoder=FakeEncoder(),
        judge=FakeJudge(),
        calibration=STATED,
        version="fuzz",
        max_sentences=400,
    )


def pipeline(given: tuple[str, str, str | None]) -> None:
    """Whatever can be compared is; the document comes back the same; exchanging the articles exchanges the answer."""
    left, right = Article(given[0], published=given[2]), Article(given[1], title=given[0][:80] or None)
    try:
        for article in (left, right):
            check_text(article.text, field="text", max_characters=MOST)
        made = _compared(left, right)
    except InputRefused:
        return
    document = to_document(made)
    assert to_document(from_document(document)) == document
    for side in (made.left, made.right):
        for sentence in side.sentences:
            assert side.article.text[sentence.start : sentence.end] == sentence.text
    for link in made.links + made.weaker:
        for reason in link.reasons:
            for span, side, index in ((reason.left, made.left, link.left), (reason.right, made.right, link.right)):
                sentence = side.sentences[index]
                assert span is None or sentence.start <= span[0] < span[1] <= sentence.end
    other = _compared(right, left)
    assert {(link.left, link.right, link.relation) for link in made.links} == {
        (link.right, link.left, link.relation) for link in other.links
    }


def exports(given: tuple[str, str, str | None]) -> None:
    """Every format can be made of every comparison, and of its excerpt."""
    try:
        for text in given[:2]:
            check_text(text, field="text", max_characters=MOST)
        made = _compared(Article(given[0], published=given[2]), Article(given[1], source=given[0][:80] or None))
    except InputRefused:
        return
    for comparison in (made, excerpt(made)):
        for format_ in FORMATS.values():
            answer: Mapping[str, object] = {"result": to_document(comparison)}
            format_.render(Taken(comparison, MADE, answer=answer)).decode("utf-8", "replace")


def body(content: bytes) -> None:
    """A request is read or refused, with a sentence."""
    readers: tuple[Callable[[object], object], ...] = (
        lambda document: read_wanted(document, SETTINGS),
        lambda document: read_wish(document, SETTINGS),
        read_said,
    )
    try:
        document = read_json(content)
    except InputRefused as refused:
        check_told(refused)
        return
    for read in readers:
        with suppress(InputRefused):
            read(document)


def address(text: str) -> None:
    """What is not refused leads to a public place."""
    try:
        target = target_of(text, Rules(True, (), ()))
        found = checked_addresses(target, Rules(True, (), ()), lambda host, port: [host])
    except (InputRefused, ValueError):
        return
    assert all(is_public(ip_address(one)) for one in found)
    assert not any(sign in target.path + target.host for sign in "\r\n\0 ")


def file(given: tuple[str, bytes]) -> None:
    """A file is read or refused in one sentence, by a process that nothing ends."""
    name, content = given
    try:
        found = read_file(name, content, max_characters=MOST)
    except (InputRefused, ServerFull) as refused:
        check_told(refused)
        return
    check_text(found.text, field="file", max_characters=MOST)


def plain(content: bytes) -> None:
    """The kind and the encoding of any bytes are told, or they are refused."""
    for name in ("a", "a.txt", "a.html", "a.pdf"):
        with suppress(InputRefused):
            kind_of(name, content)
    with suppress(InputRefused):
        decode(content, name="a.txt")


@cache
def _client() -> TestClient:
    """The whole web, over a store in a folder of its own, with nobody who computes."""
    store = ComparisonStore(Path(tempfile.mkdtemp(prefix="fuzz-")) / "fuzz.db")
    store.migrate()
    app = FastAPI(docs_url=None, redoc_url=None)
    install(app, Services(SETTINGS, store, _Nobody(), FakeModels(), lambda: MADE))
    return TestClient(app, follow_redirects=False)


class _Nobody:
    """Computes nothing."""

    def wake(self) -> None:
        """Nobody sleeps."""

    def wait_done(self, slug: str, timeout: float) -> None:
        """It never is."""


def web(given: tuple[str, str, dict[str, str], bytes]) -> None:
    """No request is answered with a 500, and every answer has its headers."""
    method, path, fields, content = given
    sent: dict[str, Any] = {"data": fields} if method == "FORM" else {"content": content}
    if method == "JSON":
        sent["headers"] = {"Content-Type": "application/json"}
    answer = _client().request("POST" if method in ("FORM", "JSON") else method, path, **sent)
    assert answer.status_code < 500 or answer.status_code == 503
    assert "content-security-policy" in answer.headers


def cookies(sent: dict[str, str]) -> None:
    """Cookies of anyone are read or left aside."""
    written = "; ".join(f"{name}={value}" for name, value in sent.items())
    for path in ("/mine", f"/c/{'A' * 22}", "/"):
        answer = _client().get(path, headers={"Cookie": written})
        assert answer.status_code in (200, 404)


def fields(text: str) -> None:
    """Each field of a form is read or refused, with a sentence; what is read can be kept."""
    readers: tuple[Callable[[], object], ...] = (
        lambda: read_published(text, field="f"),
        lambda: read_label(text, field="f"),
        lambda: read_page_address(text, field="f"),
        lambda: read_days(text, SETTINGS),
        lambda: read_password(text),
        lambda: read_remark(text),
        lambda: read_form(Typed(text, text, text), text),
    )
    for read in readers:
        try:
            read()
        except CrossreadError as refused:
            check_told(refused)


def search(given: tuple[str, str]) -> None:
    """Hits lie in the text, in order and apart; a part of the text is found in it."""
    text, words = given
    found = found_in(text, words)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))


def _is_whole(text: str) -> bool:
    """Whether it can be sent."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


PAIRS = st.tuples(TEXT, TEXT, PUBLISHED)
ENDS = ("", "/edit", "/verdicts", "/verdicts/new", "/unlock", "/events", "/excerpts", "/delete", "/verdicts/9")
PLACES = st.sampled_from(
    ("/", "/comparisons", "/api/comparisons", "/api/articles", "/mine", "/how", "/api", "/openapi.json", "/examples/x")
) | st.text("abc/.%?&=#-_~0123456789", max_size=30).map(lambda end: f"/{end}") | st.builds(
    "/{}/{}{}".format,
    st.sampled_from(("c", "e", "api/comparisons", "static/0", "examples")),
    st.sampled_from(("x", "A" * 22, "%00", "%ff", "..", "x.csv")),
    st.sampled_from(ENDS),
)  # fmt: skip
FIELDS = st.dictionaries(
    st.sampled_from([f"{side}.{name}" for side in ("left", "right") for name in ("text", "how", "label", "published",
        "address", "source", "origin", "origin-kept")] + ["keep_days", "seen", "password", "says", "remark"]),
    st.sampled_from(("paste", "upload", "address", "live", "30", "2024-05-03")) | TEXT.filter(_is_whole),
    max_size=8,
)  # fmt: skip


ANY_FILE = st.one_of(*(st.tuples(st.just(name), spoilt(name)) for name in SEEDS))
COOKIES = st.dictionaries(
    st.sampled_from(("maker", "delete", "__Host-maker", "theme", "a")) | st.text('abc;=, "\\', max_size=8),
    st.text('abcXYZ019-_=;, "\\%', max_size=60) | st.sampled_from(("A" * 22, "A" * 4000, "")),
    max_size=4,
)


TARGETS: dict[str, tuple[Callable[[Any], None], st.SearchStrategy[Any]]] = {
    "sentences": (sentences, TEXT),
    "facts": (facts, PAIRS),
    "pipeline": (pipeline, PAIRS),
    "exports": (exports, PAIRS),
    "body": (body, JSON.map(lambda value: json.dumps(value).encode()) | st.binary(max_size=200)),
    "address": (address, TEXT | st.from_regex(r"(https?://)?[a-z0-9.\[\]:%@-]{1,40}(:[0-9]{1,6})?(/[^\s]{0,20})?")),
    "file": (file, ANY_FILE),
    "plain": (plain, st.binary(max_size=400) | ANY_FILE.map(lambda one: one[1][:2_000])),
    "web": (web, st.tuples(st.sampled_from(("GET", "HEAD", "FORM", "JSON", "DELETE", "PATCH", "PUT")), PLACES, FIELDS,
        st.binary(max_size=100) | JSON.map(lambda value: json.dumps(value).encode()))),
    "cookies": (cookies, COOKIES),
    "fields": (fields, TEXT),
    "search": (search, st.tuples(TEXT, TEXT | st.text(max_size=3))),
    **FILES,
}  # fmt: skip
