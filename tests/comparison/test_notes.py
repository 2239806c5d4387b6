"""The notes for the reader: identical texts and other languages, and silence in every doubt."""

from __future__ import annotations

import pytest

from app.comparison.notes import language_tag, other_language, reader_notes
from app.comparison.types import Article

ENGLISH = (
    "The council voted on Tuesday to close the old bridge after engineers found cracks in three of its pillars."
    " Traffic will be sent through the harbour, the mayor said, and the work is to take two years."
    " Shop owners fear for their trade, but nobody spoke against the plan at the meeting."
)
OTHERS = {
    "German": "Der Rat hat am Dienstag beschlossen, die alte Brücke zu sperren, weil Fachleute Risse in den Pfeilern"
    " gefunden haben. Der Verkehr wird über den Hafen geleitet, und die Arbeiten sollen zwei Jahre dauern.",
    "French": "Le conseil a décidé mardi de fermer le vieux pont, car des fissures ont été trouvées dans les piliers."
    " La circulation sera déviée par le port et les travaux vont durer deux ans, selon la maire de la ville.",
    "Spanish": "El consejo decidió cerrar el viejo puente porque los expertos hallaron grietas en los pilares."
    " El tráfico pasará por el puerto y las obras van a durar dos años, según dijo la alcaldesa de la ciudad.",
    "Italian": "Il consiglio ha deciso martedì di chiudere il vecchio ponte, perché nei pilastri sono state trovate"
    " delle crepe. Il traffico passerà per il porto e i lavori dureranno due anni, ha detto il sindaco della città.",
    "Dutch": "De raad heeft dinsdag besloten om de oude brug te sluiten, omdat er scheuren in het beton zijn gevonden."
    " Het verkeer wordt door de haven geleid en het werk duurt twee jaar, zei de burgemeester van de stad.",
    "Polish": "Rada miasta we wtorek zdecydowała się na zamknięcie starego mostu, ponieważ w filarach są pęknięcia."
    " Ruch zostanie poprowadzony przez port, a prace potrwają dwa lata, jak powiedział burmistrz po sesji.",
    "Cyrillic script": "Городской совет во вторник решил закрыть старый мост, потому что в опорах нашли трещины.",
    "Chinese or Japanese script": "市議会は火曜日、橋脚にひび割れが見つかったため、古い橋を閉鎖することを決めた。" * 2,
}


@pytest.mark.parametrize("language", OTHERS)
def test_another_language_is_named(language: str) -> None:
    assert other_language(OTHERS[language]) == language


def test_every_language_has_a_tag_that_a_browser_knows() -> None:
    tags = {name: language_tag(text) for name, text in OTHERS.items()}
    assert tags["German"] == "de"
    assert tags["Cyrillic script"] == "und-Cyrl"
    assert tags["Chinese or Japanese script"] == "und"
    assert language_tag(ENGLISH) == language_tag("A few words.") == "en"


def test_english_is_not_taken_for_another_language() -> None:
    assert other_language(ENGLISH) is None


def test_a_foreign_quotation_does_not_make_an_english_report_foreign() -> None:
    assert other_language(f"{ENGLISH} “{OTHERS['German'][:90]}”, one of them said.") is None


def test_an_english_sentence_with_many_foreign_names_stays_english() -> None:
    text = "A child, a doctor, a nurse, a cook and a guard met a mayor, a priest, a clerk, a boy and a girl in Lampur."
    assert other_language(text) is None


def test_names_alone_and_few_words_say_nothing_about_the_language() -> None:
    assert other_language("Der Spiegel und die Zeit") is None
    assert other_language("Juan Carlos de la Cruz met Ludwig van der Berg in El Paso.") is None


def test_two_different_english_articles_need_no_note() -> None:
    other = ENGLISH.replace("Tuesday", "Wednesday").split(". ")
    assert reader_notes(Article(ENGLISH), Article(" ".join(reversed(other)) + " It rained all day in the town.")) == ()


def test_the_same_text_is_noted_whatever_its_line_ends() -> None:
    notes = reader_notes(Article(ENGLISH), Article(ENGLISH.replace(". ", ".\r\n\r\n")))
    assert len(notes) == 1
    assert "the same text" in notes[0]


def test_two_versions_of_one_text_are_noted() -> None:
    long = " ".join(f"{ENGLISH} The vote was number {count} of the year." for count in range(5))
    notes = reader_notes(Article(long), Article(long.replace("number 3", "number 30")))
    assert len(notes) == 1
    assert "nearly the same" in notes[0]


def test_a_note_names_the_article_it_is_about() -> None:
    notes = reader_notes(Article(ENGLISH), Article(OTHERS["German"], title="Brücke zu"))
    assert [note.split(".")[0] for note in notes] == ["“Brücke zu” looks like German"]
    assert reader_notes(Article(OTHERS["French"]), Article(ENGLISH))[0].startswith("Article A looks like French")
