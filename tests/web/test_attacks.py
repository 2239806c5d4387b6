"""What hostile visitors, sites and articles try; docs/security.md names these tests beside what each is against."""

from __future__ import annotations

import ast
import io
import json
import logging
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import lxml.etree
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from lxml import html
from starlette.testclient import TestClient

from app.exports.formats import FORMATS
from app.jobs.runner import Runner
from app.settings import Settings
from app.store.comparisons import ComparisonStore
from app.templating import TURNING
from app.web.routes import install
from app.web.services import Services
from tests.fakes import FakeModels, SettableClock
from tests.source import ROOT, python_files
from tests.web.conftest import PAGE

AT = "/api/comparisons"
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"
BREAKS_OUT = "\"'></textarea></title></script></style><svg onload=alert(1)>{{7*7}}{% raw %}"
TURNED = "paid \u202e41\u202c million \u2066to\u2069 him"
LEFT = f"{SCRIPT} Five people were {TURNED} on Monday. {BREAKS_OUT} The mayor thanked the firemen."
RIGHT = f"{SCRIPT} Seven people were {TURNED} on Monday. [a](javascript:alert(1)) stood in the paper."
LABELS = {"title": f"{SCRIPT}\u202e", "source": f"{BREAKS_OUT}\u2067"}
RUNS = re.compile(r"\s*(?:javascript|vbscript|data:text)", re.IGNORECASE)
DEEP = 100_000  # brackets within brackets


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """No limit on how often: these tests ask for much."""
    return settings.model_copy(update={"reads_a_second": 0, "sentences_a_minute": 0, "max_queued": 100})


@pytest.fixture
def made(client: TestClient) -> dict[str, Any]:
    """A comparison of hostile articles with hostile labels, done; named by its maker's API answer."""
    body = {"left": {"text": LEFT, **LABELS}, "right": {"text": RIGHT, **LABELS}}
    answer: dict[str, Any] = client.post(AT, json=body).json()
    client.get(f"{AT}/{answer['slug']}/events")  # until it is done
    answer["result"] = client.get(f"{AT}/{answer['slug']}").json()["result"]
    return answer


def scripts_in(source: str) -> list[str]:
    """What of a page would run or load something that is not ours."""
    found = []
    for element in html.fromstring(source).iter(lxml.etree.Element):
        if element.tag == "script" and element.get("type") != "application/json":
            ours = (element.get("src") or "").startswith("/static/") and not (element.text or "").strip()
            found += [] if ours else ["script"]
        if element.tag in ("iframe", "object", "embed", "base") or (element.tag == "img" and element.get("src") == "x"):
            found.append(element.tag)
        found += [f"{element.tag} {name}" for name in element.attrib if name.startswith("on")]
        found += [value for value in element.attrib.values() if RUNS.match(value)]
    return found


def test_script_in_texts_and_labels_is_text_on_every_page(client: TestClient, made: dict[str, Any]) -> None:
    at = f"/c/{made['slug']}"
    for path in (at, f"{at}/edit", f"{at}/verdicts", f"{at}/verdicts/new?left=1&right=1", "/mine"):
        source = client.get(path, headers=PAGE).text
        assert scripts_in(source) == [], path
        assert "{{7*7}}" in source or path in ("/mine", f"{at}/verdicts") or "new?" in path
    assert "&lt;script&gt;alert(1)" in client.get(at, headers=PAGE).text


def test_script_in_an_address_is_not_reflected(client: TestClient, made: dict[str, Any]) -> None:
    asked = (
        "?q={}",
        "?caution={}",
        "?show={}",
        "?kind={}",
        "?share={}",
        "/verdicts/new?left={}",
        "/{}",
        ".{}",
    )
    for path in asked:
        for attack in (SCRIPT, BREAKS_OUT):
            source = client.get(f"/c/{made['slug']}{path.replace('{}', quote(attack, safe=''))}", headers=PAGE).text
            assert scripts_in(source) == [], path


