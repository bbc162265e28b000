"""A message as the classifier reads it: in plain spelling, once with and once without the names in it."""

from dataclasses import dataclass

from bot.nlu.linking import linker
from bot.nlu.normalise import normalise


@dataclass(frozen=True)
class Reading:
    """`plain` is normalised; in `masked` every linked name is its kind ("xpathx"), so that any path asks alike."""

    plain: str
    masked: str


def read(text: str) -> Reading:
    """Both spellings of a message."""
    pieces, place = [], 0
    for link in linker().link(text):
        pieces += [text[place : link.start], f" x{link.kind}x "]
        place = link.end
    return Reading(normalise(text), normalise("".join([*pieces, text[place:]])))
