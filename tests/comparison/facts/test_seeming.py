"""Sentences that deny and assert the same."""

from __future__ import annotations

import pytest

from app.comparison.facts import only_seem_to_clash

SAME = [
    (
        "The governor had never lost a vote in the state senate.",
        "On Tuesday the governor lost a vote in the senate for the first time.",
    ),
    ("The club hadn't won a final abroad before.", "It was the club's first-ever win in a final."),
    (
        "The port is the largest on the coast and handles most of its grain.",
        "No other port on the coast is larger, and its grain silos are full.",
    ),
    (
        "It is the first deadly landslide in the valley since 1987.",
        "Nobody had been killed by a landslide in the valley since 1987.",
    ),
    ("Nobody in the valley owns more orchards than the family.", "The family has the most orchards in the valley."),
]
OTHER = [
    ("It was the first landslide in the valley since 1987.", "No landslide has been seen in the valley since 1987."),
    ("He had never been convicted of fraud.", "He was convicted of fraud in 1998."),  # no first time
    ("She has never sailed before.", "The museum opens for the first time."),  # not of one thing
    ("The harbour no longer serves the largest ferries.", "The largest ferries use the harbour."),
    ("No more than ten boats left the port.", "The largest boats left the port."),
    ("The team has never won the cup before.", "The team did not win the cup for the first time."),  # two denials
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_is_denied_up_to_now_and_what_happens_first_now_do_not_clash(one: str, other: str) -> None:
    assert only_seem_to_clash(one, other)
    assert only_seem_to_clash(other, one)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_a_denial_of_what_the_other_asserts_is_not_explained_away(one: str, other: str) -> None:
    assert not only_seem_to_clash(one, other)
    assert not only_seem_to_clash(other, one)
