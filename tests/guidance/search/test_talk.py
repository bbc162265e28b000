"""A turn of a talk is completed by what it leans on."""

from guidance.search.talk import completed


def test_turns_are_completed_by_the_first_and_by_the_last() -> None:
    turns = ["hoe lang duurt havo", "en vwo?", "mag je daarna door"]
    assert list(completed(turns)) == [
        (1, "hoe lang duurt havo en vwo?"),
        (2, "hoe lang duurt havo mag je daarna door"),
        (2, "en vwo? mag je daarna door"),
    ]


def test_a_turn_of_itself_is_what_later_turns_lean_on() -> None:
    turns = ["wat is havo", "wanneer is de open dag van de school voor groep 8", "tot hoe laat"]
    assert [text for at, text in completed(turns) if at == 2] == [
        "wanneer is de open dag van de school voor groep 8 tot hoe laat"
    ]


def test_nothing_said_and_one_turn_complete_nothing() -> None:
    assert list(completed([])) == list(completed(["wat is havo"])) == []