def test_script_in_a_form_and_in_the_name_of_a_file_comes_back_as_text(client: TestClient) -> None:
    fields = {"left.text": SCRIPT, "left.label": BREAKS_OUT, "left.published": SCRIPT, "right.address": BREAKS_OUT}
    answer = client.post("/comparisons", data={**fields, "right.how": "address"}, headers=PAGE)
    assert (answer.status_code, scripts_in(answer.text)) == (422, [])
    file = {"left.file": (f"{SCRIPT}.pdf", b"%PDF-1.4 no more of it"), "right.file": (BREAKS_OUT, b"\x7fELF")}
    answer = client.post("/comparisons", data={"left.how": "upload", "right.how": "upload"}, files=file, headers=PAGE)
    assert scripts_in(answer.text) == []
    assert answer.status_code in (415, 422)


def test_script_does_not_run_in_what_is_taken_along(client: TestClient, made: dict[str, Any]) -> None:
    for suffix, format_ in FORMATS.items():
        answer = client.get(f"/c/{made['slug']}.{suffix}")
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.headers["content-type"].partition(";")[0] == format_.media_type.partition(";")[0]
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert scripts_in(client.get(f"/c/{made['slug']}.html").text) == []
    assert "<script" not in client.get(f"/c/{made['slug']}.md").text.replace("\\<script", "")


def test_what_would_turn_the_writing_round_is_shown_and_not_obeyed(client: TestClient, made: dict[str, Any]) -> None:
    at = f"/c/{made['slug']}"
    for path in (at, f"{at}/verdicts/new?left=1&right=1", f"{at}.html", f"{at}.md"):
        shown = client.get(path, headers=PAGE).text
        assert TURNING.findall(shown) == [], path
        assert "⟨U+202E⟩41⟨U+202C⟩" in shown
    word = zipfile.ZipFile(io.BytesIO(client.get(f"{at}.docx").content))
    assert TURNING.findall(word.read("word/document.xml").decode()) == []
    # Data, and the field in which the article is edited, give it back as it was.
    assert TURNED in client.get(f"{at}.json").json()["result"]["left"]["text"]
    assert TURNED in client.get(f"{at}/edit", headers=PAGE).text


def changing(application: FastAPI) -> Iterator[tuple[str, str]]:
    """Method and path of every route that changes something."""
    for route in application.routes:
        for one in getattr(getattr(route, "original_router", None), "routes", [route]):
            if isinstance(one, APIRoute):
                for method in (one.methods or set()) - {"GET", "HEAD"}:
                    yield method, re.sub(r"\{\w+\}", "x", one.path)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://crossread.test"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://crossread.test.evil.example"},
        {"Origin": "http://evil.example:80@crossread.test.evil.example"},
        {"Origin": "http://["},
    ],
)
def test_no_page_of_another_site_can_change_anything(
    client: TestClient, application: FastAPI, headers: dict[str, str]
) -> None:
    routes = set(changing(application))
    assert len(routes) > 12
    for method, path in routes:
        answer = client.request(method, path, headers=headers, json={})
        assert answer.status_code == 403, (method, path)
        assert "another site" in answer.text


def test_no_page_can_be_framed_sniffed_or_kept_whatever_its_status(client: TestClient, made: dict[str, Any]) -> None:
    asked = [("GET", f"/c/{made['slug']}", 200), ("GET", "/c/x", 404), ("PUT", "/", 405), ("POST", AT, 400)]
    asked += [("GET", f"{AT}/{made['slug']}", 200), ("DELETE", f"{AT}/{made['slug']}", 403)]
    for method, path, status in asked:
        answer = client.request(method, path, headers=PAGE)
        assert answer.status_code == status
        assert answer.headers["x-frame-options"] == "DENY"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"


