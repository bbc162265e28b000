"""What the engine is unsure of is read by what it names and by what was spoken about."""

import pytest

from tests.actions.speaking import Talk, one

DOUBLE, B_ATTEST = one("level", "vl-dubbele-finaliteit"), one("term", "vl-b-attest")


def test_what_a_named_thing_is_is_explained_in_a_message_nobody_understands() -> None:
    said = Talk("voorbeeld-vl").send("nlu_fallback", "mijn zoon krijgt brief dubbele finaliteit wat is dat", DOUBLE)
    assert said[0].response == "utter_structure_block"
    assert "finaliteit" in said[0].text


@pytest.mark.parametrize("text", ["my son got a B-attest, what now?", "B-attest zegt juf"])
def test_a_certificate_is_explained_with_what_can_follow(text: str) -> None:
    said = Talk("voorbeeld-vl").send("nlu_fallback", text, B_ATTEST)
    assert said[0].response == "utter_progression"


def test_where_one_is_is_no_like_when_it_does_not_fit() -> None:
    talk = Talk("voorbeeld-vl")
    talk.send("no_idea", "wa moet ik kiezen")
    economy = one("subject", "economie")
    assert talk.send("inform", "kzit in 3 economie maar da trekt op niks", economy)[0].response == "utter_article"
    liked = talk.send("share_interests", "ik hou van dieren")
    assert "economie" not in liked[0].text


def test_another_date_may_be_asked_after_one() -> None:
    talk = Talk("voorbeeld-vl")
    talk.send("ask_dates", "wanneer zijn de examens")
    assert "Paasvakantie" in talk.send("follow_up", "en de paasvakantie")[0].text


def test_a_name_does_not_accept_the_offer_of_another_text() -> None:
    talk = Talk("voorbeeld-vl")
    talk.send("doubt_choice", "mag ik nog switchen van richting")
    assert talk.send("inform", "naar houtbewerking", one("path", "bouw-hout"))[0].response != "utter_article"


def test_an_age_told_after_the_ways_back_narrows_them() -> None:
    talk = Talk("voorbeeld-nl")
    any_age = talk.send("ask_progression", "ik ben gestopt met mbo 2, kan ik nog terug", one("level", "nl-mbo-2"))
    assert "21+" in any_age[0].text
    younger = talk.send("inform", "ik ben 17")
    assert younger[0].response == "utter_return"
    assert "• 21+" not in younger[0].text
