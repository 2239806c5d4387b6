"""The splitter's contract: exact offsets for any text, and sentences as a reader of news would cut them."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.comparison.sentences import split

BLANK_LINE = re.compile("[\n\r\x0b\x0c\x85\u2028][^\\S\n\r\x0b\x0c\x85\u2028]*[\n\r\x0b\x0c\x85\u2028]|\u2029")


def cut(text: str) -> list[str]:
    return [sentence.text for sentence in split(text)]


PROSE = {
    "a saint's town": ["The pier in St. Petersburg reopened.", "Crowds came."],
    "an initialism before a title": ["The U.S. President landed at noon.", "He left at one."],
    "an initialism at the end": ["She has lived for years in the U.S. ", "He has not."],
    "a month": ["On Jan. 5 the pumps failed.", "In Sept. 2011 they had held."],
    "an hour at the end": ["Doors open at 5 p.m.", "The show starts an hour later."],
    "an hour before a day": ["Doors open at 5 p.m. Monday.", "Entry is free."],
    "an hour before a time zone": ["It was due at 9 a.m. GMT on Friday.", "It was late."],
    "money with a point": ["The repair cost $3.5 million.", "Nobody had planned for it."],
    "a fraction and a score": ["Pi is about 3.14 in class.", "The game ended 3-2."],
    "a shout with its speaker": ['"Not now!" he said.', "The door closed."],
    "a question with its speaker": ["“Are you sure…?” she asked.", "He was."],
    "a question with its speaker's name": ["“Who pays for it?” Mr. Okafor asked.", "Nobody answered."],
    "a cry and what follows": ["“Fire!”", "The crowd ran."],
    "a quotation of two sentences with its speaker": ['"It shook. We ran out," said Ilse Brandt.', "Nobody was hurt."],
    "a quotation led in by its speaker": ["He said: “It shook. We ran out.”", "Nobody was hurt."],
    "a quotation of two sentences alone": ["“The bridge is old.", "It was never meant for trams.”", "He shrugged."],
    "a quotation cut by its speaker": ["“We tried,” she said.", "“We had no boats.", "We had no light.”"],
    "a quotation that nobody closes": ["“The bridge is old.", "It will be shut in May."],
    "a quotation in a quotation": ["“She told me ‘No. Never.’ on the phone,” he said.", "He hung up."],
    "single marks": ["‘We were lucky. Others were not,’ she said.", "The workers’ hut is gone."],
    "apostrophes": ["Rock ’n’ roll in the ’90s wasn't the nurses' taste.", "It's Dad's."],
    "straight single marks": ["'We were lucky,' she said.", "It wasn't planned."],
    "French marks": ["« Nous partons. »", "Elle est partie."],
    "German marks": ["„Wir gehen. Jetzt“, sagte er.", "„Gut.“", "Er ging."],
    "swapped angle marks": ["»Wir gehen.«", "Er ging.", "‹Ja.›", "Nein."],
    "corner marks": ["「はい。」", "そうです。"],
    "a party and a state": ["Sen. Lowell (R-Ariz.) voted no.", "Rep. Ames, D-N.Y., did not."],
    "a party before a capital": ["Sen. Lowell (R-Ariz.) Tuesday voted no.", "The bill fell."],
    "an aside that ends a sentence": ["He stayed (as he had promised them all.)", "She left."],
    "initials": ["J. K. Harrow met Samuel L. Tate.", "George W. Lunt paid."],
    "titles": ["Lt. Col. Reyes and Gen. Ito saw Dr. Ng.", "Ms. Roe met Ft. Hale's Capt. Orr."],
    "companies": ["Orrin Inc. said so.", "Vale Corp. and Ashby & Co. did not."],
    "Latin": ["Some fish, e.g. cod, i.e. most, won vs. trade.", "That was new."],
    "a numbered thing": ["It was No. 10 on the list.", "See vol. 2 of the report."],
    "the word no": ["The board said no.", "Shareholders agreed with it."],
    "degrees": ["She holds a Ph.D. in botany from M.I.T. itself.", "He doesn't."],
    "a pause in the middle": ["He waited ... and then he went.", "So… he was gone."],
    "an ellipsis at the end": ["It was late…", "They slept on.", "It rained...", "They slept on."],
    "an ellipsis before a name": ["It was about … President Adeyemi alone.", "He knew."],
    "a brand with a mark": ["Yahoo! said it would pay.", "It did."],
    "marks in a row": ["What?!", "Never!!!", "Go."],
    "addresses": ["See www.example.org/a.B for it.", "Write to Jo.Doe@example.com or see https://example.com/Q.Z."],
    "a shop with a dot": ["It was sold on Market.Com for years.", "It is gone."],
    "a reference": ["The lake is deep.[12]", "It is cold.[3][4]", "Nobody swims."],
    "emoji": ["We won! 🎉", "Thanks all. 👩‍👩‍👧", "Bye."],
    "combining marks": ["They met in a cafe\u0301.", "Z\u0301ofia paid."],
    "hard spaces": ["On Jan.\u00a05 it froze.\u00a0", "Mr.\u00a0Orr\u2009slipped."],
    "zero-width spaces": ["On Jan.\u200b 5 it froze.\u200b", "\u200bMr. Orr slipped."],
    "no stop": ["It rained.", "Nobody had packed for rain"],
    "a dateline": ["LONDON (Reuters) - The tower is shut.", "OSLO, Jan. 5 (AP) — So is the mine."],
}


@pytest.mark.parametrize("sentences", PROSE.values(), ids=PROSE.keys())
def test_news_prose_is_cut_where_a_reader_would(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == [sentence.strip() for sentence in sentences]


def test_a_missing_space_between_two_sentences_still_parts_them() -> None:
    assert cut("The ferry stopped.Then it sank.“Help!”Nobody came. It runs Node.JS and U.S.Army code.") == [
        "The ferry stopped.", "Then it sank.", "“Help!”", "Nobody came.", "It runs Node.JS and U.S.Army code.",
    ]  # fmt: skip


LINES = {
    "headline and byline stand alone": ("Storm due\nBy Jane Doe\nIt hit.", ["Storm due", "By Jane Doe", "It hit."]),
    "a lower-case byline stands alone": ("Storm hits coast\nby Jane Doe", ["Storm hits coast", "by Jane Doe"]),
    "numbered items": ("1. First item\n2. Second item. More.", ["1. First item", "2. Second item.", "More."]),
    "bullets": ("Needed:\n• a boat\n- two oars\n* rope", ["Needed:", "• a boat", "- two oars", "* rope"]),
    "lower-case items": ("bread\nmilk\neggs", ["bread", "milk", "eggs"]),
    "items in one line": ("1. Buy milk. 2. Sell it.", ["1. Buy milk.", "2. Sell it."]),
    "a clause that goes on": ("The mayor said\nthat it was over.", ["The mayor said\nthat it was over."]),
    "Windows line ends": ("One here.\r\n\r\nTwo here,\r\nthree here.", ["One here.", "Two here,\r\nthree here."]),
    "old Mac line ends": ("One here.\rTwo here.", ["One here.", "Two here."]),
    "Unicode line ends": ("One\u2028Two\x85Three", ["One", "Two", "Three"]),
    "brands in lower case": ("A quiet year ahead\niPhone sales fell", ["A quiet year ahead", "iPhone sales fell"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "sentences"), LINES.values(), ids=LINES.keys())
def test_lines_are_joined_only_where_a_clause_goes_on(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


def test_text_wrapped_at_a_fixed_width_is_joined_before_names_too() -> None:
    text = (
        "The harbour board met for three hours on\n"
        "Tuesday and heard from fishermen, from Dr.\n"
        "Anna Weiss and from the owners of two of\n"
        "the ferries. It will vote on the plan in\n"
        "a week."
    )
    assert cut(text) == [text[: text.index(" It will")], text[text.index("It will") :]]


def test_paragraphs_are_counted_by_blank_lines_and_paragraph_separators() -> None:
    text = "Title\n\nOne. Two.\n \t\nThree.\r\n\r\nFour.\u2029Five.\n\u200b\nSix."
    assert [(sentence.text, sentence.paragraph) for sentence in split(text)] == [
        ("Title", 0), ("One.", 1), ("Two.", 1), ("Three.", 2), ("Four.", 3), ("Five.\n\u200b", 4), ("Six.", 5),
    ]  # fmt: skip


def test_white_space_alone_has_no_sentences() -> None:
    assert split(" \n\u00a0\u2029\t\r\n") == ()
    assert split("") == ()


def test_a_very_long_quotation_is_cut_inside() -> None:
    said = " ".join(["The river came over the wall in the night and nobody had a boat."] * 12)
    assert len(cut(f"He said: “{said}”")) == 12


PIECES = "Mr.|U.S. |He said. |said |p.m. |no. |End.Next|1. |- |[1]|...|…|“|”|\"|'|’|(|)|«|»|!|?|。|a|B|é|@|😀| "
BREAKS = "\n|\r\n|\n\n|\u2029|\x85|\x1c|\x00|\u200b|\ufeff|\u0301|\u00a0"
AWKWARD = st.sampled_from([*PIECES.split("|"), *BREAKS.split("|")])
TEXTS = st.one_of(st.text(), st.lists(AWKWARD, max_size=40).map("".join))


@given(TEXTS)
@settings(max_examples=250, deadline=None)
def test_any_text_is_covered_by_exact_disjoint_sentences_in_order(text: str) -> None:
    sentences = split(text)
    at = paragraph = 0
    for index, sentence in enumerate(sentences):
        assert sentence.index == index
        assert sentence.text == text[sentence.start : sentence.end] == sentence.text.strip() != ""
        assert sentence.start >= at
        assert text[at : sentence.start].strip() == ""
        assert sentence.paragraph >= paragraph
        at, paragraph = sentence.end, sentence.paragraph
    assert text[at:].strip() == ""


@given(TEXTS)
@settings(max_examples=250, deadline=None)
def test_no_sentence_crosses_a_blank_line(text: str) -> None:
    for sentence in split(text):
        assert BLANK_LINE.search(sentence.text.replace("\r\n", "\n")) is None


@given(st.lists(st.sampled_from([*PROSE["titles"], *PROSE["addresses"], *PROSE["initials"]]), max_size=8))
def test_sentences_written_as_paragraphs_come_back_as_they_were(sentences: list[str]) -> None:
    found = split("\n\n".join(sentences))
    assert [sentence.text for sentence in found] == sentences
    assert [sentence.paragraph for sentence in found] == list(range(len(sentences)))


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_a_sentence_alone_on_one_line_is_one_paragraph(text: str) -> None:
    line = " ".join(text.split()).replace("\u200b", "")
    line = re.sub("[\x85\u2028\u2029\x0b\x0c]", " ", line)
    assert {sentence.paragraph for sentence in split(line)} <= {0}


def test_a_long_paragraph_is_cut_as_its_sentences_are_written_wherever_they_end() -> None:
    # 36,000 characters: the library sees a few thousand at once, and the ends fall on all places of such a part.
    sentences = [f"The {'old ' * n}pump on Jan. {n % 28 + 1} failed <as. They. Said> again." for n in range(1, 120)]
    endless = "No stop for " + "water " * 1_500 + "comes here."
    assert cut(" ".join([*sentences, endless, *sentences])) == [*sentences, endless, *sentences]


LONG = {
    "one paragraph of prose": "The man said so in Jan. 5 at home. ",
    "open quotation marks": "“ ",
    "straight marks": "' ",
    "open quotations": "“The man said so. ",
    "no punctuation": "word ",
    "no spaces": "a",
    "brackets": "(a. B ",
    "zero-width spaces": "\u200b",
    "stops in one word": "!-",
    "comments of HTML": "<!---->",
}


@pytest.mark.parametrize("pattern", LONG.values(), ids=LONG.keys())
def test_time_grows_in_step_with_length(pattern: str) -> None:
    def seconds(characters: int) -> float:
        text = (pattern * (characters // len(pattern) + 1))[:characters]
        start = time.process_time()
        split(text)
        return time.process_time() - start

    # Ten times the text: thirty-fold is above the noise of a busy machine and below the hundred-fold of a square.
    assert seconds(200_000) < 30 * max(seconds(20_000), 0.005)


def test_surrogates_that_stand_alone_do_not_stop_the_splitter() -> None:
    assert cut("One \ud800 here. Two here.") == ["One \ud800 here.", "Two here."]
