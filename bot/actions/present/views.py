"""Content entries as plain values a response template can read: names instead of ids, nothing else changed."""

from collections.abc import Iterable
from typing import Any

from bot.actions.core.outcome import Choice
from bot.actions.core.turn import INTENT_OF, payload
from bot.actions.core.words import words
from content.library import CitedSource, Library
from content.schema import Entry, HelpLine
from guidance.education import compare, conditions, paths, progression


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
        "study_domains": [words("titles")["study_domains"][one.value] for one in path.study_domains],
        "work_based": path.work_based,
        "verify": path.verify,
    }


def table(library: Library, comparison: compare.Comparison) -> list[dict[str, Any]]:
    """Rows of a comparison: key, label when content has one, a cell (a list of texts) for each entry, and
    whether all say the same."""
    return [
        {
            "key": row.key,
            "label": library.rows.get(row.key),
            "cells": [_cell(value) for value in row.values],
            "same": len(set(row.values)) == 1,
        }
        for row in comparison.rows
    ]


def leg(library: Library, one: progression.Leg) -> dict[str, Any]:
    """One step of a route, with where it starts."""
    return {"from": name(library, one.start), **bundle(library, conditions.Bundle((one.step,)))}


def bundle(library: Library, one: conditions.Bundle) -> dict[str, Any]:
    """Steps that ask the same; one that ends at a body ("klassenraad") is called after what one wants there."""
    first = one.steps[0]
    groups = conditions.grouped(first)
    wants = conditions.wish(first, library.structure.get(first.to))
    return {
        "to": [wants] if wants else names(library, (step.to for step in one.steps)),
        "right": one.right.value,
        "conditions": [told for group in groups if (told := _condition(group, wants or ""))],
        "years": first.years,
        "note": first.note,
    }


def _condition(group: conditions.Group, without: str) -> dict[str, str] | None:
    """The conditions of one kind under their label, but for the one already told."""
    texts = [text[:1].lower() + text[1:].rstrip(".") for text in group.texts if text.rstrip(".") != without]
    return {"label": words("titles")["conditions"][group.kind.value], "text": "; ".join(texts)} if texts else None


def help_line(line: HelpLine) -> dict[str, Any]:
    """A help line as shown."""
    return line.model_dump(mode="json", include={"name", "number", "website", "for_whom", "reachable", "free"})


def _cell(value: compare.Value) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)
