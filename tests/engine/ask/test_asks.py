"""All asks of a message are found, and the one that comes first comes first."""

import pytest

from bot.nlu.ask.asks import Ranking, find_asks, mentioned
from bot.nlu.spelling.normalise import normalise

THRESHOLD = 0.25
NOTHING: frozenset[str] = frozenset()


def ranked(**probabilities: float) -> Ranking:
    return sorted(probabilities.items(), key=lambda item: -item[1])


STRUCTURE_FIRST = [ranked(ask_education_structure=0.95, ask_costs=0.02), ranked(ask_costs=0.97, ask_dates=0.01)]


def test_the_ask_said_first_is_the_first_when_the_whole_is_not_sure() -> None:
    whole = ranked(ask_costs=0.7, ask_education_structure=0.25)
    asks = find_asks(whole, STRUCTURE_FIRST, NOTHING, THRESHOLD)
    assert asks.names == ("ask_education_structure", "ask_costs")
    assert asks.certainty == pytest.approx(0.95)


def test_background_before_a_sure_ask_does_not_come_first() -> None:
    whole = ranked(ask_costs=0.99, ask_education_structure=0.005)
    assert find_asks(whole, STRUCTURE_FIRST, NOTHING, THRESHOLD).names[0] == "ask_costs"


def test_care_comes_first_wherever_it_stands() -> None:
    whole = ranked(ask_costs=0.6, wellbeing=0.3)
    parts = [ranked(ask_costs=0.95), ranked(wellbeing=0.96)]
    assert find_asks(whole, parts, NOTHING, THRESHOLD).names == ("wellbeing", "ask_costs")


def test_a_wish_for_a_person_does_not_push_care_aside() -> None:
    whole = ranked(wellbeing=0.6, request_human=0.3)
    parts = [ranked(request_human=0.99), ranked(wellbeing=0.96)]
    assert find_asks(whole, parts, NOTHING, THRESHOLD).names[0] == "wellbeing"


def test_a_greeting_is_no_second_ask_and_one_piece_adds_nothing() -> None:
    assert find_asks(ranked(ask_costs=0.9), [ranked(greet=0.99)], NOTHING, THRESHOLD).names == ("ask_costs",)
    alone = find_asks(ranked(ask_costs=0.9), [], NOTHING, THRESHOLD)
    assert (alone.names, alone.certainty) == (("ask_costs",), 0.0)


def test_a_named_topic_is_an_ask_beside_the_first() -> None:
    named = mentioned(normalise("Mijn zoon heeft ADHD, mag hij naar de havo?"))
    assert find_asks(ranked(ask_progression=0.99), [], named, THRESHOLD).names == (
        "ask_progression",
        "ask_support_needs",
    )


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("wat kan ik na havo", set()),
        ("is bijles gratis", {"ask_costs"}),
        ("kan ik iemand spreken, ik word gepest", {"request_human", "wellbeing"}),
        ("school doet niks en wij kennen onze rechten niet", {"complain_school", "ask_school_rules"}),
    ],
)
def test_topics_named_outright(text: str, topics: set[str]) -> None:
    assert mentioned(normalise(text)) == topics
