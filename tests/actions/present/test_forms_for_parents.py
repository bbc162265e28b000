"""What content says to a pupil is said to a parent about the child, in right Dutch or not at all."""

import re

import pytest

from bot.actions.present.forms import for_role
from content.library import Library
from tests.actions.present.test_forms import FAMILIAR, SUSPECT
from tests.actions.speaking import Talk, one

SENTENCE = re.compile(r"[^.?!\n]+[.?!]?")


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("Je leert koken.", "Uw kind leert koken."),
        ("Je bent klaar en kunt werken.", "Uw kind is klaar en kan werken."),
        (
            "In het labo doe je proeven en zie je wat je meet.",
            "In het labo doet uw kind proeven en ziet het wat het meet.",
        ),
        ("Vraag waar je dat kunt leren.", "Vraag waar uw kind dat kan leren."),
        ("Je slaagde in het 2de jaar.", "Uw kind slaagde in het 2de jaar."),
        ("Ben je jonger, dan mag het.", "Is uw kind jonger, dan mag het."),
        ("Je meet hoe je het doet.", "Uw kind meet hoe uw kind het doet."),
        ("Je werkt. Je team helpt je.", "Uw kind werkt. Je team helpt je."),
        ("Je attest telt.", "Je attest telt."),
        ("Je volgt les met je klas.", "Je volgt les met je klas."),
        ("Voor wie wil weten hoe je bouwt.", "Voor wie wil weten hoe je bouwt."),
        ("Kijk wat [je|u] kunt doen.", "Kijk wat [je|u] kunt doen."),
        ("", ""),
    ],
)
def test_a_sentence_as_a_parent_hears_it(said: str, heard: str) -> None:
    assert for_role(said, "parent") == heard
    assert for_role(said, "student") == for_role(said, None) == said


def test_it_reaches_into_lists_and_mappings_and_leaves_the_rest() -> None:
    given = {"card": {"summary": ["Je leert koken."], "years": 3, "work_based": False, "verify": None}}
    assert for_role(given, "parent") == {**given, "card": {**given["card"], "summary": ["Uw kind leert koken."]}}


def test_no_sentence_of_the_content_becomes_wrong_and_most_are_about_the_child(library: Library) -> None:
    told = changed = 0
    for entry in (*library.paths.values(), *library.structure.values()):
        for sentence in SENTENCE.findall("\n".join(filter(None, _prose(entry)))):
            heard = for_role(sentence, "parent")
            assert not (heard != sentence and (SUSPECT["parent"].search(heard) or FAMILIAR.search(heard))), heard
            told += FAMILIAR.search(sentence) is not None
            changed += heard != sentence
    assert changed / told >= 0.8


def _prose(entry: object) -> list[str]:
    fields = ("summary", "facts", "admission", "verify")
    values = [getattr(entry, field, None) or () for field in fields]
    return [text for value in values for text in ([value] if isinstance(value, str) else value)]


def test_a_card_is_about_the_child_for_a_parent_and_about_you_for_a_pupil() -> None:
    named = one("path", "nl-mbo-acteur-4")
    parent = Talk("voorbeeld-nl", slots={"role": "parent"}).send("ask_study_path", "wat is acteur", named)[0]
    pupil = Talk("voorbeeld-nl").send("ask_study_path", "wat is acteur", named)[0]
    assert "Uw kind leert spelen" in parent.text
    assert "Je leert spelen" in pupil.text


def test_every_direction_level_and_article_with_facts_shows_where_they_come_from(library: Library) -> None:
    for entry_id, intent, kind in (
        *((id, "ask_study_path", "path") for id in library.paths),
        *((id, "ask_education_structure", "level") for id in library.structure),
        *((id, "inform", "article") for id, article in library.articles.items() if article.sources),
    ):
        country = "vl" if library.country_of(entry_id) == "vl" else "nl"
        (said, *_) = Talk("", slots={"country": country}).press(f'/{intent}{{"{kind}": "{entry_id}"}}')
        assert said.custom.get("sources"), entry_id
        assert all(source["title"] and source["checked_on"] for source in said.custom["sources"])
