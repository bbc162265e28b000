"""What is heard in someone's own words, what is guessed, and what is left alone."""

import pytest

from bot.actions.core.words import like_cues, polarity
from content.library import Library
from guidance.answers import lexicon
from guidance.interests.heard import Heard, hear
from guidance.interests.meaning import Guess


class Meanings:
    """Guesses by a fixed table, in place of the encoder."""

    def __init__(self, **near: list[tuple[str, float]]) -> None:
        self.near, self.asked = near, list[str]()

    def guesses(self, phrase: str) -> tuple[Guess, ...]:
        self.asked.append(phrase)
        return tuple(Guess(*one) for one in self.near.get(phrase, ()))


def heard(library: Library, text: str, meaning: Meanings | None = None) -> Heard:
    return hear(text, lexicon.phrases(library), polarity(), like_cues(), meaning)  # type: ignore[arg-type]


def likes(found: Heard) -> set[str]:
    return {one.id for one in found.mentions if one.liked}


def noes(found: Heard) -> set[str]:
    return {one.id for one in found.mentions if not one.liked}


def test_known_words_need_no_guess(library: Library) -> None:
    meaning = Meanings()
    found = heard(library, "ik hou van dieren en buiten zijn maar geen wiskunde", meaning)
    assert (likes(found), noes(found)) == ({"dieren", "buiten-zijn"}, {"wiskunde", "rekenen-wiskunde"})
    assert meaning.asked == []


def test_unknown_phrases_are_guessed_with_their_polarity(library: Library) -> None:
    meaning = Meanings(tango=[("toneel-dans", 0.5)], olieverf=[("tekenen-ontwerpen", 0.3)])
    found = heard(library, "ik vind tango leuk maar geen olieverf", meaning)
    assert (likes(found), noes(found)) == ({"toneel-dans"}, {"tekenen-ontwerpen"})
    assert {one.words for one in found.guessed} == {"tango", "olieverf"}


def test_what_is_not_sure_is_asked_and_does_not_count(library: Library) -> None:
    meaning = Meanings(tango=[("toneel-dans", 0.2), ("muziek", 0.18)])
    found = heard(library, "ik hou van tango", meaning)
    assert found.mentions == ()
    assert [(one.words, [guess.tag for guess in one.meanings]) for one in found.perhaps] == [
        ("tango", ["toneel-dans", "muziek"])
    ]


@pytest.mark.parametrize("text", ["slapen", "gamen en slapen", "chillen", "ik hou van uitslapen"])
def test_rest_is_no_interest_and_stays_as_it_was_said(library: Library, text: str) -> None:
    found = heard(library, text, Meanings(slapen=[("gamen", 0.9)], chillen=[("gamen", 0.9)]))
    assert found.guessed == ()
    assert len(found.unknown) == 1


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("koke", {"koken-eten"}),
        ("diern en teeknen", {"dieren", "tekenen-ontwerpen", "beeldende-kunst"}),
        ("prgorameren", {"programmeren"}),
    ],
)
def test_a_typo_in_every_word_is_still_read_and_said_back(library: Library, text: str, meant: set[str]) -> None:
    found = heard(library, text)
    assert likes(found) == meant


@pytest.mark.parametrize(
    ("text", "near"), [("ik wil topvoetballer worden", "bewegen-sport"), ("youtuber", "foto-film"), ("dj", "muziek")]
)
def test_a_rare_wish_leads_to_what_lies_near(library: Library, text: str, near: str) -> None:
    found = heard(library, text)
    assert near in likes(found)
    assert found.dreams


@pytest.mark.parametrize("text", ["", "weet ik niet", "niks", "ja", "hallo", "geen idee", "😀"])
def test_naming_nothing_gives_nothing(library: Library, text: str) -> None:
    assert heard(library, text, Meanings()) == Heard()


@pytest.mark.parametrize(
    "about_me",
    [
        "ik heet Fatima", "mijn naam is Sander", "ik heet Roos", "ik ben een jongen", "ik ben een meisje van 15",
        "ik woon in Molenbeek", "ik woon in Havenwijk", "mijn roots liggen in Turkije",
        "mijn ouders komen uit Marokko", "ik zit in een rolstoel", "ik heb dyslexie", "ik heb autisme en adhd",
        "ik kom uit Syrië", "mijn moeder is verpleegster geweest",
    ],
)  # fmt: skip
def test_who_someone_is_is_never_an_interest(library: Library, about_me: str) -> None:
    said = "ik hou van dieren en tango maar niet van wiskunde"
    without = heard(library, said, Meanings(tango=[("toneel-dans", 0.5)]))
    for text in (f"{about_me}. {said}", f"{said}, {about_me}", f"{about_me} en {said}"):
        found = heard(library, text, meaning := Meanings(tango=[("toneel-dans", 0.5)]))
        assert (likes(found), noes(found)) == (likes(without), noes(without)), text
        assert meaning.asked == ["tango"], text


def test_a_judgement_turns_what_was_named_before_it(library: Library) -> None:
    found = heard(library, "ik ben goed in wiskunde maar vind het saai")
    assert likes(found) == set()
    assert "wiskunde" in noes(found)
