"""A map is one press away from what can follow, and comes at once with the whole."""

import json

from tests.actions.speaking import Said, Talk, one


def press(talk: Talk, reply: Said, title: str) -> list[Said]:
    (payload,) = [button["payload"] for button in reply.buttons if button["title"] == title]
    return talk.press(payload)


def test_what_can_follow_is_shown_on_a_map_when_asked() -> None:
    talk = Talk("voorbeeld-nl")
    told = talk.send("ask_progression", "wat kan ik na havo", one("level", "nl-havo"))[0]
    assert "picture" not in told.custom
    (shown,) = press(talk, told, "Toon het op een kaart")
    assert shown.response == "utter_map"
    assert "Havo" in shown.text
    picture = shown.custom["picture"]
    assert (picture["kind"], picture["data"]["entry"]) == ("map", "nl-havo")
    assert "Jij bent hier: Havo." in picture["alt"]
    assert shown.custom["sources"]
    assert json.loads(json.dumps(picture)) == picture, "the engine passes it on as JSON"


def test_asking_on_after_a_map_tells_it_in_words() -> None:
    talk = Talk("voorbeeld-nl")
    told = talk.send("ask_progression", "wat kan ik na havo", one("level", "nl-havo"))[0]
    press(talk, told, "Toon het op een kaart")
    assert talk.send("follow_up", "vertel meer")[0].response == "utter_progression"


def test_a_block_offers_its_place_on_the_map_and_a_parent_is_spoken_to_as_one() -> None:
    talk = Talk("voorbeeld-vl", slots={"role": "parent"})
    told = talk.send("ask_education_structure", "wat is de tweede graad", one("level", "vl-graad-2"))[0]
    (shown,) = press(talk, told, "Toon het op een kaart")
    assert "Uw kind is hier: Tweede graad." in shown.custom["picture"]["alt"]


def test_the_whole_comes_with_its_map() -> None:
    for school, country in (("voorbeeld-nl", "nl"), ("voorbeeld-vl", "vl")):
        told = Talk(school).send("ask_education_structure", "hoe zit het onderwijs in elkaar")[0]
        assert told.custom["picture"]["data"] == {"country": country, "entry": None, "parent": False}
        assert told.custom["picture"]["alt"].startswith("Zo zit het onderwijs in ")


def test_a_map_can_be_asked_for_in_words() -> None:
    talk = Talk("voorbeeld-nl")
    named = talk.send("ask_education_structure", "laat havo zien op een kaart", one("level", "nl-havo"))[0]
    assert named.custom["picture"]["data"]["entry"] == "nl-havo"
    talk.send("ask_study_path", "wat is vwo", one("level", "nl-vwo"))
    spoken_about = talk.send("follow_up", "kan dat ook als plaatje")[0]
    assert spoken_about.custom["picture"]["data"]["entry"] == "nl-vwo"
    nothing_yet = Talk("voorbeeld-nl").send("follow_up", "heb je een kaart")[0]
    assert nothing_yet.custom["picture"]["data"]["entry"] is None