def test_no_cache_can_be_poisoned_by_headers_that_are_not_part_of_an_address(client: TestClient) -> None:
    hostile = {
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "javascript",
        "X-Forwarded-For": "203.0.113.7",
        "X-Host": "evil.example",
        "X-Original-URL": "/mine",
        "X-Rewrite-URL": "/mine",
        "X-HTTP-Method-Override": "DELETE",
        "Forwarded": "host=evil.example;proto=https",
    }
    for path in ("/", "/how", "/api", "/robots.txt"):
        plain, attacked = client.get(path, headers=PAGE), client.get(path, headers=PAGE | hostile)
        assert attacked.content == plain.content
        assert attacked.headers == plain.headers


def test_the_name_that_a_visitor_gives_the_server_reaches_nobody_else(
    settings: Settings, store: ComparisonStore, runner: Runner, models: FakeModels, clock: SettableClock
) -> None:
    app = FastAPI(docs_url=None, redoc_url=None)
    public = settings.model_copy(update={"public_url": "https://crossread.example"})
    install(app, Services(settings=public, store=store, runner=runner, models=models, clock=clock))
    client = TestClient(app, base_url="http://crossread.test", headers={"Host": "evil.example"})
    made = client.post(AT, json={"left": {"text": "It rained."}, "right": {"text": "It snowed."}}).json()
    assert made["url"].startswith("https://crossread.example/c/")
    assert "evil.example" not in client.get(f"/c/{made['slug']}", headers=PAGE).text
    # Without that setting a page speaks of the name it was asked by, to who asked, and is kept by no cache.


def test_a_name_of_the_server_that_is_none_breaks_nothing(client: TestClient, made: dict[str, Any]) -> None:
    for name in ('a"><script>alert(1)</script>', "a b", "[::1", "a:99999", "@", "%00"):
        answer = client.get(f"/c/{made['slug']}", headers={**PAGE, "Host": name})
        assert answer.status_code < 500
        assert scripts_in(answer.text) == []
        assert answer.headers["cache-control"] == "no-store"


def test_no_file_is_given_but_those_of_static(client: TestClient, application: FastAPI) -> None:
    static = f"/static/{application.state.look.assets.version}"
    for up in ("..", "%2e%2e", "..%2f..", "..%5c..", "....//", "%252e%252e", "..;", "\\..", "%00", "//etc"):
        for path in (
            f"/static/{up}/{up}/app/settings.py",
            f"{static}/{up}/pyproject.toml",
            f"{static}/{up}/etc/passwd",
        ):
            answer = client.get(path)
            assert answer.status_code == 404, path
            assert "CROSSREAD" not in answer.text
            assert "root:" not in answer.text


def test_no_line_end_gets_into_a_header(client: TestClient, made: dict[str, Any]) -> None:
    ends = "%0d%0aSet-Cookie:%20a=b%0d%0a%0d%0a<script>"
    for method, path in (
        ("GET", f"/c/{ends}"),
        ("GET", f"/c/{made['slug']}.csv?a={ends}"),
        ("GET", f"/e/{ends}"),
        ("GET", f"/static/{ends}"),
        ("POST", f"/c/{made['slug']}/verdicts/readers?q={ends}&caution={ends}"),
        ("POST", f"/c/{made['slug']}/excerpts/{ends}/revoke"),
        ("POST", f"/c/{ends}/unlock"),
    ):
        answer = client.request(method, path, headers={"Authorization": f"Bearer {made['delete_token']}"})
        assert answer.status_code < 500
        assert all("\r" not in value and "\n" not in value for value in answer.headers.values())
        assert "a=b" not in answer.headers.get("set-cookie", "")


