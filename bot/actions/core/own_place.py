"""Tells where people say they are: "ik zit in havo 3", "mijn zoon doet"."""

import re

from bot.actions.core.mentions import Mentioned
from bot.actions.core.turn import Turn
from bot.actions.core.words import words
from guidance.answers.lexicon import plain


def own_place(turn: Turn) -> str | None:
    """The level or direction people say they are in ("ik zit in havo 3"), or None."""
    own = (one for one in turn.entities if says_own(one) and one.value in turn.named and not one.candidates)
    return next((one.value for one in own), None)


def says_own(entity: Mentioned) -> bool:
    """Whether the words before a name say that someone is there: "ik zit in", "mijn zoon doet"."""
    said = set(spoken(entity.lead))
    return bool(said & marks("own")) and not said & marks("not_own")


def spoken(text: str) -> list[str]:
    """The words of a text in plain letters."""
    return re.findall(r"[a-z]+", plain(text))


def marks(name: str) -> frozenset[str]:
    """A set of words of `words/direction.yml`."""
    return frozenset(words("direction")[name])
