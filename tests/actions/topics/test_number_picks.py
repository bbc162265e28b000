"""A number or "de eerste" picks a button that was offered, and never calls a person."""

import pytest

from tests.actions.speaking import Talk

PERSON, TEST = "/request_human", '/explore{"answer": "start"}'


def told(said: str, *buttons: str) -> set[str]:
    talk = Talk("voorbeeld-nl", slots={"last_answer": {"buttons": list(buttons)}})
    return {reply.response for reply in talk.send("inform", said)}


@pytest.mark.parametrize("said", ["de eerste", "1"])
def test_a_person_is_not_called_by_a_number(said: str) -> None:
    assert "utter_person_asked" not in told(said, PERSON)


@pytest.mark.parametrize("said", ["de eerste", "1"])
def test_the_other_button_is_picked(said: str) -> None:
    assert "utter_explore_start" in told(said, PERSON, TEST)
