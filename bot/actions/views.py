"""Content entries as plain values a response template can read: names instead of ids, nothing else changed."""

from collections.abc import Iterable
from typing import Any

from bot.actions.outcome import Choice
from bot.actions.turn import payload
from content.library import CitedSource, Library
from content.schema import Entry, HelpLine, StructureKind
from guidance import compare, paths, progression

INTENT_OF = {"path": "ask_study_path", "level": "ask_education_structure", "profession": "ask_profession"}


def name(library: Library, entry_id: str) -> str:
    """The name of an entry; raises KeyError for an id content does not have."""
    entry = library.get(entry_id)
    if entry is None:
        raise KeyError(entry_id)
    return str(entry.name)


def names(library: Library, ids: Iterable[str]) -> list[str]:
    """Names of the entries, each once."""
    return list(dict.fromkeys(name(library, entry_id) for entry_id in ids))


def choices(library: Library, ids: Iterable[str], intent: str = "", at_most: int = 4) -> tuple[Choice, ...]:
    """A button for each entry that asks `intent` about it, or what its kind is usually asked for."""
    return tuple(choice(library, entry_id, intent) for entry_id in list(dict.fromkeys(ids))[:at_most])


def choice(library: Library, entry_id: str, intent: str = "") -> Choice:
    """One button about one entry."""
    kind = library.kind_of(entry_id) or "path"
    if kind == "article":
        return Choice(name(library, entry_id), payload("inform", article=entry_id))
    kind = "path" if kind == "domain" else kind
    return Choice(name(library, entry_id), payload(intent or INTENT_OF.get(kind, "inform"), **{kind: entry_id}))


def sources(library: Library, entries: Iterable[Entry]) -> tuple[CitedSource, ...]:
    """The sources of several entries, each once."""
    return tuple(dict.fromkeys(source for entry in entries for source in library.citations(entry)))


def path_card(library: Library, card: paths.Card) -> dict[str, Any]:
    """A study path's card."""
    path = card.path
    return {
        "name": path.name,
        "country": path.country.value,
        "level": card.level.name,
        "finality": path.finality.value if path.finality else None,
        "stage": name(library, path.stage) if path.stage else None,
        "summary": list(path.summary),
        "for_whom": path.for_whom,
        "learns": list(path.learns),
        "admission": path.admission,
        "duration": path.duration,
        "after": names(library, card.after),
        "professions": [profession.name for profession in card.professions],
        "work_based": path.work_based,
        "verify": path.verify,
    }


def table(library: Library, comparison: compare.Comparison) -> list[dict[str, Any]]:
    """Rows of a comparison: key, label when content has one, and a cell for each entry (a list of texts)."""
    return [
        {"key": row.key, "label": library.rows.get(row.key), "cells": [_cell(value) for value in row.values]}
        for row in comparison.rows
    ]


def leg(library: Library, one: progression.Leg) -> dict[str, Any]:
    """One step onward; one that ends at a body ("klassenraad") is called after what one wants there."""
    target, conditions = library.structure.get(one.step.to), list(one.step.conditions)
    is_place = target is None or target.kind != StructureKind.TERM or not conditions
    return {
        "from": name(library, one.start),
        "to": name(library, one.step.to) if is_place else conditions.pop(0).rstrip("."),
        "right": one.step.right.value,
        "conditions": [condition[:1].lower() + condition[1:] for condition in conditions],
        "years": one.step.years,
        "note": one.step.note,
    }


def help_line(line: HelpLine) -> dict[str, Any]:
    """A help line as shown."""
    return line.model_dump(mode="json", include={"name", "number", "website", "for_whom", "reachable", "free"})


def _cell(value: compare.Value) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)
