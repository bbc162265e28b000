"""Who asks who it is, calls nobody; who asks for a person, gets one."""

from typing import Any

import pytest

from tests.actions.speaking import Talk


def said(text: str, intent: str, points_back: bool = False, aspect: str = "who") -> list[str]:
    ask: dict[str, Any] = {"text": text, "plain": text, "aspects": [aspect], "points_back": points_back}
    return [one.response for one in Talk().send(intent, text, asks=[ask])]


@pytest.mark.parametrize(
    "text", ["met wie maken we die afspraken", "wie op school bel ik dan het beste", "wie is de decaan"]
)
def test_question_who_it_is_opens_no_case(text: str) -> None:
    assert "utter_person_asked" not in said(text, "request_human")


@pytest.mark.parametrize(
    "text", ["ik wil met een mens praten", "met wie kan ik praten, ik wil een mens", "bel me terug"]
)
def test_wish_for_a_person_is_still_one(text: str) -> None:
    assert said(text, "request_human") == ["utter_person_asked"]


def test_who_one_is_talking_to_is_still_answered() -> None:
    assert said("met wie praat ik", "bot_challenge") == ["utter_bot_challenge"]
    assert said("en met wie praat ik daar", "bot_challenge", points_back=True) != ["utter_bot_challenge"]


def test_yes_to_a_person_offered_calls_one() -> None:
    talk = Talk()
    talk.send("bot_challenge", "ben je een mens")
    assert [one.response for one in talk.send("affirm", "ja doe maar")] == ["utter_person_asked"]
