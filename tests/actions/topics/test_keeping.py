"""A profile is kept and shown only on a clear wish; a talk is planned; a parent's view stays apart until a yes."""

import json
from typing import Any

import pytest

from tests.actions.speaking import Said, Talk, one
from tests.actions.topics.test_exploration import begun, finished, press, rated, texts, titles


def explored(school: str = "voorbeeld-nl") -> tuple[Talk, list[Said]]:
    talk, replies = begun(school=school)
    picking = rated(talk, replies, *(["Heel leuk", "Niet zo", "Leuk", "Gaat wel"] * 5))
    while "goed in" not in picking[0].text:
        picking = press(talk, picking, "Verder")
    return talk, finished(talk, press(talk, picking, "Anderen helpen"))


def effects(replies: list[Said]) -> list[dict[str, Any]]:
    return [effect for reply in replies for effect in reply.custom.get("effects", ())]


def recall(talk: Talk, payload: str, said: str = "", **metadata: str) -> list[Said]:
    """Press a button (or say something) in a talk of which something is kept."""
    from bot.actions.core.turn import parse_payload

    intent, entities = parse_payload(payload)
    more = {"metadata": {"school": talk.school, "today": talk.today, **metadata}}
    return talk.send(intent, said or payload, *({"entity": one.kind, "value": one.value} for one in entities), **more)


def test_nothing_is_kept_without_a_yes() -> None:
    talk, shown = explored()
    assert effects(shown) == []
    asked = press(talk, shown, "Bewaar dit")
    assert effects(asked) == []
    assert "Niemand anders ziet het" in asked[0].text
    assert effects(talk.send("deny", "nee")) == []


def test_a_yes_keeps_it_and_a_new_talk_knows_it_again() -> None:
    talk, shown = explored()
    press(talk, shown, "Bewaar dit")
    (effect,) = effects(talk.send("affirm", "ja"))
    assert effect["name"] == "keep_profile"
    profile = json.dumps(effect["data"]["profile"])
    later = Talk("voorbeeld-nl")
    again = recall(later, "/explore_result", profile=profile)
    assert texts(talk.press("/explore_result")) in texts(again)
    assert effects(recall(later, '/keep_profile{"answer": "drop"}', profile=profile))[0]["name"] == "drop_profile"


def test_with_nothing_told_there_is_nothing_to_keep_or_share() -> None:
    for ask in ("/keep_profile", '/keep_profile{"answer": "yes"}', "/share_profile"):
        replies = Talk("voorbeeld-nl").press(ask)
        assert replies[0].response == "utter_profile_nothing"
        assert {effect["name"] for effect in effects(replies)} <= {"unshare_profile"}


def test_sharing_is_offered_once_when_a_person_was_asked_for() -> None:
    talk, _ = explored()
    asked = talk.send("request_human", "ik wil een mens")
    assert asked[-1].response == "utter_share_offer"
    waiting = recall(talk, "/greet", "hoi", route="waiting")
    assert [reply.response for reply in waiting] == ["utter_greet_again"]
    shown = recall(talk, "/share_profile", route="waiting")
    (effect,) = effects(shown)
    profile = effect["data"]["profile"]
    assert effect["name"] == "share_profile"
    assert "Anderen helpen" in profile["talents"]
    assert len(profile["fields"]) >= 3
    assert set(profile) == {
        "on", "answered", "pattern", "activities", "likes", "dislikes", "subjects", "talents", "values", "fields"
    }  # fmt: skip
    assert effects(press(talk, shown, "Niet meer delen"))[0]["name"] == "unshare_profile"


@pytest.mark.parametrize("intent", ["crisis", "wellbeing"])
def test_sharing_is_never_offered_after_words_of_need(intent: str) -> None:
    talk, _ = explored()
    assert "utter_share_offer" not in [reply.response for reply in talk.send(intent, "x")]


def test_without_a_case_sharing_first_asks_for_a_person() -> None:
    talk, _ = explored()
    asked = talk.press("/share_profile")
    assert effects(asked) == []
    names = [effect["name"] for effect in effects(press(talk, asked, "Vraag een mentor en deel"))]
    assert names == ["open_case", "share_profile"]


