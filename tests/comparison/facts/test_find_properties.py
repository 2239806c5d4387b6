"""Whatever the text: facts are found without an error, in order, and with spans inside it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.comparison.facts import clashes, fact_features, find_facts

PIECES = st.sampled_from(
    "at least|24|people|were killed|, |.|-|–|Monday|Jan. 5|5 p.m.|17:30|Mayor|Anna|Holt|$|3.5|m|million|not|no "
    "one|said|“|”|in|Berlin|two"
    "|thirds|half a|dozen|20|%|per cent|1990s|the 19th century|last|week|two days|ago|of "
    "the|’s|O'Neill|van|der|/|:|05/01/2004|9999|0"
    "|22-year-old|, 22,|6-4|7-5|between|and|to|hundred|\u0301|１２|²|\U0001f600|\x00|ǅ|İ|U.S.|a|the".split("|")
)
NEWS = st.lists(PIECES, max_size=14).map(" ".join) | st.lists(PIECES, max_size=14).map("".join)
PUBLISHED = st.sampled_from(
    [None, "2013", "2013-07", "2013-07-03", "2013-13-45", "0001-01-01", "9999-12-31", "not a date", ""]
)


@settings(max_examples=100, deadline=None)
@given(text=NEWS | st.text(max_size=60), published=PUBLISHED)
def test_every_span_is_inside_the_text_and_facts_come_in_order(text: str, published: str | None) -> None:
    facts = find_facts(text, published=published)
    assert all(0 <= fact.start < fact.end <= len(text) for fact in facts)
    assert [fact.start for fact in facts] == sorted(fact.start for fact in facts)


@settings(max_examples=100, deadline=None)
@given(left=NEWS | st.text(max_size=60), right=NEWS, published=PUBLISHED)
def test_any_two_sentences_compare_the_same_from_either_side(left: str, right: str, published: str | None) -> None:
    one, two = find_facts(left, published=published), find_facts(right)
    there, back = clashes(one, left, two, right), clashes(two, right, one, left)
    assert sorted((c.kind, str(c.left), str(c.right), c.strength, c.may_be_update) for c in there) == sorted(
        (c.kind, str(c.right), str(c.left), c.strength, c.may_be_update) for c in back
    )
    assert all(c.left is None or 0 <= c.left[0] < c.left[1] <= len(left) for c in there)
    assert all(0 < c.strength <= 1 for c in there)
    assert fact_features(left, right, one, two) == fact_features(right, left, two, one)
