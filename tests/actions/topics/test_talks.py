"""Whole talks over several turns: what was said is remembered, asked on, corrected and handed over."""

import re

from tests.actions.speaking import Said, Talk, one


def texts(replies: list[Said]) -> str:
    return "\n".join(reply.text for reply in replies)


def effects(replies: list[Said]) -> list[str]:
    return [effect["name"] for reply in replies for effect in reply.custom.get("effects", ())]


def test_after_vmbo_and_after_that() -> None:
    talk = Talk("voorbeeld-nl")
    first = talk.send("ask_progression", "wat kan ik na vmbo tl doen", one("level", "nl-vmbo-tl"))
    assert "Havo" in texts(first)
    assert first[0].custom["sources"]
    then = talk.send("follow_up", "en daarna?")
    assert then[0].response == "utter_progression_then"
    assert "Hbo" in texts(then)


def test_a_comparison_is_completed_by_a_later_name() -> None:
    talk = Talk()
    assert talk.send("compare_paths", "vergelijk eens", one("level", "nl-havo"))[0].response == "utter_ask_second"
    assert talk.send("inform", "vwo", one("level", "nl-vwo"))[0].response == "utter_comparison"


def test_the_country_is_asked_once_and_the_question_is_kept() -> None:
    talk = Talk()
    asked = talk.send("share_interests", "ik hou van dieren")
    assert asked[0].response == "utter_ask_country"
    answered = talk.send("inform", "vlaanderen")
    assert answered[0].response == "utter_interests"
    assert "dieren" in texts(answered)
    assert talk.send("ask_education_structure", "hoe zit het in elkaar")[0].response == "utter_structure_overview"


def test_an_assumed_country_is_said_once_with_a_button_to_change() -> None:
    talk = Talk("voorbeeld-vl")
    first = talk.send("ask_education_structure", "hoe zit het onderwijs in elkaar")
    assert [reply.response for reply in first] == ["utter_structure_overview", "utter_country_assumed"]
    assert "Vlaanderen" in texts(first)
    changed = talk.press(first[1].buttons[0]["payload"])
    assert changed[0].response == "utter_structure_overview"
    assert "Nederland" in texts(changed)
    assert len(talk.send("ask_education_structure", "en hoe zit het in elkaar")) == 1


def test_interests_grow_over_turns_and_noes_stay() -> None:
    talk = Talk("voorbeeld-nl")
    talk.send("share_interests", "ik hou van dieren, geen wiskunde")
    second = talk.send("inform", "ook muziek")
    assert second[0].response == "utter_interests"
    assert "dieren" in second[0].text
    assert "muziek" in second[0].text
    assert "liever niet: wiskunde" in second[0].text


def test_more_interests_show_other_fields() -> None:
    talk = Talk("voorbeeld-nl")
    first = talk.send("share_interests", "ik hou van computers")
    more = talk.send("follow_up", "nog meer")
    fields = [set(re.findall(r"^• ([^(:]+)", texts(reply), re.M)) for reply in (first, more)]
    assert fields[0]
    assert fields[1]
    assert not fields[0] & fields[1]


def test_without_an_idea_buttons_lead_to_directions() -> None:
    talk = Talk("voorbeeld-vl")
    start = talk.send("no_idea", "ik weet het echt niet")
    shown = talk.press(start[0].buttons[1]["payload"])
    assert shown[0].response == "utter_interests"


def test_not_understood_twice_offers_a_person_and_yes_brings_one() -> None:
    talk = Talk()
    first = talk.send("nlu_fallback", "hmpf", intent_ranking=[{"name": "ask_costs"}, {"name": "ask_dates"}])
    assert first[0].response == "utter_clarify"
    assert [button["payload"] for button in first[0].buttons[:2]] == ["/ask_costs", "/ask_dates"]
    assert talk.send("nlu_fallback", "hmpf")[0].response == "utter_offer_person"
    assert "open_case" in effects(talk.send("affirm", "ja"))


def test_understood_in_between_starts_counting_again() -> None:
    talk = Talk()
    talk.send("nlu_fallback", "hmpf")
    talk.send("thank", "dank je")
    assert talk.send("nlu_fallback", "hmpf")[0].response == "utter_clarify"


def test_a_declined_offer_brings_nobody() -> None:
    talk = Talk()
    talk.send("nlu_fallback", "hmpf")
    talk.send("nlu_fallback", "hmpf")
    assert effects(talk.send("deny", "nee")) == []
    assert effects(talk.send("affirm", "ok")) == []


