"""Likes and dislikes out of someone's own words."""

import pytest

from bot.actions.core.words import polarity
from content.library import Library
from guidance.answers import lexicon


@pytest.mark.parametrize(
    ("text", "likes", "dislikes"),
    [
        (
            "ik hou van dieren en buiten zijn, geen wiskunde",
            {"dieren", "buiten-zijn"},
            {"wiskunde", "rekenen-wiskunde"},
        ),
        ("ik haat wiskunde maar ik hou van dieren", {"dieren"}, {"wiskunde"}),
        ("dieren vind ik leuk, wiskunde niet", {"dieren"}, {"wiskunde"}),
        ("niet alleen dieren maar ook koken", {"dieren", "koken-eten"}, set()),
        ("ik ben graag aan het koken", {"koken-eten"}, set()),
        ("geen muziek of dieren", set(), {"muziek", "dieren"}),
        ("ik hou van prgorammeren", {"programmeren"}, set()),
        ("nee niks", set(), set()),
        ("ik ben goed in wiskunde maar vind het saai", set(), {"wiskunde", "rekenen-wiskunde"}),
        ("ik hou van dieren, de les is saai", {"dieren"}, set()),
    ],
)
def test_polarity(library: Library, text: str, likes: set[str], dislikes: set[str]) -> None:
    found = lexicon.mentions(text, lexicon.phrases(library), polarity())
    assert likes <= {one.id for one in found if one.liked}
    assert dislikes <= {one.id for one in found if not one.liked}
    assert not {one.id for one in found if one.liked} & {one.id for one in found if not one.liked}
    if not likes:
        assert not any(one.liked for one in found)


def test_the_reason_is_in_the_persons_own_words(library: Library) -> None:
    (found,) = (one for one in lexicon.mentions("ik hou van BUITEN zijn", lexicon.phrases(library), polarity()))
    assert found.words == "buiten zijn"


def test_the_last_mention_counts(library: Library) -> None:
    found = lexicon.mentions("dieren zijn leuk. nee, geen dieren", lexicon.phrases(library), polarity())
    assert [(one.id, one.liked) for one in found if one.id == "dieren"] == [("dieren", False)]
