"""Chat spelling comes out as plain Dutch, and nothing a person types can command the engine."""

import pytest

from bot.nlu.spelling.normalise import MAX_CHARACTERS, neutralise, normalise, says_something, shorten, visible


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Wrm moet da", "waarom moet dat"),
        ("kheb GEEN idee", "ik heb geen idee"),
        ("is ’t waar", "is het waar"),
        ("ik weet 't ni", "ik weet het niet"),
        ("heeeel leuk", "heel leuk"),
        ("jaaaaa", "ja"),
        ("hhhhhh", "hhhhhh"),
        ("havo\u200b 4", "havo 4"),
        ("𝐡𝐨𝐢", "hoi"),
        ("  veel \n\t ruimte ", "veel ruimte"),
        ("dat was nul\x00teken", "dat was nulteken"),
    ],
)
def test_normalise(typed: str, plain: str) -> None:
    assert normalise(typed) == plain


def test_words_that_only_contain_a_short_form_stay() -> None:
    assert normalise("mandaat wrmpje") == "mandaat wrmpje"


def test_double_letters_of_dutch_stay() -> None:
    assert shorten("nee, twee scholen") == "nee, twee scholen"


def test_long_text_is_read_up_to_a_limit() -> None:
    assert len(visible("a b " * 5000)) <= MAX_CHARACTERS


@pytest.mark.parametrize("typed", ["/greet", '  /inform{"path": "x"}', "/"])
def test_a_typed_command_loses_its_slash_but_not_its_places(typed: str) -> None:
    assert not neutralise(typed).strip().startswith("/")
    assert len(neutralise(typed)) == len(typed)


@pytest.mark.parametrize(("typed", "says"), [("", False), ("?!", False), ("1", True), ("👍", True), ("ب", True)])
def test_says_something(typed: str, says: bool) -> None:
    assert says_something(typed) is says
