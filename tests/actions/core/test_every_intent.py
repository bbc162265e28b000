"""Every intent gets a useful answer: words from the responses, a way on, nothing missing."""

from pathlib import Path

import pytest
import yaml

from bot.actions.core.base import HANDLERS
from tests.actions.speaking import ACTION_OF, BY_NAME, DATA, RESPONSES, Talk, one

DOMAIN = yaml.safe_load((Path(DATA).parent / "domain.yml").read_text(encoding="utf-8"))
INTENTS = [next(iter(one)) if isinstance(one, dict) else one for one in DOMAIN["intents"]]
SCHOOLS = ("", "voorbeeld-nl", "voorbeeld-vl")
SAID = {
    "ask_dates": "wanneer is de kerstvakantie",
    "share_interests": "ik hou van dieren en koken",
    "ask_school_programme": "hoe laat begint de les",
    "out_of_scope": "wat wordt het weer",
    "request_data": "verwijder alles over mij",
    "study_problems": "ik heb geen motivatie",
}
ENTITIES = {
    "ask_education_structure": [one("level", "nl-havo")],
    "ask_study_path": [one("path", "vl-3-elektrotechnieken")],
    "compare_paths": [one("level", "nl-havo"), one("level", "nl-vwo")],
    "ask_progression": [one("level", "nl-vmbo-tl")],
    "ask_profession": [one("profession", "kok")],
    "inform": [one("level", "nl-havo")],
}


def test_every_intent_has_one_rule_one_action_and_one_handler() -> None:
    assert set(ACTION_OF) == set(INTENTS) == set(HANDLERS)
    assert set(ACTION_OF.values()) == set(BY_NAME) == set(DOMAIN["actions"])


@pytest.mark.parametrize("school", SCHOOLS)
@pytest.mark.parametrize("intent", INTENTS)
@pytest.mark.parametrize("bare", [True, False], ids=["bare", "told"])
def test_an_answer_has_words_and_reads_complete(intent: str, school: str, bare: bool) -> None:
    talk = Talk(school)
    text = "" if bare else SAID.get(intent, "een vraag daarover")
    replies = talk.send(intent, text, *([] if bare else ENTITIES.get(intent, [])))
    assert replies
    for reply in replies:
        assert reply.text
        assert "!" not in reply.text
        assert "None" not in reply.text
        assert "[" not in reply.text
        assert ".." not in reply.text


@pytest.mark.parametrize("intent", sorted(set(INTENTS) - {"goodbye", "thank", "crisis", "request_human"}))
def test_no_answer_is_a_dead_end(intent: str) -> None:
    """There are buttons, or a person was brought in."""
    replies = Talk("voorbeeld-nl").send(intent, SAID.get(intent, "iets"), *ENTITIES.get(intent, []))
    assert any(reply.buttons for reply in replies)


def test_a_person_is_brought_in() -> None:
    (reply,) = Talk().send("request_human", "help")
    (effect,) = reply.custom["effects"]
    assert effect["name"] == "open_case"
    assert effect["data"]["urgency"] == "normal"


def test_every_button_leads_to_an_answer() -> None:
    """Press all buttons of all first answers: each gives an answer in turn."""
    pressed = 0
    for intent in INTENTS:
        first = Talk("voorbeeld-vl")
        for button in [button for reply in first.send(intent, SAID.get(intent, "")) for button in reply.buttons]:
            again = Talk("voorbeeld-vl", slots=dict(first.slots))
            assert again.press(button["payload"]), button
            assert len(button["title"]) <= 64
            pressed += 1
    assert pressed > 60


@pytest.mark.parametrize("role", ["student", "parent"])
def test_parents_are_addressed_as_u(role: str) -> None:
    for name in ("utter_capabilities", "utter_bot_challenge", "utter_greet_again", "utter_ask_two"):
        assert "[" in RESPONSES[name]
    reply = Talk("voorbeeld-nl", slots={"role": role}).send("ask_capabilities")[0]
    words = set(reply.text.lower().replace(".", " ").split())
    assert ("u" in words) == (role == "parent")
    assert ("je" in words) == (role == "student")
