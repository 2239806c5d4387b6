"""From evidence to links, and from links to reasons."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from app.comparison.calibration import STATED, Calibration, Cuts, Scorer
from app.comparison.evidence import ANSWERS, Pair, judged_evidence, plain_evidence, read, seeming
from app.comparison.facts import Clash
from app.comparison.reasons import LONGEST, explained, own_phrases, phrases
from app.comparison.relations import QUESTIONS, promising, relate, worth_asking
from app.comparison.sentences import split
from app.comparison.trees import Tree, Trees
from app.comparison.types import Article, Candidate, Judgement, Link
from tests.fakes import FakeJudge

CUTS = Cuts(match=0.5, full=0.5, likely=0.9, possible=0.7, weaker_match=0.3, weaker_contradiction=0.4)
CALIBRATION = replace(STATED, cuts=CUTS)


def _related(judgement: Judgement) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    candidates = [Candidate(0, 0, 0.8)]
    evidence = judged_evidence(candidates, [judgement])
    return relate([Pair(candidates[0], (), judgement)], evidence, ANSWERS, CALIBRATION)


@pytest.mark.parametrize(
    ("judgement", "relation", "kind"),
    [
        (Judgement(match=0.9, contradiction=0.02, neither=0.08, full=0.8), "match", "full"),
        (Judgement(match=0.9, contradiction=0.02, neither=0.08, full=0.1), "match", "partial"),
        (Judgement(match=0.02, contradiction=0.95, neither=0.03, full=0.01), "contradiction", "likely"),
        (Judgement(match=0.1, contradiction=0.8, neither=0.1, full=0.05), "contradiction", "possible"),
    ],
)
def test_a_sure_answer_becomes_a_link_with_its_degree_or_band(judgement: Judgement, relation: str, kind: str) -> None:
    [link], weaker = _related(judgement)
    assert link.relation == relation
    assert (link.degree or link.band) == kind
    assert weaker == ()


def test_sentences_that_only_seem_to_clash_are_never_told_as_a_conflict() -> None:
    said = Judgement(match=0.3, contradiction=0.65, neither=0.05, full=0.1)
    candidates, evidence = [Candidate(0, 0, 0.8)], judged_evidence([Candidate(0, 0, 0.8)], [said])
    sure = replace(CALIBRATION, cuts=replace(CUTS, possible=0.6))
    for seems, relation in ((False, "contradiction"), (True, "match")):
        links, weaker = relate([Pair(candidates[0], (), said, seeming=seems)], evidence, ANSWERS, sure)
        assert [link.relation for link in links] == [relation]
        assert "contradiction" not in [link.relation for link in weaker]


def test_a_figure_that_clashes_beside_a_seeming_denial_still_counts() -> None:
    texts = "The club had never lost in 30 home games.", "The club lost for the first time in 20 home games."
    figure = Clash("number", (28, 30), (36, 38), "30 against 20", 0.75)
    denial = Clash("negation", (13, 18), (9, 13), "“never” stands on one side only", 0.7)
    assert seeming(texts, [denial])
    assert not seeming(texts, [denial, figure])


def test_an_unsure_answer_is_kept_for_those_who_ask_for_more() -> None:
    links, [weak] = _related(Judgement(match=0.2, contradiction=0.5, neither=0.3, full=0.1))
    assert links == ()
    assert weak.relation == "contradiction"


def test_a_likely_conflict_is_told_as_one_even_where_a_shared_claim_is_likelier() -> None:
    candidate = Candidate(0, 0, 0.8)
    evidence = judged_evidence([candidate], [Judgement(match=0.4, contradiction=0.4, neither=0.2, full=0.1)])
    # Probabilities of 0.95 and 0.82, whatever the evidence.
    calibration = replace(CALIBRATION, match=Scorer(3.0, {}), contradiction=Scorer(1.5, {}))
    [link], weaker = relate([Pair(candidate, (), None)], evidence, ANSWERS, calibration)
    assert link.relation == "contradiction"
    assert link.band == "possible"
    assert weaker == ()


def test_neither_gives_no_link_at_all() -> None:
    assert _related(Judgement(match=0.05, contradiction=0.05, neither=0.9, full=0.01)) == ((), ())


def test_confidence_is_the_probability_of_the_stated_relation() -> None:
    [link], _ = _related(Judgement(match=0.05, contradiction=0.8, neither=0.15, full=0.01))
    assert link.confidence == pytest.approx(0.8, abs=0.01)


def test_a_calibration_reads_back_as_it_was_written() -> None:
    stump = Tree(feature=(0, 0, 0), threshold=(0.5, 0, 0), left=(1, 1, 2), right=(2, 1, 2), value=(0, -2, 2))
    calibration = replace(CALIBRATION, plain_match=Trees(("similarity",), 0.25, (stump,)))
    assert Calibration.read(json.loads(json.dumps(calibration.written()))) == calibration


def test_a_weight_for_evidence_that_there_is_not_is_an_error() -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        Scorer(0.0, {"nothing": 1.0}).probabilities(np.zeros((1, 1), np.float32), ("similarity",))


def test_the_first_look_sends_on_what_could_be_a_match_or_a_contradiction() -> None:
    calibration = replace(CALIBRATION, cuts=replace(CUTS, first_look=0.5, first_look_contradiction=0.1))
    first = np.array([[-2, -3], [-2, -2], [1, -3]], np.float32)  # probabilities of 0.12 and 0.05; 0.12; 0.73 and 0.05
    assert promising(first, calibration).tolist() == [False, True, True]
    assert promising(first, CALIBRATION).all()


def test_where_too_much_could_be_asked_each_sentence_comes_before_more_of_one() -> None:
    looking = replace(CALIBRATION, cuts=replace(CUTS, first_look=0.1, first_look_contradiction=0.1))
    candidates = [Candidate(left, right, 0.9) for left in range(3) for right in range(3)]
    first = np.array([[odds, -9] for odds in (5, 4.9, 4.8, 4, 3.9, 3.8, -1, -1.1, -1.2)], np.float32)
    everything, five = list(range(9)), [0, 1, 2, 3, 6]  # the last left sentence's likeliest stands before (1, 1)
    assert worth_asking(candidates, first, looking, sentences=round(9 / QUESTIONS + 1)) == everything
    assert worth_asking(candidates, first, looking, sentences=4) == five
    assert len(five) == 4 * QUESTIONS


def test_phrases_are_short_and_hold_words_of_content() -> None:
    text = "The dam, which engineers had warned about for years, burst after a night of rain, and 14 people died."
    found = [text[p.start : p.end] for p in phrases(text)]
    assert "14 people died" in found
    assert all(len(phrase) <= LONGEST for phrase in found)


def test_only_phrases_with_words_of_their_own_can_clash() -> None:
    left, right = "The dam burst on Monday, officials said.", "The dam held on Monday, officials said."
    assert "burst" in left[own_phrases(left, right)[0].start : own_phrases(left, right)[0].end]


def test_a_conflict_without_a_clash_of_facts_is_explained_by_what_the_judge_hangs_on() -> None:
    left, right = (
        Article("The mayor of the town resigned in 4 hours."),
        Article("The mayor of the town resigned in 9 hours."),
    )
    sides = read(left, split(left.text)), read(right, split(right.text))
    link = Link(0, 0, "contradiction", 0.9, 0.9, band="likely")
    pairs = {(0, 0): Pair(Candidate(0, 0, 0.9), (), None)}
    [made] = explained([link], pairs, *sides, FakeJudge())
    [reason] = made.reasons
    assert reason.left is not None
    assert reason.right is not None
    assert "4 hours" in left.text[slice(*reason.left)]
    assert "9 hours" in right.text[slice(*reason.right)]


def _told(left: str, right: str, said: Judgement) -> list[tuple[str, str]]:
    """The words of the reasons for a conflict of two sentences of which the judge said this."""
    articles = Article(left), Article(right)
    sides = read(articles[0], split(left)), read(articles[1], split(right))
    candidates = [Candidate(0, 0, 0.9)]
    _, clashes = plain_evidence(candidates, *sides)
    pairs = {(0, 0): Pair(candidates[0], clashes[0], said)}
    [made] = explained([Link(0, 0, "contradiction", 0.9, 0.9, band="likely")], pairs, *sides, None)
    return [(left[slice(*r.left)], right[slice(*r.right)]) for r in made.reasons if r.left and r.right]


def test_the_words_that_a_sure_judge_points_to_come_first() -> None:
    left, right = (
        "Thieves broke into the mill on Monday, killing 4 dogs.",
        "Moths got into the mill on Monday, killing 9 dogs.",
    )
    said = Judgement(0.02, 0.96, 0.02, 0.01, clash=(0.9, 0.8), words=((0, 7), (0, 5)))
    assert _told(left, right, said)[0] == ("Thieves", "Moths")


def test_a_clash_of_facts_that_the_judge_points_to_is_told_by_the_facts_alone() -> None:
    left, right = "The flood killed 4 people in Orvik.", "The flood killed 9 people in Orvik."
    said = Judgement(0.02, 0.96, 0.02, 0.01, clash=(0.9, 0.8), words=((17, 18), (17, 18)))
    [(ours, theirs)] = _told(left, right, said)
    assert "4" in ours
    assert "9" in theirs


def test_a_count_that_the_judge_points_to_is_told_against_the_count_that_it_contradicts() -> None:
    left = "The ferry with 184 people from Orvik hit the quay, injuring 23 of them, two badly."
    right = "Thirty-one people were hurt, two badly, when the ferry from Sand Island hit the quay."
    at = left.index("23"), right.index("Sand Island")
    said = Judgement(0.02, 0.96, 0.02, 0.01, clash=(0.9, 0.8), words=((at[0], at[0] + 2), (at[1], at[1] + 11)))
    assert _told(left, right, said)[0] == ("23", "Thirty-one")


def test_words_that_only_lead_to_what_follows_are_no_end_of_a_reason() -> None:
    left, right = "The mayor moved to the old mill in Orvik.", "The mayor stayed on the farm that he moved in."
    spans = ((left.index("moved"), left.index(" old")), (right.index("moved"), len(right) - 1))
    said = Judgement(0.02, 0.96, 0.02, 0.01, clash=(0.9, 0.8), words=spans)
    assert _told(left, right, said)[0] == ("moved", "moved in")


def test_words_that_the_judge_is_not_sure_of_give_way_to_the_facts() -> None:
    left, right = "The flood killed 4 people in Orvik.", "The flood killed 9 people in Orvik."
    said = Judgement(0.02, 0.96, 0.02, 0.01, clash=(0.9, 0.1), words=((4, 9), (4, 9)))
    [(ours, _)] = _told(left, right, said)
    assert "4" in ours


def test_a_match_needs_no_reason() -> None:
    article = Article("The dam burst.")
    side = read(article, split(article.text))
    link = Link(0, 0, "match", 0.9, 1.0, degree="full")
    assert explained([link], {}, side, side, FakeJudge()) == (link,)


def test_a_short_sentence_is_cut_into_words_so_that_never_the_whole_of_it_is_marked() -> None:
    found = [("The dam burst."[p.start : p.end]) for p in phrases("The dam burst.")]
    assert found == ["The", "dam", "burst"]
