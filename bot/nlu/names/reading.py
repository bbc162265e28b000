"""A message as the classifier reads it: in plain spelling, once with and once without the names in it."""

import functools
from dataclasses import dataclass
from typing import Tuple

from bot.nlu.names.linking import Link, linker
from bot.nlu.spelling.normalise import normalise, without_pictures
from bot.nlu.spelling.slips import corrector

RECENT = 64


@functools.lru_cache(maxsize=RECENT)
def links(text: str) -> Tuple[Link, ...]:
    """The names in a message; both the entities and the masked spelling ask for them."""
    return tuple(linker().link(text))


@dataclass(frozen=True)
class Reading:
    """`plain` is normalised and its slips are mended; in `masked` every linked name is its kind ("xpathx").

    So any path asks alike.
    """

    plain: str
    masked: str


def read(text: str) -> Reading:
    """Both spellings of a message."""
    pieces, place = [], 0
    for link in links(text):
        pieces += [text[place : link.start], f" x{link.kind}x "]
        place = link.end
    return Reading(mended(text), mended("".join([*pieces, text[place:]])))


def mended(text: str) -> str:
    """The text in plain, mended spelling."""
    return corrector().correct(without_pictures(normalise(text)))
