"""What two sentences may and may not clash about; every sentence is made up."""

from __future__ import annotations

import pytest

from app.comparison.facts import FEATURES, Clash, clashes, fact_features, find_facts

STRONG = 0.5


def clash(left: str, right: str, *, published: tuple[str | None, str | None] = (None, None)) -> tuple[Clash, ...]:
    """Compare two sentences by their facts."""
    return clashes(find_facts(left, published=published[0]), left, find_facts(right, published=published[1]), right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("More than 100 people died in the flood.", "Officials said 116 people were killed in the flood."),
        ("About 1,500 residents fled the valley.", "The police counted 1,487 residents who fled the valley."),
        ("The dam released 1.2 million litres of water.", "The dam released 1,240,000 litres of water."),
        ("The blast killed 24 people.", "The blast left 140 people injured."),
        ("The wall is 12 metres high.", "The wall weighs 12 tonnes."),
        ("The tunnel is 34 miles long.", "The tunnel is 55 km long."),
        ("Anna Holt, 54, was unhurt.", "Peter Brandt, 61, was unhurt."),
        ("Work on the bridge must end by Monday.", "Work on the bridge must end by Tuesday."),
        ("Catherine Moss won the seat.", "Katherine Moss won the seat."),
        ("Mohammed Karim led the march.", "Muhammad Kareem led the march."),
        ("The fire broke out in Lyon.", "The fire broke out in France."),
        ("Up to 40 homes were damaged.", "Some 35 homes were damaged."),
        ("Dozens of people were arrested.", "Police arrested 31 people."),
    ],
)
def test_what_can_both_be_true_does_not_clash(left: str, right: str) -> None:
    assert clash(left, right) == ()


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "In 1987 a magnitude-7.9 quake in the same valley killed 4,000 people.",
            "The 6.2-magnitude quake struck a valley that was wrecked by the 1987 earthquake.",
        ),
        ("In 1953, a flood killed 300 people on the island.", "The flood killed nine people on the island."),
        ("The 1953 flood killed 300 people.", "The flood killed nine people in the village."),
    ],
)
def test_a_figure_of_a_year_long_past_is_held_weakly_against_one_of_now(left: str, right: str) -> None:
    assert all(found.strength < STRONG for found in clash(left, right))
    assert all(found.strength < STRONG for found in clash(right, left))


@pytest.mark.parametrize(
    "right",
    [
        "The flood killed 170 people on the island and hundreds more on the mainland.",
        "The flood killed 170 people on the island and about 130 more on the mainland.",
    ],
)
def test_a_figure_to_which_more_is_added_is_held_weakly_against_a_total(right: str) -> None:
    left = "The flood killed 300 people in two countries."
    assert clash(left, "The flood killed 170 people on the island.")[0].strength >= STRONG
    assert all(found.strength < STRONG for found in (*clash(left, right), *clash(right, left)))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("In 1953, a flood killed 300 people on the island.", "The 1953 flood killed 450 people on the island."),
        ("The flood killed 300 people in 1953.", "In 1953 the flood killed 450 people."),
    ],
)
def test_figures_of_one_year_clash(left: str, right: str) -> None:
    assert clash(left, right)[0].strength >= STRONG


@pytest.mark.parametrize(
    ("left", "right", "kind", "words"),
    [
        ("24 people were killed in the crash.", "The crash killed 11 people.", "number", ("24", "11")),
        ("Five villages were flooded.", "The river flooded seven villages.", "number", ("Five", "seven")),
        (
            "The firm paid $3.5m for the ship.",
            "The firm paid $5 million for the ship.",
            "number",
            ("$3.5m", "$5 million"),
        ),
        ("A 6.1-magnitude quake hit.", "A quake of magnitude 5.4 hit.", "number", ("6.1-magnitude", "magnitude 5.4")),
        ("His term ends in 2018.", "His term ends in 2019.", "date", ("2018", "2019")),
        ("The ferry sank on Tuesday.", "The ferry sank on Thursday.", "date", ("Tuesday", "Thursday")),
        ("The ferry sank at 5:30 p.m.", "The ferry sank at 9 a.m.", "time", ("5:30 p.m.", "9 a.m.")),
        (
            "Mayor Anna Holt opened the fair.",
            "Mayor Peter Brandt opened the fair.",
            "name",
            ("Anna Holt", "Peter Brandt"),
        ),
        ("The plane landed in Lyon.", "The plane landed in Berlin.", "place", ("Lyon", "Berlin")),
        ("The crew did not pay the fine.", "The crew paid the fine in cash.", "negation", ("not", "paid the fine")),
        ("Shares in the bank rose sharply.", "Shares in the bank fell sharply.", "outcome", ("rose", "fell")),
    ],
)
def test_what_cannot_both_be_true_clashes_on_its_words(
    left: str, right: str, kind: str, words: tuple[str, str]
) -> None:
    found = clash(left, right)[0]
    assert found.kind == kind
    assert found.strength >= STRONG
    assert found.left is not None
    assert left[slice(*found.left)] == words[0]
    assert found.right is not None
    assert right[slice(*found.right)] == words[1]


def test_a_growing_toll_may_be_an_update() -> None:
    (found,) = clash("24 people are dead.", "The death toll rose to 11.")
    assert found.may_be_update


def test_a_part_clashes_far_less_than_a_whole() -> None:
    whole = clash("The flood killed 24 people.", "The flood killed 11 people.")[0].strength
    part = clash("The flood killed 24 people.", "Another 11 people were killed by the flood.")[0].strength
    assert part < whole / 2


def test_a_weekday_is_held_against_the_date_that_the_publication_makes_of_it() -> None:
    left, right = "The ferry sank on Tuesday.", "The ferry sank on July 2."
    assert clash(left, right, published=("2013-07-03", "2013-07-05")) == ()
    assert clash(left, right, published=("2013-07-10", "2013-07-05"))[0].kind == "date"


def test_exchanging_the_sides_exchanges_the_answer() -> None:
    left, right = "Mayor Anna Holt said 24 died on Monday.", "Mayor Peter Brandt said 11 died on Sunday."
    there, back = clash(left, right), clash(right, left)
    assert {(c.kind, c.left, c.right, c.strength) for c in there} == {
        (c.kind, c.right, c.left, c.strength) for c in back
    }


def test_features_come_in_the_documented_order_and_are_the_same_for_either_side() -> None:
    left, right = "Police arrested seven men in Berlin.", "No one was arrested in Berlin, police said."
    facts = find_facts(left), find_facts(right)
    there = fact_features(left, right, facts[0], facts[1])
    assert tuple(there) == FEATURES
    assert there == fact_features(right, left, facts[1], facts[0])
    assert there["numbers_clashing_max"] >= STRONG


def test_a_hyphen_before_million_or_billion_changes_no_amount() -> None:
    left, right = "They agreed on a €110 billion rescue.", "They agreed on a €110-billion ($143-billion) rescue."
    assert clashes(find_facts(left), left, find_facts(right), right) == ()
    assert (
        clashes(
            find_facts("A $3 million deal."),
            "A $3 million deal.",
            find_facts("A $3-million deal."),
            "A $3-million deal.",
        )
        == ()
    )
