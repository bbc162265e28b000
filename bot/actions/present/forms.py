"""Says to a parent what content says to a pupil: "Je leert koken." becomes "Uw kind leert koken.", from one text.

A text that holds both forms itself (`[je|u]`) is left to the engine. A sentence is changed only when every "je" in it
is surely who does something; any other stays as it was written, since half a change reads worse than none.
"""

import re
from typing import Any

from bot.actions.core.words import words

PARENT = "parent"
_SENTENCE = re.compile(r"[^.?!\n]+[.?!]?")
_WORD = re.compile(r"[\w'-]+")


def for_role(value: Any, role: str | None) -> Any:
    """A value from content as this role reads it; strings inside lists and mappings too."""
    if role != PARENT:
        return value
    if isinstance(value, str):
        return value if "[" in value else _SENTENCE.sub(lambda found: _about_the_child(found.group()), value)
    if isinstance(value, dict):
        return {key: for_role(inner, role) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(for_role(inner, role) for inner in value)
    return value


def _about_the_child(sentence: str) -> str:
    forms = words("forms")
    said = _WORD.findall(sentence)
    places = [place for place, word in enumerate(said) if word.casefold() in forms["pupil"]]
    general = any(word.casefold() in forms["general"] for word in said)
    if not places or general or not all(_does(said, place, forms) for place in places):
        return sentence
    changed = [forms["verbs"].get(word, word) for word in said]
    for turn, place in enumerate(places):
        clash = forms["subject"][1] in said[place - 1 : place + 2]
        changed[place] = _as(said[place], forms["subject"][0 if clash else min(turn, 1)])
        if place and said[place - 1].casefold() in forms["turned"]:
            changed[place - 1] = _as(said[place - 1], forms["turned"][said[place - 1].casefold()])
    again = iter(changed)
    return _WORD.sub(lambda _: next(again), sentence)


def _does(said: list[str], place: int, forms: dict[str, Any]) -> bool:
    """Whether the "je" at this place is who does something."""
    if said[place].casefold() not in forms["doer"]:
        return False
    if place:
        return said[place - 1].casefold() in (*forms["before"], *forms["turned"])
    follows = said[1] if len(said) > 1 else ""
    return follows in forms["first"] or (follows.endswith("t") and follows not in forms["thing"])


def _as(word: str, other: str) -> str:
    return other[:1].upper() + other[1:] if word[:1].isupper() else other
