"""An answer whose source was not looked at for too long says so, and only then."""

from tests.actions.speaking import Said, Talk, one


def warned(replies: list[Said]) -> list[str]:
    return [reply.text for reply in replies if reply.response == "utter_outdated"]


def level(today: str) -> list[Said]:
    return Talk("voorbeeld-nl", today=today).send("ask_education_structure", "wat is havo", one("level", "nl-havo"))


def test_a_fresh_answer_says_nothing_about_its_age() -> None:
    assert warned(level("2026-11-23")) == []


def test_an_old_answer_says_when_it_was_checked_and_to_ask() -> None:
    (text,) = warned(level("2028-11-23"))
    assert "22 november 2026" in text
    assert "Vraag op school" in text


def test_a_date_goes_old_sooner_than_a_level() -> None:
    asked = Talk("voorbeeld-nl", today="2027-09-01").send("ask_dates", "wanneer gaat studielink open")
    assert asked[0].response.startswith("utter_date")
    assert len(warned(asked)) == 1
    assert warned(level("2027-09-01")) == []


def test_what_needs_no_source_is_never_old() -> None:
    assert warned(Talk("voorbeeld-nl", today="2030-01-01").send("greet", "hoi")) == []
