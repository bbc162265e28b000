"""Who wants to be called back wants a person, whatever the engine makes of it."""

from datetime import date

import pytest

from bot.actions.core.memory import Memory
from bot.actions.core.turn import Turn
from bot.actions.interpret.reading import read
from tests.actions.speaking import Talk

TODAY = date(2026, 11, 23)


def meant(text: str, intent: str) -> str:
    return read(Turn(text, intent, (), Memory(), TODAY)).intent


@pytest.mark.parametrize("intent", ["nlu_fallback", "out_of_scope", "ask_school_programme", "inform", "ask_dates"])
@pytest.mark.parametrize(
    "text", ["ik wil teruggebeld worden", "Kan iemand mij bellen?", "bel me terug aub", "kunnen jullie terugbellen"]
)
def test_to_be_called_back_is_a_wish_for_a_person(text: str, intent: str) -> None:
    assert meant(text, intent) == "request_human"


@pytest.mark.parametrize(
    "text", ["wie is de decaan", "wat doet een mentor", "hoe laat gaat de bel", "mag ik bellen in de klas"]
)
def test_a_question_about_people_or_the_phone_is_none(text: str) -> None:
    assert meant(text, "ask_school_programme") == "ask_school_programme"


@pytest.mark.parametrize("intent", ["crisis", "wellbeing", "abuse"])
def test_words_of_need_keep_their_own_answer(intent: str) -> None:
    assert meant("kan iemand mij bellen ik kan niet meer", intent) == intent


def test_it_opens_a_case() -> None:
    (reply,) = Talk("voorbeeld-nl").send("ask_school_programme", "ik wil teruggebeld worden")
    assert reply.response == "utter_person_asked"
    assert [effect["name"] for effect in reply.custom["effects"]] == ["open_case"]


def test_who_the_decaan_is_opens_none() -> None:
    replies = Talk("voorbeeld-nl").send("ask_school_programme", "wie is de decaan")
    assert "open_case" not in [effect["name"] for reply in replies for effect in reply.custom.get("effects", ())]
