"""A wish for a person can be called off while one waits, and only then, and never by a question."""

from typing import Any

import pytest

from tests.actions.speaking import Said, Talk, one

Asks = dict[str, tuple[str, ...]]
"""The clauses of a message that ask, as the engine cuts them, with the aspects each asks."""


def said_waiting(
    text: str, intent: str = "deny", *entities: dict[str, Any], asks: Asks | None = None, route: str = "waiting"
) -> list[Said]:
    """The replies to a message of somebody who waits."""
    said = (asks or {text: ()}).items()
    frames = [
        {"text": ask, "plain": ask.lower(), "entities": [], "negated": [], "aspects": found} for ask, found in said
    ]
    metadata = {"school": "voorbeeld-nl", "today": "2026-11-23", "channel": "web", "route": route}
    return Talk("voorbeeld-nl").send(intent, text, *entities, metadata=metadata, asks=frames)


def effects(replies: list[Said]) -> list[dict[str, Any]]:
    return [effect for reply in replies for effect in reply.custom.get("effects", ())]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("laat maar", "deny"),
        ("Laat maar.", "goodbye"),
        ("nee laat maar, ik heb het al gevonden", "nlu_fallback"),
        ("laat maar zitten", "inform"),
        ("ik hoef geen mentor meer", "request_human"),
        ("los het zelf op", "out_of_scope"),
        ("ik bedacht me net", "follow_up"),
    ],
)
def test_never_mind_while_waiting_calls_the_person_off(text: str, intent: str) -> None:
    replies = said_waiting(text, intent)
    assert [reply.response for reply in replies] == ["utter_person_withdrawn"]
    assert effects(replies) == [{"name": "cancel_case", "data": {}}]
    assert replies[0].buttons


@pytest.mark.parametrize("route", ["bot", "mentor"])
@pytest.mark.parametrize("intent", ["deny", "goodbye", "nlu_fallback", "request_human"])
def test_never_mind_when_nobody_waits_calls_nobody_off(route: str, intent: str) -> None:
    replies = said_waiting("laat maar", intent, route=route)
    assert "utter_person_withdrawn" not in [reply.response for reply in replies]
    assert "cancel_case" not in [effect["name"] for effect in effects(replies)]


def test_a_pressed_button_calls_nobody_off() -> None:
    replies = said_waiting('/inform{"answer": "laat maar"}', "inform")
    assert "cancel_case" not in [effect["name"] for effect in effects(replies)]


@pytest.mark.parametrize("mark", ["?", ""], ids=["with a question mark", "without one"])
def test_a_question_with_never_mind_in_it_is_a_question(mark: str) -> None:
    asked = f"wat is havo{mark}"
    asks: Asks = {"laat maar": (), asked: ("what",)}
    replies = said_waiting(f"laat maar, {asked}", "ask_education_structure", one("level", "nl-havo"), asks=asks)
    assert [reply.response for reply in replies][:1] == ["utter_structure_block"]
    assert effects(replies) == []


@pytest.mark.parametrize(
    ("text", "aspects", "intent"),
    [
        ("moet ik dan toch niet naar havo", ("may",), "ask_progression"),
        ("wat moet ik doen als ik toch niet slaag", ("become", "may"), "study_problems"),
        ("mijn zoon wil toch niet naar havo", (), "ask_parent_role"),
    ],
)
def test_not_after_all_said_of_school_calls_nobody_off(text: str, aspects: tuple[str, ...], intent: str) -> None:
    named = [{**one("level", "nl-havo"), "start": text.index("havo"), "end": len(text)}] if "havo" in text else []
    assert "cancel_case" not in [
        effect["name"] for effect in effects(said_waiting(text, intent, *named, asks={text: aspects}))
    ]


@pytest.mark.parametrize(
    ("text", "intent"),
    [("laat maar zitten het heeft geen zin meer", "crisis"), ("laat maar, ik voel me toch alleen", "wellbeing")],
)
def test_words_of_need_are_answered_as_such_and_call_nobody_off(text: str, intent: str) -> None:
    replies = said_waiting(text, intent)
    assert [reply.response for reply in replies] == [one.response for one in said_waiting(text, intent, route="bot")]
    assert "utter_person_withdrawn" not in [reply.response for reply in replies]
    assert "cancel_case" not in [effect["name"] for effect in effects(replies)]


def test_never_mind_in_a_long_message_is_background() -> None:
    text = "laat maar eens horen want ik zou graag weten hoe lang de havo eigenlijk duurt bij jullie"
    replies = said_waiting(text, "ask_education_structure", one("level", "nl-havo"))
    assert replies[0].response != "utter_person_withdrawn"
    assert effects(replies) == []


def test_something_else_said_while_waiting_calls_nobody_off() -> None:
    assert effects(said_waiting("wat is havo", "ask_education_structure", one("level", "nl-havo"))) == []


@pytest.mark.parametrize(
    "text",
    ["hoe lang duurt t ongeveer tot er iemand is", "Duurt het nog lang?", "komt er nog iemand", "is er al iemand"],
)
def test_who_waits_hears_how_long_it_takes(text: str) -> None:
    replies = said_waiting(text, "nlu_fallback", asks={text: ("duration",)})
    assert effects(replies) == [{"name": "tell_wait", "data": {}}]
    assert "tell_wait" not in [one["name"] for one in effects(said_waiting(text, "nlu_fallback", route="bot"))]


@pytest.mark.parametrize("text", ["hoe lang duurt havo", "wanneer is de open dag", "hoe lang duurt dat"])
def test_other_questions_about_time_are_answered_while_one_waits(text: str) -> None:
    assert "tell_wait" not in [one["name"] for one in effects(said_waiting(text, "nlu_fallback"))]
