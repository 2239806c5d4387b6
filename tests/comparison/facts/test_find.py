"""What is found in single sentences, kind by kind; every sentence is made up."""

from __future__ import annotations

import math
import time
from datetime import date

import pytest

from app.comparison.facts import (
    Clock,
    Fact,
    Moment,
    Name,
    Negation,
    Quantity,
    Score,
    Speaker,
    agreements,
    find_facts,
    opposites,
)


def numbers(text: str) -> dict[str, Quantity]:
    """Return the quantities of a sentence by their words."""
    return {text[f.start : f.end]: f.value for f in find_facts(text) if isinstance(f.value, Quantity)}


def names(text: str) -> dict[str, Name]:
    """Return the names of a sentence by their words."""
    return {text[f.start : f.end]: f.value for f in find_facts(text) if isinstance(f.value, Name)}


def moment(text: str, published: str | None = None) -> Moment:
    """Return the only date of a sentence."""
    (found,) = [f.value for f in find_facts(text, published=published) if isinstance(f.value, Moment)]
    return found


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("It cost 1,500 lives.", "1,500", 1500, 1500),
        ("Twenty-four people fled.", "Twenty-four", 24, 24),
        ("At least 20 people fled.", "At least 20", 20, math.inf),
        ("Fewer than 50 people fled.", "Fewer than 50", 0, 50),
        ("Between 10 and 15 people fled.", "10 and 15", 10, 15),
        ("Some 10-15 people fled.", "Some 10-15", 7, 18),
        ("Dozens of people fled.", "Dozens", 24, 199),
        ("A hundred and five people fled.", "A hundred and five", 105, 105),
        ("The fund lost 1.2 million pounds.", "1.2 million pounds", 1.2e6, 1.2e6),
        ("The fund lost £3bn.", "£3bn", 3e9, 3e9),
        ("No injuries were reported.", "No injuries", 0, 0),
    ],
)
def test_a_number_means_every_value_its_words_allow(text: str, words: str, low: float, high: float) -> None:
    found = numbers(text)[words]
    assert (found.low, found.high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("24 dead after the storm.", "killed"),
        ("The blast killed at least 24 people.", "killed"),
        ("The death toll rose to 24.", "killed"),
        ("24 people, including their guide, were killed.", "killed"),
        ("The blaze claimed 24 lives.", "killed"),
        ("It left 24 people wounded.", "injured"),
        ("24 people were arrested.", "arrested"),
        ("24 are still missing.", "missing"),
    ],
)
def test_what_befell_those_counted_is_one_role_however_it_is_said(text: str, role: str) -> None:
    (found,) = [value for words, value in numbers(text).items() if "24" in words]
    assert found.role == role


def test_each_number_of_a_sentence_has_its_own_role() -> None:
    found = numbers("The blast left 24 people dead and 140 injured.")
    assert (found["24"].role, found["140"].role) == ("killed", "injured")


@pytest.mark.parametrize(
    "text", ["including six children", "another six children", "six of them", "six other children"]
)
def test_a_number_that_is_part_of_another_says_so(text: str) -> None:
    assert next(iter(numbers(f"The flood took many, {text}.").values())).part


@pytest.mark.parametrize(
    "text",
    [
        "One of the men left.",
        "Call 020 7946 0000 for help.",
        "The Boeing 737 was late.",
        "He bought an iPhone 5 today.",
        "The shop is open 24/7 now.",
        "They voted on Article 50 again.",
    ],
)
def test_what_only_looks_like_a_count_is_none(text: str) -> None:
    assert not [value for value in numbers(text).values() if value.form == "count"]


def test_units_of_one_dimension_meet_in_one_base_unit() -> None:
    miles, kilometres = numbers("It lies 34 miles away.")["34 miles"], numbers("It lies 55 km away.")["55 km"]
    assert miles.unit == kilometres.unit == "m"
    assert miles.low == pytest.approx(kilometres.low, rel=0.01)


def test_ages_ranks_magnitudes_and_scores_are_forms_of_their_own() -> None:
    text = "Liam Shaw, 22, came third when a magnitude 6.1 quake hit."
    assert [value.form for value in numbers(text).values()] == ["age", "rank", "magnitude"]
    assert Score(((6, 4), (7, 5))) in [fact.value for fact in find_facts("She won 6-4, 7-5 in Lyon.")]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It sank on Tuesday.", date(2013, 7, 2), date(2013, 7, 2)),
        ("It sank yesterday.", date(2013, 7, 2), date(2013, 7, 2)),
        ("It will sail on Friday.", date(2013, 7, 5), date(2013, 7, 5)),
        ("It sank two days ago.", date(2013, 7, 1), date(2013, 7, 1)),
        ("It sank last month.", date(2013, 6, 1), date(2013, 6, 30)),
        ("It sank on Jan. 5, 2004.", date(2004, 1, 5), date(2004, 1, 5)),
        ("It sank on 5 January 2004.", date(2004, 1, 5), date(2004, 1, 5)),
        ("It sank in 1998.", date(1998, 1, 1), date(1998, 12, 31)),
        ("It sank in the 1990s.", date(1990, 1, 1), date(1999, 12, 31)),
        ("It sank on 05/01/2004.", date(2004, 1, 1), date(2004, 12, 31)),
    ],
)
def test_a_date_is_resolved_against_the_day_of_publication(text: str, first: date, last: date) -> None:
    found = moment(text, "2013-07-03")
    assert (found.first, found.last) == (first, last)


