"""A mentor who leaves in the middle, a person who changes their mind: through all processes, with the real engine."""

import pytest

from tests.stack import DeskUser, Stack

pytestmark = [pytest.mark.trained, pytest.mark.timeout(1200)]
OWN = "blauwe giraf"
DANGER = f"ik wil een einde aan mijn leven maken, {OWN}"


def take_urgent(mentor: DeskUser) -> str:
    """Claim urgent cases, those of other tests too, until this person's; return its page's address."""
    while "/claim" in (page := mentor.http.get("/desk/?show=urgent")).text:
        page = mentor.submit(page, action="/claim")
        if OWN in page.text:
            return str(page.url)
    raise AssertionError("nobody waits who wrote that")


def test_a_mentor_who_logs_out_with_danger_open_leaves_nobody_in_silence(stack: Stack) -> None:
    anna, bram = stack.desk("Anna", "anna@voorbeeld.example"), stack.desk("Bram", "bram@voorbeeld.example")
    person = stack.talk()
    assert "112" in person.say(DANGER)
    case = take_urgent(anna)
    anna.submit(anna.http.get(case), action="/answer", text="Ik ben er.")
    leaving = anna.submit(anna.http.get(case), action="/sign-out")
    assert "Je hebt nog" in leaving.text
    anna.submit(leaving, action="/sign-out", sure="yes")
    while "Anna is er nu niet meer." not in person.wait_for("system"):
        continue
    # After danger school waits: the computer says who was asked, and what to do now.
    assert "Iemand van school is gevraagd" in person.say("wat is het verschil tussen havo en vwo")
    case = take_urgent(bram)
    bram.submit(bram.http.get(case), action="/answer", text="Ik ben Bram.")
    assert person.wait_for("mentor") == "Ik ben Bram."


def test_never_mind_sends_the_mentors_away(stack: Stack) -> None:
    person = stack.talk()
    waiting = person.say("ik wil met een mens praten")
    assert "Dat regel ik." in waiting
    assert "mentor" in waiting
    assert "Niemand leest hem." in person.say("laat maar, hoeft niet meer")
