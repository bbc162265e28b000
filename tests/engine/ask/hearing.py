"""Reads a message with a few known names, as the asks of it are tested."""

from typing import Any

from bot.nlu.ask.clauses import clauses
from bot.nlu.ask.frames import Frame, Understood, understand

NAMES = {
    "havo": ("level", "nl-havo"),
    "vwo": ("level", "nl-vwo"),
    "mbo": ("level", "nl-mbo"),
    "verpleegkunde": ("path", "nl-hbo-verpleegkunde"),
    "kok": ("profession", "kok"),
    "zorg": ("path", "zorg"),
    "wiskunde": ("subject", "wiskunde"),
    "decaan": ("term", "nl-decaan"),
}
"""Stands for the linker: these words are names, wherever they stand."""


def entities(text: str) -> list[dict[str, Any]]:
    """The known names in a text with their places, in the order said."""
    found = []
    for word, (kind, value) in NAMES.items():
        start = text.lower().find(word)
        while start >= 0:
            found.append({"entity": kind, "value": value, "start": start, "end": start + len(word)})
            start = text.lower().find(word, start + 1)
    return sorted(found, key=lambda entity: entity["start"])


def heard(text: str) -> Understood:
    return understand(text, entities(text))


def only(text: str) -> Frame:
    (frame,) = heard(text).asks
    return frame


def roles(text: str) -> list[tuple[str, str]]:
    return [(clause.role, clause.text) for clause in clauses(text)]