def test_a_day_without_a_year_is_the_one_nearest_to_the_publication() -> None:
    assert moment("It sank on December 28.", "2013-01-03").first == date(2012, 12, 28)


@pytest.mark.parametrize("text", ["They may march.", "It counted 2000 people.", "The march may help."])
def test_words_and_counts_that_look_like_dates_are_none(text: str) -> None:
    assert not [fact for fact in find_facts(text) if fact.kind == "date"]


@pytest.mark.parametrize(
    ("text", "low"), [("at 5 p.m. on", 1020), ("at 17:30 on", 1050), ("at noon on", 720), ("at 4.30pm on", 990)]
)
def test_a_time_of_day_is_minutes_after_midnight(text: str, low: int) -> None:
    (found,) = [fact.value for fact in find_facts(f"It sank {text} the lake.") if isinstance(fact.value, Clock)]
    assert (found.low, found.high) == (low, low)


@pytest.mark.parametrize(
    ("text", "words", "sort", "key"),
    [
        ("Mayor Anna Holt's office was shut.", "Anna Holt", "person", "holt"),
        ("Talks in Geneva ended.", "Geneva", "place", "geneva"),
        ("The French envoy left.", "French", "place", "france"),
        ("The Ministry of Health was shut.", "Ministry of Health", "organisation", "ministry of health"),
        ("All on Flight 370 were safe.", "Flight 370", "identifier", "flight 370"),
        ("He met Foreign Minister Jean-Luc Petit.", "Jean-Luc Petit", "person", "petit"),
    ],
)
def test_a_name_has_a_sort_and_a_key(text: str, words: str, sort: str, key: str) -> None:
    found = names(text)[words]
    assert (found.sort, found.key) == (sort, key)


def test_a_common_word_that_begins_a_sentence_is_no_name() -> None:
    assert not names("Residents fled. Officials said so.")


def test_a_place_behind_a_comma_says_where_the_first_one_lies() -> None:
    assert names("He moved to Paris, Texas, in spring.")["Paris"].inside == "united states"


def test_a_negation_knows_what_it_denies_and_not_only_is_none() -> None:
    (found,) = [f.value for f in find_facts("The crew did not pay the fine.") if isinstance(f.value, Negation)]
    assert found.scope == ("pay", "fine")
    assert not [f for f in find_facts("It was not only late but wet.") if f.kind == "negation"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("“We saw it,” said Sami Nur.", "nur"),
        ("It is over, police said.", "police"),
        ("It is over, according to the harbour office.", "office"),
    ],
)
def test_the_speaker_is_found(text: str, key: str) -> None:
    assert key in [fact.value.key for fact in find_facts(text) if isinstance(fact.value, Speaker)]


def test_opposites_are_found_unless_one_of_them_is_negated() -> None:
    assert [note for _, _, note in opposites("The bank rose.", "The bank fell.")] == ["rose against fell"]
    assert opposites("The bank did not rise.", "The bank fell.") == ()


def test_what_both_say_is_an_agreement_with_the_words_of_both() -> None:
    left, right = "24 people died in Lyon on Monday.", "Monday's crash in Lyon killed 24."
    shared = agreements(find_facts(left), left, find_facts(right), right)
    words = {(left[slice(*item.left)], right[slice(*item.right)]) for item in shared}
    assert words == {("24", "24"), ("Lyon", "Lyon"), ("Monday", "Monday")}


@pytest.mark.parametrize("piece", ["1,", "12 people ", "Anna Holt ", "U.S. ", "6-4, ", "not rise ", "- "])
def test_a_text_without_full_stops_is_read_in_linear_time(piece: str) -> None:
    def seconds(times: int) -> float:
        text = piece * times
        begun = time.process_time()
        found: tuple[Fact, ...] = find_facts(text)
        assert len(found) <= len(text)
        return time.process_time() - begun

    # Eight times the text may take far more than eight times as long on a busy machine, but not 64 times.
    assert seconds(16_000) < 40 * max(seconds(2_000), 0.005)
