"""What a message names, as actions read it: entities with the words around them, a level as part of its path."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.actions.core.words import words
from content.library import Library
from guidance.answers.lexicon import plain

READ_AS = {"term": "level"}
"""Kinds that recognition keeps apart and answers do not: a term is explained as a level is."""


@dataclass(frozen=True)
class Mentioned:
    """One entity: its kind, the content id, and all ids it could mean when it is ambiguous."""

    kind: str
    value: str
    candidates: tuple[str, ...] = ()
    lead: str = ""
    """The words before it, back to the entity before: "naar de", "ik zit op"."""
    text: str = ""
    """The words themselves."""


def mentioned(library: Library, entities: Iterable[Mapping[str, Any]], text: str) -> tuple[Mentioned, ...]:
    """The entities of `text`; "hbo verpleegkunde" is a path of hbo, no ask about hbo. Buttons are taken as they are."""
    if text.startswith("/"):
        return tuple(_read(entities, text))
    found: list[Mentioned] = []
    for entity in _read(entities, text):
        if found and _qualifies(library, found[-1], entity, entity.lead):
            entity = replace(entity, lead=found.pop().lead)
        elif found and _qualifies(library, entity, found[-1], entity.lead):
            continue
        found.append(entity)
    return tuple(found)


def _read(entities: Iterable[Mapping[str, Any]], text: str) -> Iterable[Mentioned]:
    end = 0
    for entity in entities:
        candidates = tuple(str(one) for one in entity.get("candidates") or ())
        start, kind = int(entity.get("start") or 0), str(entity.get("entity"))
        lead, end = text[end:start], int(entity.get("end") or 0)
        yield Mentioned(READ_AS.get(kind, kind), str(entity.get("value")), candidates, lead, text[start:end])


def _qualifies(library: Library, level: Mentioned, path: Mentioned, between: str) -> bool:
    """Whether a level only says which path is meant: it stands beside it, and the path belongs to it."""
    if (level.kind, path.kind) != ("level", "path") or not (level.text and path.text and _small(between)):
        return False
    meanings = {level.value, *level.candidates}
    paths = [library.paths[one] for one in (path.value, *path.candidates) if one in library.paths]
    return any(library.blocks_of(one) & meanings for one in paths)


def _small(between: str) -> bool:
    said: Sequence[str] = re.findall(r"\w+", plain(between))
    return set(said) <= set(words("direction")["beside"])