def test_a_plan_has_three_questions_in_own_words_with_whom_and_when() -> None:
    talk, shown = explored()
    plan = press(talk, press(talk, press(talk, shown, "Maak een gespreksplan"), "Een mentor"), "vrijdag 27 november")
    assert "een mentor, op vrijdag 27 november 2026" in plan[0].text
    assert [line[:2] for line in plan[0].text.splitlines() if line[:1].isdigit()] == ["1.", "2.", "3."]
    assert "Ik vind dit leuk: Je" in plan[0].text
    assert "Open dag" in plan[1].text or "open dag" in plan[1].text
    (effect,) = effects(press(talk, plan, "Herinner me die dag"))
    assert effect == {"name": "remind", "data": {"day": "2026-11-27", "who": "mentor", "side": "child"}}
    again = recall(talk, "/plan_talk", reminder="2026-11-27")
    assert "Herinner me die dag" not in titles(again)
    assert effects(press(talk, again, "Geen herinnering meer"))[0]["name"] == "cancel_reminder"


def test_an_open_day_for_others_is_no_tip() -> None:
    talk = Talk("voorbeeld-nl")
    assert "Open dag voor groep 8" in talk.press('/plan_talk{"answer": "show"}')[1].text
    talk.send("inform", "ik zit in 3 havo", one("level", "nl-havo"))
    assert "groep 8" not in talk.press('/plan_talk{"answer": "show"}')[1].text


@pytest.mark.parametrize(
    ("said", "intent", "response"),
    [
        ("met mijn mentor", "request_human", "utter_plan_when"),
        ("gewoon thuis met mama", "out_of_scope", "utter_plan_when"),
        ("ik wil nu meteen met een mentor praten", "request_human", "utter_person_asked"),
    ],
)
def test_with_whom_is_typed_too_and_a_wish_for_a_person_stays_one(said: str, intent: str, response: str) -> None:
    talk, shown = explored()
    press(talk, shown, "Maak een gespreksplan")
    assert talk.send(intent, said)[0].response == response


def test_what_to_do_with_a_plan_is_typed_too() -> None:
    talk, shown = explored()
    press(talk, press(talk, press(talk, shown, "Maak een gespreksplan"), "Een mentor"), "vrijdag 27 november")
    assert effects(talk.send("request_data", "herinner me daaraan"))[0]["name"] == "remind"
    assert talk.send("nlu_fallback", "mag ik het op papier")[0].response == "utter_plan_page"
    assert effects(talk.send("deny", "toch geen herinnering"))[0]["name"] == "cancel_reminder"


@pytest.mark.parametrize("intent", ["wellbeing", "crisis"])
def test_what_is_told_in_need_is_no_answer_about_a_plan(intent: str) -> None:
    talk, shown = explored()
    press(talk, shown, "Maak een gespreksplan")
    assert talk.send(intent, "mijn mama is ziek en ik ben bang")[0].response != "utter_plan_when"


def test_a_typed_day_is_understood_and_school_days_are_offered_for_school() -> None:
    talk, shown = explored()
    days = press(talk, press(talk, shown, "Maak een gespreksplan"), "Een leraar")
    assert not [title for title in titles(days) if title.startswith(("zaterdag", "zondag"))]
    assert "dinsdag 24 november 2026" in talk.send("inform", "morgen kan wel")[0].text


def test_a_plan_without_a_day_has_no_reminder() -> None:
    talk, shown = explored()
    plan = press(talk, press(talk, press(talk, shown, "Maak een gespreksplan"), "Iemand thuis"), "Dat weet ik nog niet")
    assert "Herinner me die dag" not in titles(plan)
    assert effects(talk.press('/plan_talk{"answer": "remind"}')) == []


def test_a_plan_with_nothing_told_still_has_three_questions() -> None:
    talk = Talk("voorbeeld-vl")
    plan = talk.press('/plan_talk{"answer": "show"}')
    assert plan[0].text.count("?") >= 2


def cards(talk: Talk) -> list[Said]:
    replies = talk.press("/child_cards")
    for title in ("Anderen helpen", "Goed luisteren"):
        replies = press(talk, replies, title)
    return press(talk, replies, "Klaar")


