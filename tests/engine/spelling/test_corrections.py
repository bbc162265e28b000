"""A slip leads back to the word that was meant, and other words stay what they are."""

import pytest

from bot.nlu.spelling.corrections import Corrections

KNOWN = Corrections(["frans", "latijn", "recht", "rechten", "loodgieter", "verpleegkunde", "havo"])


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("farns", "frans"),  # swapped
        ("frsns", "frans"),  # the key beside it
        ("frasn", "frans"),
        ("fraans", "frans"),  # doubled
        ("haavo", "havo"),
        ("hhavvo", "havo"),
        ("ltijn", "latijn"),  # missed
        ("rechtn", "rechten"),
        ("laodgieter", "loodgieter"),
        ("verplegkude", "verpleegkunde"),  # two slips in a long word
        ("xerpleegkunde", "verpleegkunde"),
    ],
)
def test_a_slip_is_mended(said: str, meant: str) -> None:
    assert KNOWN.nearest(said) == meant


@pytest.mark.parametrize("word", ["frank", "trans", "hav", "hvo", "latina", "verkoop", "loodgrijs", "", "x" * 300])
def test_other_words_stay(word: str) -> None:
    assert KNOWN.nearest(word) == word
