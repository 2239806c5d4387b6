"""What a reader should know before trusting a comparison: the same text twice, or a language the models do not know."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Literal

from app.comparison.types import Article

LEAST_WORDS = 20  # below this a text says too little about its language; names alone decide
LEAST_LETTERS = 60  # the same for scripts, some of which write no spaces; about twenty short words
FOREIGN_SHARE = 0.08  # of all words, those only another language uses as often; running prose has 0.2 to 0.4 of them
FOREIGN_LEAD = 3  # times as many as English ones: an English report that quotes a sentence is not called foreign
NEARLY = 0.8  # share of five-word runs that both texts have, from which on they are two versions of one text
RUN = 5  # words; shorter runs are shared by any two reports of one event

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENGLISH = frozenset(
    "the and of to is was that for with said by at from his her are were has have it he she not be but they which had"
    " this who will their been its would after".split()
)
# Frequent words of each language; those that English has too are taken out below.
_FOREIGN = {
    "German": "der und das ist nicht ein eine den dem zu sich auf für wurde werden auch bei nach einen sind wie über",
    "French": "le la les des et une du dans est pour que qui sur avec au pas ont été sont cette ce il elle",
    "Spanish": "el los las del una que por con para fue está este como más pero su según también han ha",
    "Italian": "il di che della delle dei una nel con sono è gli alla per stato anche questo più ha hanno lo",
    "Portuguese": "não uma dos das para com que foi pelo pela também são mais na os ao está segundo às em",
    "Dutch": "het een van niet zijn dat op voor met aan werd ook bij wordt naar heeft maar door deze uit",
    "Polish": "nie się że na jest do w z i od dla przez po jak oraz był została który są także",
    "Swedish": "och att det som är inte på av den ett har för till med om var från också kommer efter",
    "Danish or Norwegian": "og det som er ikke på av den et har til med om fra også etter efter blev ble var",
    "Finnish": "ja on ei se että oli hän ovat mutta kun myös joka mukaan sekä tai ollut jo vain",
    "Czech": "se na je že v to s z do pro jako ale podle jsou byl byla také po který až",
    "Hungarian": "a az és hogy nem egy is volt meg ez csak mint már szerint el ki még de azt lehet",
    "Romanian": "și de la în că nu este din cu pe pentru care mai fost sunt prin după către iar acest",
    "Turkish": "ve bir bu için ile de da olarak olan çok daha gibi kadar ancak sonra değil olduğu ise en",
}
_ALSO_ENGLISH = frozenset("a i is as do on no in an at to by me so up all care com din den pour till per men".split())
_MARKERS = {language: frozenset(words.split()) - _ENGLISH - _ALSO_ENGLISH for language, words in _FOREIGN.items()}
_TAGS = dict(  # BCP 47, by the names below; a script that several languages write is named by itself
    zip(
        "German French Spanish Italian Portuguese Dutch Polish Swedish Finnish Czech Hungarian Turkish".split(),
        "de fr es it pt nl pl sv fi cs hu tr".split(),
        strict=True,
    )
)
_TAGS |= {"Romanian": "ro", "Greek script": "el", "Hebrew script": "he", "Thai script": "th", "Korean script": "ko"}
_TAGS |= {"Cyrillic script": "und-Cyrl", "Arabic script": "und-Arab", "Devanagari script": "und-Deva"}
_SCRIPTS = {  # by the first word of a letter's Unicode name
    **{name.upper(): name for name in "Cyrillic Greek Arabic Hebrew Devanagari Bengali Tamil Thai Armenian".split()},
    **{name.upper(): name for name in "Georgian Ethiopic Telugu Gujarati Khmer Sinhala Myanmar".split()},
    **dict.fromkeys(("CJK", "HIRAGANA", "KATAKANA"), "Chinese or Japanese"),
    "HANGUL": "Korean",
}
SAME = {
    "same": "Both articles are the same text. Every sentence has its counterpart, and there can be no conflict.",
    "nearly": "The two articles are nearly the same, word for word: most likely two versions of one report."
    " What they share does not confirm itself.",
}
SAMPLE = 20_000  # characters looked at; the language of an article does not change after its first pages


def reader_notes(left: Article, right: Article) -> tuple[str, ...]:
    """Say what bears on the whole comparison, a sentence or two each. Empty for two different English articles."""
    notes = []
    same = same_text(left.text, right.text)
    if same:
        notes.append(SAME[same])
    for article, name in ((left, "Article A"), (right, "Article B")):
        language = other_language(article.text)
        if language:
            shown = f"“{article.title}”" if article.title else name
            notes.append(
                f"{shown} looks like {language}. The models know English: it was compared all the same,"
                " but expect missed matches and conflicts that are none."
            )
    return tuple(notes)


def other_language(text: str) -> str | None:
    """Name the language or the script of a text that is plainly not English; None in any doubt."""
    sample = text[:SAMPLE]
    letters = Counter(filter(str.isalpha, sample))
    scripts: Counter[str] = Counter()
    for letter, count in letters.items():
        script = _SCRIPTS.get(unicodedata.name(letter, "").split(" ")[0].split("-")[0])
        if script:
            scripts[script] += count
    named = [(count, script) for script, count in scripts.items()]
    if letters.total() >= LEAST_LETTERS and scripts.total() > letters.total() / 2:
        return f"{max(named)[1]} script"
    words = Counter(word.lower() for word in _WORD.findall(sample))
    if words.total() < LEAST_WORDS:
        return None
    found = {language: sum(words[word] for word in markers) for language, markers in _MARKERS.items()}
    language = max(found, key=lambda name: found[name])
    english = sum(words[word] for word in _ENGLISH)
    if found[language] >= max(FOREIGN_SHARE * words.total(), FOREIGN_LEAD * english):
        return language
    return None


def language_tag(text: str) -> str:
    """What a text says its language is to a browser: `en` in any doubt, `und` for a language without a tag here."""
    language = other_language(text)
    return "en" if language is None else _TAGS.get(language, "und")


def same_text(left: str, right: str) -> Literal["same", "nearly"] | None:
    """Whether two texts have the same words in the same order, or nearly so; None for two texts."""
    ours, theirs = left.split(), right.split()
    if ours == theirs:
        return "same"
    runs, others = _runs(ours), _runs(theirs)
    if runs and others and len(runs & others) >= NEARLY * len(runs | others):
        return "nearly"
    return None


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