def test_only_a_yes_accepts_an_offered_person() -> None:
    talk = Talk("voorbeeld-nl")
    unknown = talk.send("ask_school_programme", "is er een zwembad met glijbaan op het dak")
    assert unknown[0].response == "utter_unknown"
    assert "open_case" not in effects(talk.send("inform", "havo", one("level", "nl-havo")))


def test_a_parent_is_addressed_as_u_from_then_on() -> None:
    talk = Talk("voorbeeld-nl")
    talk.send("ask_parent_role", "mijn zoon weet niet wat hij moet kiezen")
    assert talk.slots["role"] == "parent"
    person = talk.send("request_human", "ik wil met een mens praten")
    assert "Wilt u" in texts(talk.send("bot_challenge", "ben jij een mens"))
    assert person[0].custom["effects"][0]["data"]["reason"] == "parent"


def test_an_ambiguous_name_is_asked_back_and_chosen_by_number() -> None:
    talk = Talk()
    name = one("path", "vl-2-elektriciteit", "vl-2-elektriciteit", "vl-3-elektrotechnieken")
    asked = talk.send("ask_study_path", "elektriciteit", name)
    assert asked[0].response == "utter_ask_which"
    chosen = talk.send("inform", "de tweede")
    assert chosen[0].response == "utter_path_card"
    assert "Elektrotechnieken" in chosen[0].text


def test_an_abolished_name_is_answered_with_what_replaced_it() -> None:
    reply = Talk().send("ask_education_structure", "wat is bso", one("level", "vl-arbeidsmarktfinaliteit"))[0]
    assert "bso" in reply.text
    assert "Arbeidsmarktfinaliteit" in reply.text


def test_a_direction_of_the_other_country_says_so() -> None:
    talk = Talk(slots={"country": "nl"})
    reply = talk.send("ask_study_path", "elektrotechnieken", one("path", "vl-3-elektrotechnieken"))[0]
    assert "Vlaanderen" in reply.text
    assert talk.slots["country"] == "nl"


def test_a_second_ask_adds_no_message_that_only_holds_a_button() -> None:
    message = ("ask_education_structure", "wat is havo en wat kost het", one("level", "nl-havo"))
    alone = Talk().send(*message)
    replies = Talk().send(*message, intents=["ask_education_structure", "ask_costs"])
    assert replies == alone
    assert [reply.response for reply in replies] == ["utter_structure_block"]
    assert "Havo" in replies[0].text


def test_erasing_asks_once_and_forgets() -> None:
    talk = Talk()
    assert talk.send("request_data", "wis alles wat ik zei")[0].response == "utter_data_confirm"
    assert effects(talk.send("affirm", "ja")) == ["forget"]


def test_what_only_the_engine_takes_for_danger_is_asked_and_raises_no_second_alarm() -> None:
    talk = Talk("voorbeeld-vl")
    (reply,) = talk.send("crisis", "x")
    assert "112" in reply.text
    assert reply.buttons
    assert effects([reply]) == []


def test_dates_count_from_today_and_name_the_past_as_past() -> None:
    talk = Talk("voorbeeld-nl", today="2026-12-01")
    assert "over 2 weken" in texts(talk.send("ask_dates", "wanneer is de kerstvakantie"))
    next_year = texts(Talk("voorbeeld-nl", today="2027-12-01").send("ask_dates", "wanneer is de kerstvakantie"))
    assert "25 december 2027 tot en met zondag 9 januari 2028, over 3 weken" in next_year
    assert "2026" not in next_year.split("nagekeken")[0]
    past = texts(Talk("voorbeeld-nl", today="2028-12-01").send("ask_dates", "wanneer is de kerstvakantie"))
    assert "voorbij" in past
    assert "over" not in past.split()


def test_a_bare_level_is_remembered_and_asked_about() -> None:
    talk = Talk()
    assert talk.send("inform", "havo", one("level", "nl-havo"))[0].response == "utter_ask_about"
    assert talk.slots["level"] == "nl-havo"
    assert "Hbo" in texts(talk.send("ask_progression", "wat kan ik daarna"))


def test_starting_over_drops_the_subject_but_not_the_person() -> None:
    talk = Talk(slots={"country": "nl", "role": "parent"})
    talk.send("ask_study_path", "", one("path", "nl-mbo-kok-2"))
    talk.send("restart", "opnieuw")
    assert talk.slots["current_path"] == ""
    assert (talk.slots["country"], talk.slots["role"]) == ("nl", "parent")
