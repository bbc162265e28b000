"""Who writes in another language is told so once, in that language, and not in the middle of care."""

from tests.actions.speaking import Said, Talk


def told(said: list[Said]) -> list[str]:
    return [one.text for one in said if one.response == "utter_language"]


def test_it_is_told_once() -> None:
    talk = Talk("voorbeeld-nl")
    assert told(talk.send("ask_education_structure", "okul sistemi nasıl", lang="tr")) != []
    assert told(talk.send("ask_costs", "ne kadar tutuyor", lang="tr")) == []


def test_dutch_and_care_are_left_alone() -> None:
    talk = Talk("voorbeeld-nl")
    assert told(talk.send("ask_costs", "wat kost school", lang="nl")) == []
    assert told(talk.send("wellbeing", "çok yalnızım", lang="tr")) == []
