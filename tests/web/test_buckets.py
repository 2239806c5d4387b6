"""Shares of the server: buckets that fill by the clock, room that is given back, and what a request costs."""

from __future__ import annotations

import pytest

from app.comparison.types import Article
from app.errors import ServerFull, TooManyRequests
from app.web.buckets import Buckets
from app.web.cost import LEAST, LONG, cost_of, count
from app.web.room import Room
from app.web.visitors import NOBODY, visitor_of
from tests.fakes import Seconds


def test_who_has_taken_all_hears_when_there_is_enough_again(seconds: Seconds) -> None:
    buckets = Buckets(holds=10, a_second=2, monotonic=seconds)
    assert buckets.take("one", 10) == 0
    assert buckets.take("one", 4) == pytest.approx(2)
    assert buckets.take("two", 4) == 0
    seconds.now += 1.9
    assert buckets.take("one", 4) == pytest.approx(0.1)
    seconds.now += 0.2
    assert buckets.take("one", 4) == 0


def test_what_costs_more_than_a_share_is_let_through_once_and_paid_off(seconds: Seconds) -> None:
    buckets = Buckets(holds=10, a_second=1, monotonic=seconds)
    assert buckets.take("one", 30) == 0
    assert buckets.take("one", 1) == pytest.approx(21)


def test_a_debt_never_grows_beyond_a_share(seconds: Seconds) -> None:
    buckets = Buckets(holds=10, a_second=1, monotonic=seconds)
    for _ in range(5):
        buckets.charge("one", 100)
    assert buckets.take("one", 1) == pytest.approx(11)


def test_without_a_limit_nothing_is_refused_and_nobody_is_remembered() -> None:
    buckets = Buckets(holds=0, a_second=0)
    assert [buckets.take("one", 10**9) for _ in range(3)] == [0, 0, 0]


def test_a_million_names_take_no_more_memory_than_are_remembered(seconds: Seconds) -> None:
    buckets = Buckets(holds=1, a_second=1, names=3, monotonic=seconds)
    for name in "abcd":
        buckets.take(name, 1)
    assert buckets.take("d", 1) > 0
    assert buckets.take("a", 1) == 0  # forgotten, and so as good as new


def test_one_visitor_cannot_take_all_the_room() -> None:
    room = Room("too many of them", holds=3, each=2)
    room.take("one", 2)
    with pytest.raises(TooManyRequests, match="You have too many of them") as refused:
        room.take("one")
    assert refused.value.retry_after
    room.take("two")
    with pytest.raises(ServerFull):
        room.take("two")
    room.give("one", 2)
    with room.of("two"):
        assert room.taken == 2
    assert room.taken == 1


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "testclient"),
    ],
)
def test_a_visitor_is_a_line_and_not_one_of_its_billions_of_addresses(address: str, name: str) -> None:
    assert visitor_of({"client": (address, 5)}) == name
    assert visitor_of({"client": None}) == NOBODY


def test_a_comparison_costs_its_sentences_and_a_short_one_what_keeping_it_takes() -> None:
    fifty = Article("The mayor said it would not rain. " * 50)
    assert cost_of(fifty, fifty) == 100
    assert cost_of(Article("Yes."), Article("No.")) == LEAST
    assert count("A headline without a stop\n\nThe text. It ends") == 2
    assert count("a" * LONG * 40) == 40
