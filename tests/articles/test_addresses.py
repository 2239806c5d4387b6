"""Pages are fetched from public sites, and from nowhere inside, however the address is written or leads there."""

from __future__ import annotations

import gzip
import itertools
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_network

import pytest

from app.articles.addresses import read_address
from app.articles.fetching import REDIRECTS, fetch, system_resolve
from app.articles.found import Given
from app.articles.guard import Rules, checked_addresses, rules_of, target_of
from app.errors import AddressRefused, InputRefused, PageFailed, PageSlow
from app.settings import Settings
from tests.articles import writers
from tests.articles.sites import Site, gives, leads_to, site
from tests.articles.story import TEXT, TITLE

HERE = Rules(networks=(ip_network("127.0.0.1/32"),))  # 127.0.0.2 stands for a machine inside
PUBLIC = "93.184.215.14"

# No page on the web, or a place inside in one of its spellings.
BAD = [
    "", "   ", "ferry", "not an address", "file:///etc/passwd", "ftp://example.org/a", "gopher://example.org/",
    "javascript:alert(1)", "data:text/html,hello", "dict://example.org:11211/", "ws://example.org/",
    "http://", "https:///path", "http://user@example.org/", "http://user:secret@example.org/",
    "http://example.org@127.0.0.1/", "http://127.0.0.1\\@example.org/", "http://example.org\\.inside/",
    "http://exa mple.org/", "http://example.org/\r\nX: 1", "http://example.org/\x00", "http://example.org:0x50/",
    "http://example.org:99999/", "http://example.org:22/", "http://example.org:6379/", "http://-example.org/",
    "http://example..org/", f"http://example.org/{'a' * 3000}", "http://[::1", "http://[zz]/",
    "http://127.0.0.1/", "http://127.0.0.2/", "http://127.1/", "http://127.0.1/", "http://2130706433/",
    "http://0x7f000001/", "http://0x7f.0.0.1/", "http://0177.0.0.1/", "http://017700000001/", "http://127.0.0.01/",
    "http://0/", "http://0.0.0.0/", "http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/", "http://localhost/",
    "http://LOCALHOST./", "http://10.0.0.1/", "http://10.255.255.255/", "http://172.16.0.1/", "http://172.31.255.254/",
    "http://192.168.0.1/", "http://169.254.169.254/latest/meta-data/", "http://100.64.0.1/", "http://100.127.255.254/",
    "http://192.0.0.1/", "http://192.0.2.1/", "http://198.18.0.1/", "http://198.51.100.7/", "http://203.0.113.9/",
    "http://224.0.0.1/", "http://239.255.255.250/", "http://240.0.0.1/", "http://255.255.255.255/",
    "http://192.88.99.1/", "http://[::]/", "http://[::1]/", "http://[0:0:0:0:0:0:0:1]/", "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/", "http://[::ffff:10.0.0.1]/", "http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b::10.0.0.1]/", "http://[64:ff9b:1::1]/", "http://[2002:7f00:1::]/", "http://[2001:0:7f00:1::]/",
    "http://[2001:db8::1]/", "http://[fc00::1]/", "http://[fd12:3456::1]/", "http://[fe80::1]/", "http://[fe80::1%25lo]/",
    "http://[fec0::1]/", "http://[ff02::1]/", "http://[100::1]/", "http://[3fff::1]/", "http://[5f00::1]/",
]  # fmt: skip
INSIDE = ["127.0.0.1", "10.1.2.3", "169.254.169.254", "100.64.9.9", "192.168.1.1", "::1", "fd00::1", "::ffff:10.0.0.1"]


def public(host: str, port: int) -> Sequence[str]:
    """A resolver that knows every name and, as real ones do, every spelling of an address."""
    try:
        return system_resolve(host, port) if host[0].isdigit() or ":" in host or host == "localhost" else [PUBLIC]
    except OSError:
        return []


def here(host: str, port: int) -> Sequence[str]:
    """All names are sites on this machine."""
    return system_resolve(host, port) if host[0].isdigit() else ["127.0.0.1"]


@pytest.fixture
def news() -> Iterator[Site]:
    """A site with a story."""
    with site({"/story": gives(writers.page(), "text/html; charset=utf-8")}) as made:
        yield made


def read(address: str, rules: Rules = HERE) -> Given:
    return read_address(address, rules=rules, max_characters=200_000, resolve=here)


def test_the_table_is_long_enough() -> None:
    assert len(set(BAD)) >= 60