def test_parents_tap_cards_in_the_u_form_and_see_fields() -> None:
    talk = Talk("voorbeeld-nl")
    first = talk.press("/child_cards")
    assert "Wat ziet u bij uw kind?" in first[0].text
    assert "Uw kind " in first[0].text
    shown = cards(talk)
    assert "U ziet bij uw kind: Anderen helpen, Goed luisteren" in shown[0].text
    assert shown[0].text.count("• ") >= 1
    assert talk.slots["role"] == "parent"


def test_cards_can_be_taken_back_and_all_can_be_reached() -> None:
    talk = Talk("voorbeeld-nl")
    first = talk.press("/child_cards")
    press(talk, first, "Anderen helpen")
    assert talk.slots["exploration"]["cards"] == ["helpen"]
    again = press(talk, first, "Anderen helpen")
    assert talk.slots["exploration"]["cards"] == []
    seen = set()
    for _ in range(5):
        seen |= {title.split(" ", 1)[1] for title in titles(again)[:6]}
        again = press(talk, again, "Andere laten zien")
    assert len(seen) == 30


def test_a_code_links_and_the_views_stand_side_by_side_only_after_the_yes() -> None:
    child, _ = explored()
    parent = Talk("voorbeeld-nl")
    shown = cards(parent)
    (offer,) = effects(child.press('/family_link{"answer": "offer"}'))
    assert offer["name"] == "family_offer"
    assert "view" not in offer["data"], "a child's view goes nowhere before the yes"
    assert len(offer["data"]["code"]) == 8
    press(parent, press(parent, shown, "Samen met mijn kind"), "Ik heb een code")
    (join,) = effects(parent.send("nlu_fallback", f"{offer['data']['code'][:4].lower()}-{offer['data']['code'][4:]}"))
    assert join["data"]["view"] == {"talents": ["helpen", "luisteren"]}
    assert join["data"]["side"] == "parent"
    joined = json.dumps({"state": "joined", "side": "child"})
    (agree,) = effects(recall(child, '/family_link{"answer": "agree"}', family=joined))
    assert agree == {"name": "family_agree", "data": {"view": {"talents": ["helpen"]}}}
    views = {"child": agree["data"]["view"], "parent": join["data"]["view"]}
    for talk, side, words in ((child, "child", "Alleen de ander ziet"), (parent, "parent", "Alleen u ziet")):
        family = json.dumps({"state": "agreed", "side": side, **views})
        both = recall(talk, '/family_link{"answer": "show"}', family=family)
        assert "Jullie zien allebei: Anderen helpen." in both[0].text
        assert f"{words}: Goed luisteren" in both[0].text
        assert effects(press(talk, both, "Niet meer delen"))[0]["name"] == "family_end"


def test_a_parent_cannot_say_yes_for_the_child() -> None:
    talk = Talk("voorbeeld-nl", slots={"role": "parent"})
    joined = json.dumps({"state": "joined", "side": "parent"})
    assert effects(recall(talk, '/family_link{"answer": "agree"}', family=joined)) == []


def test_who_types_a_code_without_a_role_is_asked_who_it_is() -> None:
    talk = Talk("voorbeeld-nl")
    asked = talk.press('/family_link{"answer": "join"}')
    assert titles(asked) == ["Ik ben een ouder", "Ik ben een leerling"]
    assert press(talk, asked, "Ik ben een leerling")[0].response == "utter_family_type_code"


def test_the_page_to_print_holds_what_was_told_the_questions_and_sources() -> None:
    talk, shown = explored()
    plan = press(talk, press(talk, press(talk, shown, "Maak een gespreksplan"), "Een mentor"), "vrijdag 27 november")
    page = press(talk, plan, "Pagina om te printen")[0].custom["page"]
    sections = {one["heading"]: one["lines"] for one in page["data"]["sections"]}
    assert len(sections["Drie vragen om mee te nemen"]) == 3
    assert all(question in plan[0].text for question in sections["Drie vragen om mee te nemen"])
    assert "Anderen helpen" in sections["Wat ik leuk vind"]
    assert "Gesprek met een mentor op vrijdag 27 november 2026" in sections["Wat spreken we af?"]
    assert sections["Zelf gaan kijken"]
    assert page["data"]["picture"]["kind"] == "hexagon"
    assert page["data"]["sources"]
