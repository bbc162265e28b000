"""Explains one building block of an education system and shows the blocks around it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from content.library import Library
from content.schema import Country, Named, StructureEntry, StructureKind
from guidance.answers.lexicon import plain

MAIN_KINDS = (StructureKind.LEVEL, StructureKind.STAGE)


@dataclass(frozen=True)
class Explanation:
    """A block, the larger block it belongs to, the blocks inside it, and the ids of what follows."""

    entry: StructureEntry
    parent: StructureEntry | None
    parts: tuple[StructureEntry, ...]
    after: tuple[str, ...]


def explain(library: Library, entry_id: str) -> Explanation:
    """Explain the block `entry_id`; raises KeyError when there is no such block."""
    entry = library.structure[entry_id]
    parent = library.structure.get(entry.part_of) if entry.part_of else None
    return Explanation(entry, parent, parts_of(library, entry_id), entry.leads_to)


def parts_of(library: Library, entry_id: str) -> tuple[StructureEntry, ...]:
    """The blocks that say they are part of `entry_id`, from young to old."""
    return _ordered(entry for entry in library.structure.values() if entry.part_of == entry_id)


def overview(library: Library, country: Country) -> tuple[StructureEntry, ...]:
    """The large blocks of one country, from young to old."""
    return _ordered(
        entry
        for entry in library.structure.values()
        if entry.country == country and entry.part_of is None and entry.kind in MAIN_KINDS
    )


def replaced(entry: Named, words: str) -> str | None:
    """The abolished name in `words` that `entry` took over, as content spells it, or None.

    A name that also is, or is part of, a current name of the entry was not abolished.
    """
    said = f" {_spaced(words)} "
    current = " ".join(map(_spaced, (entry.name, *entry.aliases)))
    old = (name for name in entry.old_names if f" {_spaced(name)} " not in f" {current} ")
    return next((name for name in sorted(old, key=len, reverse=True) if f" {_spaced(name)} " in said), None)


def _spaced(words: str) -> str:
    return " ".join(re.findall(r"\w+", plain(words)))


def _ordered(entries: Iterable[StructureEntry]) -> tuple[StructureEntry, ...]:
    return tuple(sorted(entries, key=lambda entry: (entry.order, entry.id)))