@pytest.mark.parametrize("address", BAD)
def test_a_bad_address_is_refused_before_anything_is_asked(address: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        checked_addresses(target_of(address, Rules()), Rules(), public)
    assert refused.value.detail.endswith(".")


@pytest.mark.parametrize(
    ("address", "host", "path"),
    [
        ("https://example.org", "example.org", "/"),
        (" http://EXAMPLE.org:8080/a?b=c#d ", "example.org", "/a?b=c"),
        ("example.org/a", "example.org", "/a"),
        ("https://bücher.example/é", "xn--bcher-kva.example", "/%C3%A9"),
        ("http://93.184.215.14/", "93.184.215.14", "/"),
        ("http://[2606:4700::1111]/", "2606:4700::1111", "/"),
    ],
)
def test_a_good_address_is_taken_apart(address: str, host: str, path: str) -> None:
    target = target_of(address, Rules())
    assert (target.host, target.path) == (host, path)
    assert checked_addresses(target, Rules(), public)


@pytest.mark.parametrize("inside", INSIDE)
def test_a_name_that_leads_inside_is_refused_even_beside_a_public_address(inside: str) -> None:
    for found in ([inside], [PUBLIC, inside], [inside, PUBLIC]):
        with pytest.raises(AddressRefused, match="not a public site"):
            checked_addresses(target_of("http://rebind.example/", Rules()), Rules(), lambda *_, f=found: f)


def test_a_name_is_looked_up_once_and_the_checked_address_is_the_one_that_is_asked(news: Site) -> None:
    answers = itertools.chain([["127.0.0.1"]], itertools.repeat(["127.0.0.2"]))
    asked: list[str] = []

    def rebinding(host: str, _: int) -> Sequence[str]:
        asked.append(host)
        return next(answers)

    with site({"/story": gives(b"secret")}, at="127.0.0.2", port=news.port) as inside:
        given = read_address(
            f"http://rebind.example:{news.port}/story", rules=HERE, max_characters=200_000, resolve=rebinding
        )
        with pytest.raises(AddressRefused):
            fetch(f"http://rebind.example:{news.port}/story", rules=HERE, resolve=rebinding)
    assert given.text == TEXT
    assert asked == ["rebind.example"] * 2
    assert inside.asked == []


@pytest.mark.parametrize("hops", [1, 2, 5])
def test_a_chain_of_redirects_that_ends_inside_is_refused(hops: int) -> None:
    with site({"/": gives(b"<p>secret</p>")}, at="127.0.0.2") as inside:
        chain = {f"/{n}": leads_to(f"/{n + 1}") for n in range(1, hops)}
        for ending in (f"http://127.0.0.2:{inside.port}/", f"http://2130706434:{inside.port}/", "file:///etc/hostname"):
            with (
                site(chain | {f"/{hops}": leads_to(ending)}) as outer,
                pytest.raises(AddressRefused),
            ):
                read(f"http://site.example:{outer.port}/1")
            assert len(outer.asked) == hops
        assert inside.asked == []


def test_five_redirects_are_followed_and_six_are_not() -> None:
    story = gives(writers.page())
    for hops in (REDIRECTS, REDIRECTS + 1):
        chain = {f"/{n}": leads_to(f"/{n + 1}", 301 + n % 2) for n in range(hops)}
        with site(chain | {f"/{hops}": story}) as made:
            address = f"http://site.example:{made.port}/0"
            if hops == REDIRECTS:
                assert read(address).title == TITLE
            else:
                with pytest.raises(PageFailed, match="5 times"):
                    read(address)
            assert all("Cookie" not in headers for _, headers in made.asked)


def test_the_article_at_an_address_comes_with_what_the_page_says(news: Site) -> None:
    given = read(f"http://www.herald.example:{news.port}/story")
    assert given.text == TEXT
    assert (given.title, given.source, given.published) == (TITLE, "The Saltmere Herald", "2026-05-04")
    assert given.address == "https://herald.example/lighthouse"
    ((path, headers),) = news.asked
    assert path == "/story"
    assert headers["Host"] == f"www.herald.example:{news.port}"
    assert headers["User-Agent"].startswith("Crossread")
    assert not {"Cookie", "Authorization", "Referer"} & set(headers)


def test_other_types_are_read_too_and_the_site_is_the_source() -> None:
    with site({"/a": gives(writers.pdf(), "application/pdf"), "/b": gives(b"x", "image/png")}) as made:
        given = read(f"http://www.site.example:{made.port}/a")
        assert (given.text, given.source) == (TEXT, "site.example")
        assert given.address == f"http://www.site.example:{made.port}/a"
        with pytest.raises(AddressRefused, match="image/png"):
            read(f"http://www.site.example:{made.port}/b")


def test_what_the_site_says_of_the_encoding_is_believed() -> None:
    page = writers.page(charset="cp1252").replace(b'<meta charset="cp1252">', b"")
    with site({"/": gives(page, "text/html; charset=windows-1252")}) as made:
        given = read(f"http://site.example:{made.port}/")
    assert "A café and" in given.text
    assert given.warnings == ()


def test_a_packed_page_is_unpacked_and_a_bomb_is_not() -> None:
    packed = gives(gzip.compress(writers.page()), Content_Encoding="gzip")
    bomb = gives(gzip.compress(bytes(50_000_000), 1), Content_Encoding="gzip")
    with site({"/": packed, "/bomb": bomb}) as made:
        assert read(f"http://site.example:{made.port}/").text == TEXT
        with pytest.raises(PageFailed, match="more than 20 MB"):
            read(f"http://site.example:{made.port}/bomb")


def test_a_paywall_is_said() -> None:
    page = writers.page().replace(
        b"</head>", b'<script type="application/ld+json">{"isAccessibleForFree": false}</script></head>'
    )
    cut = writers.page().replace(b"</article>", b"<p>Subscribe to continue reading this story.</p></article>")
    refused = lambda handler: handler.send_error(402)  # noqa: E731 - an answer
    with site({"/paid": gives(page), "/cut": gives(cut), "/refused": refused}) as made:
        assert "must pay" in read(f"http://site.example:{made.port}/paid").warnings[0]
        assert "cut off" in read(f"http://site.example:{made.port}/cut").warnings[0]
        with pytest.raises(PageFailed, match="subscribers"):
            read(f"http://site.example:{made.port}/refused")


def test_a_site_that_drips_or_is_silent_is_given_up() -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            for _ in range(100):
                handler.wfile.write(b"<p>")
                time.sleep(0.05)
        except OSError:
            pass

    with site({"/drip": drip, "/silent": lambda _: time.sleep(1)}) as made:
        for path in ("drip", "silent"):
            began = time.monotonic()
            with pytest.raises(PageSlow):
                fetch(f"http://site.example:{made.port}/{path}", rules=HERE, resolve=here, seconds=0.4)
            assert time.monotonic() - began < 3


def test_a_site_that_breaks_off_or_is_not_there_is_named() -> None:
    half = gives(b"<p>Half of it", Content_Length="1000")
    with site({"/": half}) as made, pytest.raises(PageFailed, match="broke off"):
        read(f"http://site.example:{made.port}/")
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(PageFailed, match=r"site\.example could not be reached"):
        read(f"http://site.example:{port}/")
    with site({}) as made, pytest.raises(PageFailed, match="no such page"):
        read(f"http://site.example:{made.port}/none")


def test_the_name_of_the_site_is_in_the_handshake() -> None:
    heard = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def listen() -> None:
            visitor, _ = listening.accept()
            with visitor:
                heard.append(visitor.recv(4096))

        thread = threading.Thread(target=listen)
        thread.start()
        with pytest.raises(PageFailed):
            read(f"https://herald.example:{listening.getsockname()[1]}/")
        thread.join()
    assert b"herald.example" in heard[0]


def test_the_owner_can_switch_it_off_or_name_the_only_sites() -> None:
    with pytest.raises(AddressRefused, match="fetches no web addresses"):
        target_of("https://example.org/", rules_of(Settings(fetch=False)))
    rules = rules_of(Settings(fetch_sites="Example.org, news.example", fetch_networks="10.1.0.0/16"))
    for good in ("https://example.org/", "https://www.example.org/", "http://news.example/a"):
        assert target_of(good, rules).scheme
    for bad in ("https://notexample.org/", "https://example.org.evil.example/", "https://93.184.215.14/"):
        with pytest.raises(AddressRefused, match="only from example"):
            target_of(bad, rules)
    target = target_of("http://example.org:9000/", rules)
    assert checked_addresses(target, rules, lambda *_: ["10.1.2.3"])
    with pytest.raises(AddressRefused):
        checked_addresses(target, rules, lambda *_: ["10.2.2.3"])


def test_a_mistyped_network_is_said_at_start() -> None:
    with pytest.raises(ValueError, match=r"10\.1\.0\.0/99"):
        Settings(fetch_networks="10.1.0.0/99")


def test_what_is_wrong_at_an_address_is_about_the_address() -> None:
    with (
        site({"/": gives(b"<html><body><script>x()</script></body></html>")}) as made,
        pytest.raises(InputRefused) as no,
    ):
        read(f"http://site.example:{made.port}/")
    assert no.value.field == "address"
    assert no.value.detail.startswith("No text was found in site.example.")