HOSTILE_JSON = {
    "brackets": b"[" * DEEP,
    "closed brackets": b"[" * DEEP + b"]" * DEEP,
    "objects": b'{"left":' * DEEP + b"1" + b"}" * DEEP,
    "a long number": b'{"left": ' + b"9" * DEEP + b"}",
    "a large number": b'{"left": 1e999999, "right": -1e999999, "says": 1e400}',
    "many names": b"{" + b",".join(b'"%d":0' % n for n in range(20_000)) + b"}",
    "one name twice": b'{"left": {"text": "a"}, "left": {"text": "b"}, "right": {"text": "c"}}',
    "not a number": b'{"left": NaN, "right": Infinity}',
    "half a character": b'{"left": {"text": "\\ud800 a"}, "right": {"text": "b"}}',
    "a nul": b'{"left": {"text": "a\\u0000"}, "right": {"text": "b"}}',
    "not utf-8": b'{"left": "\xff\xfe"}',
    "an attribute": b'{"__proto__": {"a": 1}, "left": {"text": "a", "__class__": "b"}, "right": {"text": 1}}',
    "nothing": b"",
}


def test_hostile_json_is_refused_wherever_json_is_read(client: TestClient, made: dict[str, Any]) -> None:
    one = f"{AT}/{made['slug']}"
    places = (("POST", AT), ("POST", "/api/articles"), ("POST", f"{one}/verdicts"), ("PATCH", f"{one}/verdicts"))
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {made['delete_token']}"}
    for what, body in HOSTILE_JSON.items():
        for method, path in places:
            answer = client.request(method, path, content=body, headers=headers)
            assert answer.status_code in (400, 413, 422), (what, method, path)
            assert answer.headers["content-type"] == "application/problem+json"
            assert len(answer.content) < 1_000  # nothing is given back at length


def test_secrets_are_compared_in_a_time_that_tells_nothing() -> None:
    secret = re.compile(r"token|secret|password|sha256|fingerprint|digest|signature", re.IGNORECASE)
    plain = []
    for file in [*python_files("app/store"), *python_files("app/web")]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Compare) and any(isinstance(one, ast.Eq | ast.NotEq) for one in node.ops):
                sides = [ast.unparse(side) for side in (node.left, *node.comparators)]
                if any(secret.search(side) for side in sides) and not any(".c." in side for side in sides):
                    plain.append(f"{file.relative_to(ROOT)}:{node.lineno} {ast.unparse(node)}")
    assert plain == []


def test_neither_texts_nor_slugs_nor_tokens_get_into_the_log(
    client: TestClient, models: FakeModels, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        models.encoder.breaks_on["zyzzyva"] = ValueError("the zyzzyva text")
        failing = client.post(AT, json={"left": {"text": "A zyzzyva came."}, "right": {"text": "It went."}}).json()
        client.get(f"{AT}/{failing['slug']}/events")
        client.get(f"/c/{failing['slug']}", headers=PAGE)
        client.get(f"/c/{failing['slug']}.csv")
        client.post(f"/c/{failing['slug']}/unlock", data={"password": "zyzzyva"})
        client.delete(f"{AT}/{failing['slug']}", headers={"Authorization": "Bearer wrong-zyzzyva"})
        client.delete(f"{AT}/{failing['slug']}", headers={"Authorization": f"Bearer {failing['delete_token']}"})
    ours = [record for record in caplog.records if record.name.partition(".")[0] in ("app", "sqlalchemy", "alembic")]
    logged = "\n".join(f"{record.getMessage()} {record.args}" for record in ours)
    assert "comparison failed" in logged
    for secret in ("zyzzyva", failing["slug"], failing["delete_token"]):
        assert secret not in logged


def test_every_line_of_the_threat_model_names_a_test_that_there_is() -> None:
    table = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (?!who \||-)(.+) \|$", table, re.MULTILINE)
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", table)
    assert len(rows) > 20
    assert all("`tests/" in row for row in rows)
    for file, name in named:
        source = (ROOT / file).read_text(encoding="utf-8")
        assert not name or f"def {name}(" in source, f"{file}::{name}"


def test_json_is_never_a_page(client: TestClient, made: dict[str, Any]) -> None:
    answer = client.get(f"{AT}/{made['slug']}", headers=PAGE)
    assert answer.headers["content-type"] == "application/json"
    assert json.loads(answer.content)["result"]["left"]["text"] == LEFT
