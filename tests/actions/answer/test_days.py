"""Whether there are lessons on a day that is asked about, in the words people read."""

import pytest

from tests.actions.speaking import Said, Talk

TODAY = "2026-12-01"


def ask(text: str, school: str = "voorbeeld-nl") -> Said:
    return Talk(school, today=TODAY).send("ask_dates", text)[0]


@pytest.mark.parametrize(
    ("school", "text", "told"),
    [
        ("voorbeeld-nl", "is het vrij op 5 mei", "Op woensdag 5 mei 2027 is er geen school: Meivakantie"),
        ("voorbeeld-vl", "is het vrij op 5 mei?", "Er is les op woensdag 5 mei 2027, voor zover ik weet."),
        ("voorbeeld-nl", "hebben we les op 6 mei 2027", "Op donderdag 6 mei 2027 is er geen school"),
        ("voorbeeld-nl", "is er school op 26 maart", "Dat beslist elke school zelf: vrijdag 26 maart 2027"),
        ("voorbeeld-vl", "moet ik naar school op 20/1", "20 januari 2027 is er geen school: Pedagogische studiedag"),
        ("voorbeeld-nl", "is er les op 5 december", "is weekend"),
        ("voorbeeld-vl", "hebben we vrij op 3 maart 2030", "is weekend"),
        ("voorbeeld-nl", "is het vrij op 12 november 2029", "De vakanties van dat schooljaar heb ik nog niet."),
        ("voorbeeld-nl", "is het volgende week vakantie", "zijn er gewone lesdagen, voor zover ik weet"),
        ("voorbeeld-vl", "hebben we deze maand vakantie", "• Kerstvakantie: maandag 21 december 2026"),
        ("voorbeeld-nl", "zijn er volgende maand vrije dagen", "• Kerstvakantie"),
    ],
)  # fmt: skip
def test_day_is_told(school: str, text: str, told: str) -> None:
    said = ask(text, school)
    assert said.response == "utter_lessons"
    assert told in said.text


@pytest.mark.parametrize("day", ["30 februari", "31 april", "35 mei"])
def test_day_that_does_not_exist_is_said_to_be_one(day: str) -> None:
    said = ask(f"is het vrij op {day}?")
    assert said.response == "utter_no_such_day"
    assert said.text.startswith(f"{day} bestaat niet.")


def test_region_is_named_when_days_differ() -> None:
    talk = Talk("", today=TODAY, slots={"country": "nl"})
    (said, *_) = talk.send("ask_dates", "is het vrij op 15 februari in nederland")
    assert "Dat hangt af van de regio." in said.text
    assert "regio zuid" in said.text


@pytest.mark.parametrize(
    "text", ["wanneer is de kerstvakantie", "ik ben vrijdag jarig", "mag ik 5 mei naar een bruiloft"]
)
def test_other_questions_go_their_own_way(text: str) -> None:
    assert ask(text).response not in ("utter_lessons", "utter_no_such_day")
