"""Slips of the finger are mended towards words that are taught; words that exist stay what they are."""

import pytest

from bot.nlu.names.reading import read
from bot.nlu.spelling.slips import Corrector, corrector

TAUGHT = [
    "hoe schrijf ik mijn dochter in",
    "mijn dochter kan schrijven",
    "schrijven en opleiding",
    "de opleiding",
    "wat " * 30,
]


@pytest.mark.parametrize("slip", ["dochtr", "dochtee", "docghter", "dohcter"])
def test_one_slip_is_mended(slip: str) -> None:
    assert Corrector.of(TAUGHT).correct(f"mijn {slip} wil") == "mijn dochter wil"


@pytest.mark.parametrize("word", ["huis", "computer", "dkter", "ochtend", "qqqqqq", "12345"])
def test_known_short_and_far_words_stay(word: str) -> None:
    assert Corrector.of(TAUGHT).correct(word) == word


@pytest.mark.parametrize("doubled", ["waat", "wwat", "watt", "wwaatt"])
def test_a_word_with_doubled_letters_goes_back(doubled: str) -> None:
    assert Corrector.of(TAUGHT).correct(f"{doubled} kan ik") == "wat kan ik"


def test_a_real_word_with_doubled_letters_stays_unless_the_short_one_is_taught_often() -> None:
    assert Corrector.of(["de pot", "een pot"]).correct("poot") == "poot"


def test_what_is_taught_is_never_changed() -> None:
    assert corrector().correct("kzit in 5 humane en ik wil weten wat je daarna kan doen") == (
        "kzit in 5 humane en ik wil weten wat je daarna kan doen"
    )


def test_a_message_is_read_without_slips_and_emoji() -> None:
    assert read("Welke opleidnig past bij mij 😭").plain == "welke opleiding past bij mij"
    assert read("👍").plain == "👍"
